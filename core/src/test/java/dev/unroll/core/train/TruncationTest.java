package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.SampleNetworks;
import dev.unroll.core.update.GradientClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationTest {

    private static final int TOKENS = 5;
    private static final int[] LENGTHS = {23, 30, 7, 1, 30};

    private final Compute compute = Compute.of(2);

    @AfterEach
    void closeCompute() {
        compute.close();
    }

    private static Examples streams() {
        int[][] tokens = new int[LENGTHS.length][];
        int[][] next = new int[LENGTHS.length][];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = new int[LENGTHS[i]];
            next[i] = new int[LENGTHS[i]];
            for (int t = 0; t < LENGTHS[i]; t++) {
                tokens[i][t] = (int) (TOKENS * CounterHash.uniform(5, Purpose.SAMPLING, i, t, 0, 0));
                next[i][t] = (tokens[i][t] + (t == 0 ? 0 : tokens[i][t - 1])) % TOKENS;
            }
        }
        return new Examples(Sequences.ofTokens(tokens), Labels.ofSteps(next));
    }

    private static NetworkSpec spec(Dropouts dropout) {
        var layers = List.of(
                new Layer(Cells.lstm(3, 8, Bias.PRESENT)),
                new Layer(Cells.gruResetBefore(8, 7, Bias.PRESENT)),
                new Layer(SampleNetworks.started(7, 6)));
        return new NetworkSpec(
                new InputSpec.Embedding(TOKENS, 3), layers, dropout, new Readout.EveryStep(), new Head.Linear(TOKENS));
    }

    private static Network network(Dropout.Mask mask) {
        return Network.initialize(spec(new Dropouts(0.2, 0.3, 0.4, mask)), Initialization.PYTORCH, 3);
    }

    private static TrainingPlan plan(int epochs, int batchSize, Optional<Truncation> truncation) {
        var plan = TrainingPlan.of(new Adam(), 0.02)
                .withEpochs(epochs)
                .withBatchSize(batchSize)
                .withClip(GradientClip.byNorm(1))
                .withGrouping(BatchPlan.Grouping.IN_ORDER)
                .withSeed(9);
        return truncation.map(plan::withTruncation).orElse(plan);
    }

    /** Returns the outputs of all sequences, with dropout as in training, fed in chunks with the state carried. */
    private List<float[]> outputs(Network network, int chunk) {
        var weights = NetworkWeights.forTraining(network);
        var run = new NetworkRun(weights, compute);
        var batch = new Batch();
        int[] all = {0, 1, 2, 3, 4};
        List<float[]> outputs = new ArrayList<>();
        for (int length : LENGTHS) {
            outputs.add(new float[length * TOKENS]);
        }
        Matrix state = weights.startStates(LENGTHS.length);
        for (int first = 0; first < 30; first += chunk) {
            batch.ofChunk(streams().inputs(), all, 0, all.length, first, chunk);
            run.forward(batch, state, state, 7, 2);
            for (int row = 0; row < run.outputRows(); row++) {
                float[] into = outputs.get(batch.unrolling().sequence(row));
                System.arraycopy(run.output().data(), run.output().at(row), into, batch.step(row) * TOKENS, TOKENS);
            }
        }
        return outputs;
    }

    @ParameterizedTest
    @CsvSource({"1, EACH_STEP", "7, EACH_STEP", "16, EACH_STEP", "1, VARIATIONAL", "7, VARIATIONAL"})
    void outputsInChunksHaveTheBitsOfTheWholeWithEveryMaskOn(int chunk, Dropout.Mask mask) {
        List<float[]> whole = outputs(network(mask), 30);
        List<float[]> chunked = outputs(network(mask), chunk);
        for (int i = 0; i < LENGTHS.length; i++) {
            assertArrayEquals(whole.get(i), chunked.get(i), "sequence " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(Dropout.Mask.class)
    void aChunkAsLongAsTheLongestSequenceIsNoTruncation(Dropout.Mask mask) {
        var examples = streams();
        Network whole = trainer(plan(3, 3, Optional.empty()), new ArrayList<>())
                .train(network(mask), examples, Optional.empty());
        Network chunked = trainer(plan(3, 3, Optional.of(new Truncation(30))), new ArrayList<>())
                .train(network(mask), examples, Optional.empty());
        assertEquals(WeightsHash.of(whole), WeightsHash.of(chunked));
    }

    private Trainer trainer(TrainingPlan plan, List<TrainingEvent> events) {
        return new Trainer(plan, compute).withListener(events::add);
    }

    @Test
    void eachChunkIsAnUpdateAndTheStateIsCarried() {
        var examples = streams();
        List<TrainingEvent> events = new ArrayList<>();
        Network trained = trainer(plan(1, 5, Optional.of(new Truncation(7))), events)
                .train(network(Dropout.Mask.EACH_STEP), examples, Optional.empty());
        assertEquals(
                5, events.stream().filter(TrainingEvent.Step.class::isInstance).count());

        var step = new TrainingStep(
                network(Dropout.Mask.EACH_STEP),
                plan(1, 5, Optional.empty()),
                new Compute(Kernels.scalar(), compute.team()));
        int[] all = {0, 1, 2, 3, 4};
        Matrix state = Matrix.zeros(5, 8 + 8 + 7 + 6 + 6);
        for (int first = 0; first < 30; first += 7) {
            var batch = new Batch().ofChunk(examples.inputs(), all, 0, 5, first, 7);
            Matrix before = first == 0 ? NetworkRun.START : state;
            step.stepFromState(batch, examples.labels(), before, state, 0.02, 9, 1);
        }
        assertEquals(WeightsHash.of(step.network()), WeightsHash.of(trained));
    }

    @Test
    void whereTheGradientEndsMatters() {
        var examples = streams();
        var hashes = new ArrayList<String>();
        for (int steps : new int[] {5, 10, 30}) {
            hashes.add(WeightsHash.of(trainer(plan(1, 5, Optional.of(new Truncation(steps))), new ArrayList<>())
                    .train(network(Dropout.Mask.EACH_STEP), examples, Optional.empty())));
        }
        assertEquals(3, hashes.stream().distinct().count());
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 700})
    void scoresOfLongSequencesAreThoseOfOnePass(int length) {
        int[] tokens = new int[length];
        Arrays.setAll(tokens, t -> (t * t) % TOKENS);
        var examples = new Examples(
                Sequences.ofTokens(new int[][] {tokens, {1, 2}}), Labels.ofSteps(new int[][] {tokens, {2, 1}}));
        Network network = network(Dropout.Mask.EACH_STEP);
        var run = new NetworkRun(NetworkWeights.forInference(network), compute);
        var batch = new Batch().of(examples.inputs());
        run.forward(batch);
        var loss = new CrossEntropy();
        var targets = new TargetRows(loss, TOKENS).of(examples.labels(), batch, run);
        double expected = loss.loss(
                Kernels.fastest(), run.output(), run.outputRows(), targets, new float[TOKENS], new double[length + 2]);
        assertEquals(
                expected,
                new Evaluator(loss, 4, compute).evaluate(network, examples).loss(),
                1e-12);
    }

    @Test
    void whatCannotBeFedInChunksIsRefused() {
        var truncation = Optional.of(new Truncation(7));
        var forward = spec(Dropouts.NONE);
        var backward = new NetworkSpec(
                forward.input(),
                List.of(new Layer(Cells.gru(3, 8, Bias.PRESENT), Layer.Reading.BACKWARD)),
                forward.readout(),
                forward.head());
        var error =
                assertThrows(IllegalArgumentException.class, () -> trainer(plan(1, 5, truncation), new ArrayList<>())
                        .train(Network.initialize(backward, Initialization.PYTORCH, 1), streams(), Optional.empty()));
        assertEquals(
                "truncated backpropagation needs a network that reads forward and answers at every step, but this one has"
                        + " a layer that reads backward",
                error.getMessage());
        var shuffled = assertThrows(
                IllegalArgumentException.class, () -> plan(1, 5, truncation).withGrouping(BatchPlan.Grouping.RANDOM));
        assertEquals(
                "truncated backpropagation needs batches in the order of the data, IN_ORDER, but they are RANDOM",
                shuffled.getMessage());
    }
}
