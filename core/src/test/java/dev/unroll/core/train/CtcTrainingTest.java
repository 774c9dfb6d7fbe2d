package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Ctc;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TimeReduction;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.score.Evaluation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training by {@link Ctc}: which labels were shown is to be said, each shown for some steps, nothing between them. */
class CtcTrainingTest {

    private static final int LABELS = 3;
    private static final int FEATURES = 4;
    private static final int COUNT = 24;

    private static final List<Matrix> VECTORS = new ArrayList<>();
    private static final List<TokenList> TRANSCRIPTS = new ArrayList<>();

    static {
        for (int i = 0; i < COUNT; i++) {
            int[] labels = new int[i % 5];
            for (int k = 0; k < labels.length; k++) {
                labels[k] = (int) (CounterHash.bits(1, Purpose.SHUFFLE, i, k, 0, 0) >>> 33) % LABELS;
            }
            TRANSCRIPTS.add(TokenList.of(labels));
            VECTORS.add(shown(labels, i));
        }
    }

    private static Matrix shown(int[] labels, int seed) {
        Matrix shown = Matrix.zeros(4 + 6 * labels.length, FEATURES);
        for (int k = 0; k < labels.length; k++) {
            for (int t = 0; t < 2 + (seed + k) % 3; t++) {
                shown.set(3 + 6 * k + t, labels[k], 1);
            }
        }
        for (int t = 0; t < shown.rows(); t++) {
            shown.set(t, FEATURES - 1, CounterHash.uniform(seed, Purpose.SPLIT, t, 0, 0, 0));
        }
        return shown;
    }

    private static Examples examples() {
        return new Examples(
                Sequences.ofVectors(VECTORS), Labels.ofTranscripts(TRANSCRIPTS), sample -> "clip " + sample);
    }

    private static Network network() {
        return Network.initialize(
                NetworkSpec.reading(new InputSpec.Dense(FEATURES))
                        .then(new Layer(Cells.lstm(FEATURES, 12, Bias.PRESENT), Reading.BIDIRECTIONAL))
                        .then(new Head.Linear(LABELS + 1)),
                Initialization.PYTORCH,
                1);
    }

    private static TrainingPlan plan(int epochs) {
        return TrainingPlan.of(new Adam(), 0.02)
                .withLoss(new Ctc())
                .withBatchSize(5)
                .withEpochs(epochs);
    }

    @Test
    void labelsAtUnknownStepsAreLearned() {
        try (Compute compute = Compute.of(1)) {
            var evaluator = new Evaluator(new Ctc(), 7, compute);
            double before = evaluator.evaluate(network(), examples()).loss();
            Network trained = new Trainer(plan(40), compute).train(network(), examples());
            double after = evaluator.evaluate(trained, examples()).loss();
            assertTrue(after < before / 20, "the loss " + before + " fell to " + after);
        }
    }

    @Test
    void whereTheTimeIsReducedItsStepsCount() {
        Network reduced = reduced();
        try (Compute compute = Compute.of(2)) {
            var evaluator = new Evaluator(new Ctc(), 7, compute);
            double before = evaluator.evaluate(reduced, examples()).loss();
            Network trained = new Trainer(plan(40), compute).train(reduced, examples());
            double after = evaluator.evaluate(trained, examples()).loss();
            assertTrue(after < before / 10, "the loss " + before + " fell to " + after);
            var tooMany = new Examples(
                    Sequences.ofVectors(List.of(Matrix.zeros(9, FEATURES))),
                    Labels.ofTranscripts(List.of(TokenList.of(0, 1, 2, 0, 1, 2))));
            var trainer = new Trainer(plan(1), compute);
            var error = assertThrows(IllegalArgumentException.class, () -> trainer.train(reduced, tooMany));
            assertEquals(
                    "sample 0 has 6 labels, which need at least 6 steps, but the network answers at 5: leave it out, or"
                            + " reduce the time less",
                    error.getMessage());
        }
    }

    private static Network reduced() {
        return Network.initialize(
                NetworkSpec.reading(new InputSpec.Dense(FEATURES))
                        .then(new Layer(Cells.gru(FEATURES, 12, Bias.PRESENT), Reading.BIDIRECTIONAL))
                        .then(new TimeReduction(2))
                        .then(width -> new Layer(Cells.gru(width, 12, Bias.PRESENT)))
                        .then(new Head.Linear(LABELS + 1)),
                Initialization.PYTORCH,
                1);
    }

    @Test
    void threadsAndKernelsDoNotChangeABit() {
        float[] alone = trained(Compute.of(1));
        assertArrayEquals(alone, trained(Compute.of(2)));
        assertArrayEquals(alone, trained(Compute.of(3)));
        assertArrayEquals(alone, trained(new Compute(Kernels.scalar(), Team.of(2))));
    }

    private static float[] trained(Compute compute) {
        try (compute) {
            return new Trainer(plan(2), compute).train(network(), examples()).values();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, COUNT})
    void theLossOfASequenceDoesNotDependOnItsBatch(int batchSize) {
        try (Compute compute = Compute.of(2)) {
            double[] alone = new double[COUNT];
            for (int i = 0; i < COUNT; i++) {
                alone[i] = losses(compute, new int[] {i})[0];
            }
            int[] turned = new int[batchSize];
            for (int i = 0; i < batchSize; i++) {
                turned[i] = COUNT - 1 - i;
            }
            double[] together = losses(compute, turned);
            for (int i = 0; i < batchSize; i++) {
                assertEquals(alone[turned[i]], together[i], "sequence " + turned[i]);
            }
        }
    }

    private static double[] losses(Compute compute, int[] which) {
        var step = new GradientStep(NetworkWeights.forTraining(network()), new Ctc(), compute);
        step.add(
                new Batch().of(examples().inputs(), which, 0, which.length),
                examples().labels(),
                1,
                1);
        return step.rowLosses();
    }

    @Test
    void theGradientOfASequenceDoesNotDependOnItsBatch() {
        try (Compute compute = Compute.of(2)) {
            // As many sequences, so that each counts as much.
            assertArrayEquals(gradientOf(compute, 14, 19, 23), gradientOf(compute, 23, 19, 14));
        }
    }

    /** Returns the gradient of the outputs of sequence 19 among others, step by step. */
    private static float[] gradientOf(Compute compute, int... which) {
        var step = new GradientStep(NetworkWeights.forTraining(network()), new Ctc(), compute);
        var batch = new Batch().of(examples().inputs(), which, 0, which.length);
        step.add(batch, examples().labels(), 1, 1);
        int steps = examples().inputs().length(19);
        float[] gradient = new float[steps * (LABELS + 1)];
        for (int t = 0; t < steps; t++) {
            Matrix all = step.run().outputGradient();
            System.arraycopy(all.data(), all.at(batch.row(t, 1)), gradient, t * (LABELS + 1), LABELS + 1);
        }
        return gradient;
    }

    @Test
    void theMeanIsOverSequencesEachDividedByItsLabels() {
        try (Compute compute = Compute.of(2)) {
            var batch = new Batch().of(examples().inputs());
            var step = new GradientStep(NetworkWeights.forTraining(network()), new Ctc(), compute);
            double mean = step.add(batch, examples().labels(), 1, 1);
            double sum = 0;
            for (double loss : step.rowLosses()) {
                sum += loss;
            }
            assertEquals(COUNT, step.rowLosses().length);
            assertEquals(sum / COUNT, mean);
            Evaluation evaluation = new Evaluator(new Ctc(), COUNT, compute).evaluate(network(), examples());
            assertEquals(mean, evaluation.loss(), 1e-12);
            assertEquals(0, step.predictions());
            assertTrue(evaluation.confusion().isEmpty());
        }
    }

    @Test
    void moreLabelsThanStepsAreNamed() {
        var examples = new Examples(
                Sequences.ofVectors(List.of(Matrix.zeros(9, FEATURES), Matrix.zeros(4, FEATURES))),
                Labels.ofTranscripts(List.of(TokenList.of(1), TokenList.of(0, 1, 1, 1))));
        assertRefused(
                "sample 1 has 4 labels, which need at least 6 steps, but the network answers at 4: leave it out, or"
                        + " reduce the time less",
                examples);
    }

    @Test
    void aLabelThatIsNoneIsNamed() {
        var examples = new Examples(
                Sequences.ofVectors(List.of(Matrix.zeros(9, FEATURES))),
                Labels.ofTranscripts(List.of(TokenList.of(1, LABELS))));
        assertRefused(
                "sample 0 has label 3 but the network puts out 4 columns, one of them for no label: a label must be one"
                        + " of the others",
                examples);
    }

    private static void assertRefused(String message, Examples examples) {
        try (Compute compute = Compute.of(1)) {
            var trainer = new Trainer(plan(1), compute);
            var error = assertThrows(IllegalArgumentException.class, () -> trainer.train(network(), examples));
            assertEquals(message, error.getMessage());
        }
    }

    @Test
    void transcriptsNeedALossOfSequences() {
        try (Compute compute = Compute.of(1)) {
            var trainer = new Trainer(plan(1).withLoss(new CrossEntropy()), compute);
            var error = assertThrows(IllegalArgumentException.class, () -> trainer.train(network(), examples()));
            assertEquals(
                    "the labels are transcripts, of which nobody knows at which steps they are, but the loss"
                            + " cross_entropy judges single rows; use ctc",
                    error.getMessage());
        }
    }

    @Test
    void wholeSequencesAreNotTruncated() {
        TrainingPlan inOrder = plan(1).withGrouping(BatchPlan.Grouping.IN_ORDER);
        var error = assertThrows(IllegalArgumentException.class, () -> inOrder.withTruncation(new Truncation(5)));
        assertEquals(
                "truncated backpropagation learns sequences in chunks, but the loss ctc judges whole sequences; leave"
                        + " the truncation out",
                error.getMessage());
    }

    @Test
    void aLossThatIsNotFiniteNamesItsSample() {
        List<Matrix> vectors = new ArrayList<>(VECTORS);
        Matrix broken = Matrix.zeros(10, FEATURES);
        broken.set(4, 1, Float.NaN);
        vectors.set(3, broken);
        var examples = new Examples(
                Sequences.ofVectors(vectors),
                Labels.ofTranscripts(
                        TRANSCRIPTS.stream().map(_ -> TokenList.of(1)).toList()),
                sample -> "clip " + sample);
        try (Compute compute = Compute.of(1)) {
            var evaluator = new Evaluator(new Ctc(), COUNT, compute);
            var training = new Trainer(plan(1).withGrouping(BatchPlan.Grouping.IN_ORDER), compute);
            var error = assertThrows(NonFiniteException.class, () -> training.train(network(), examples));
            assertEquals(
                    "step 1: the loss of clip 3 is NaN; the first value that is not finite is in the input, step 4. Check"
                            + " the sample, lower the learning rate or clip the gradient",
                    error.getMessage());
            assertThrows(NonFiniteException.class, () -> evaluator.evaluate(network(), examples));
        }
    }
}
