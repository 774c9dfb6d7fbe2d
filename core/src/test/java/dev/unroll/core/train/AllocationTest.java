package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.SampleCells;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.AbsoluteError;
import dev.unroll.core.loss.Ctc;
import dev.unroll.core.loss.GaussianLikelihood;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.QuantileLoss;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Merge;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Residual;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TimeReduction;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.ParameterGroup;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contract 5: in steady state a training step allocates nothing, on any thread. Until C2 has compiled the kernels their
 * vectors are objects; so the test waits until some measurements in a row are zero, but not for ever.
 */
@Tag("allocation")
class AllocationTest {

    /** Patience for the compiler on a machine that has other work; three quiet measurements end the wait sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int QUIET = 3;
    private static final int STEPS = 20;
    private static final int TOKENS = 12;
    private static final int CLASSES = 4;
    private static final int[] LENGTHS = {5, 9, 1, 14, 7, 3, 14, 2, 11, 6, 8, 13, 4, 10, 12};

    static List<NetworkSpec> networks() {
        var head = new Head.Linear(CLASSES);
        var dropout = new Dropouts(0.1, 0.2, 0.3);
        return List.of(
                new NetworkSpec(
                        new InputSpec.OneHot(TOKENS),
                        List.of(
                                new Layer(Cells.lstm(TOKENS, 24, Bias.PRESENT), Reading.BIDIRECTIONAL),
                                new Layer(Cells.gru(48, 24, Bias.PRESENT))),
                        new Dropouts(0, 0.2, 0.3),
                        new Readout.LastStep(),
                        head),
                new NetworkSpec(
                        new InputSpec.Embedding(TOKENS, 16),
                        List.of(
                                new Layer(Cells.gruResetBefore(16, 24, Bias.PRESENT)),
                                new Layer(Cells.lstm(24, 24, Bias.PRESENT), Reading.BIDIRECTIONAL)),
                        dropout,
                        new Readout.Max(),
                        head),
                new NetworkSpec(
                        new InputSpec.Embedding(TOKENS, 16),
                        List.of(
                                new Layer(SampleCells.byHand(16, 40, 20)),
                                new Layer(Cells.elmanRelu(20, 24, Bias.ABSENT))),
                        dropout,
                        new Readout.Mean(),
                        head),
                NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 16))
                        .then(new Layer(Cells.gru(16, 24, Bias.PRESENT), Reading.BIDIRECTIONAL))
                        .then(new Readout.Pooling(24))
                        .then(new Head.Linear(CLASSES)),
                residual(),
                words());
    }

    private static NetworkSpec residual() {
        return NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 16))
                .then(Residual.around(new Dropout(0.1), new Layer(Cells.gru(16, 16, Bias.PRESENT))))
                .then(new Layer(Cells.lstm(16, 24, Bias.PRESENT), Reading.BIDIRECTIONAL, Merge.PRODUCT))
                .then(new Layer(Cells.gru(24, 16, Bias.PRESENT), Reading.BIDIRECTIONAL, Merge.MEAN))
                .then(new Readout.LastStep())
                .then(new Head.Linear(CLASSES));
    }

    private static NetworkSpec words() {
        NetworkSpec letters = NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 16))
                .then(new Layer(Cells.lstm(16, 16, Bias.PRESENT), Reading.BIDIRECTIONAL))
                .then(new Readout.LastStep());
        return NetworkSpec.reading(new InputSpec.Words(TOKENS, 16, letters))
                .then(new Dropout(0.3))
                .then(width -> new Layer(Cells.lstm(width, 24, Bias.PRESENT), Reading.BIDIRECTIONAL))
                .then(new Head.Linear(16))
                .then(new Readout.LastPosition())
                .then(new Head.Linear(CLASSES));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void trainingStepsAllocateNothing(NetworkSpec spec) {
        assertQuiet(spec, TrainingPlan.of(new Adam(), 1e-3).withClip(GradientClip.byNorm(0.5)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void updatesOfGroupsBySeveralBatchesAllocateNothing(NetworkSpec spec) {
        assertQuiet(
                spec,
                TrainingPlan.of(new Adam(), 1e-3)
                        .withClip(GradientClip.byValue(0.01))
                        .withAccumulation(2)
                        .with(ParameterGroup.named("fc.bias").frozen())
                        .with(ParameterGroup.head().withRate(0.5))
                        .with(ParameterGroup.inputWeights().withWeightDecay(0.1)));
    }

    static List<Loss> losses() {
        return List.of(new AbsoluteError(), new QuantileLoss(), new GaussianLikelihood());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void stepsTowardValuesAllocateNothing(Loss loss) {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(TOKENS))
                .then(new Layer(Cells.gru(TOKENS, 24, Bias.PRESENT)))
                .then(new Readout.LastStep())
                .then(new Head.Linear(loss.outputsPerValue() * CLASSES));
        assertQuiet(spec, TrainingPlan.of(new Adam(), 1e-3).withLoss(loss).withClip(GradientClip.byNorm(0.5)));
    }

    @Test
    void stepsTowardTranscriptsAllocateNothing() {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(TOKENS))
                .then(new Layer(Cells.gru(TOKENS, 24, Bias.PRESENT), Reading.BIDIRECTIONAL))
                .then(new Head.Linear(CLASSES + 1));
        assertQuiet(spec, TrainingPlan.of(new Adam(), 1e-3).withLoss(new Ctc()));
    }

    @Test
    void reducingTheTimeAllocatesNothing() {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(TOKENS))
                .then(new TimeReduction(2))
                .then(width -> new Layer(Cells.gru(width, 24, Bias.PRESENT), Reading.BIDIRECTIONAL))
                .then(new TimeReduction(2))
                .then(width -> new Layer(Cells.gru(width, 24, Bias.PRESENT)))
                .then(new Readout.LastStep())
                .then(new Head.Linear(CLASSES));
        assertQuiet(spec, TrainingPlan.of(new Adam(), 1e-3).withLoss(new AbsoluteError()));
    }

    static List<NetworkSpec> pairs() {
        NetworkSpec source = NetworkSpec.reading(new InputSpec.Embedding(TOKENS, 16))
                .then(new Layer(Cells.gru(16, 16, Bias.PRESENT), Reading.BIDIRECTIONAL));
        NetworkSpec told = NetworkSpec.reading(new InputSpec.Pair(source, TOKENS, 16));
        return List.of(
                told.then(attending(16 + 32, Attention.Score.ADDITIVE, Attention.Feed.CONTEXT))
                        .then(new Dropout(0.2))
                        .then(new Layer(Cells.lstm(32, 32, Bias.PRESENT)))
                        .then(new Head.Linear(TOKENS)),
                told.then(attending(16 + 32, Attention.Score.DOT, Attention.Feed.ATTENTION))
                        .then(new Head.Linear(TOKENS)),
                told.then(new Layer(Cells.gru(16, 32, Bias.PRESENT)))
                        .then(new Attention.Combined(Attention.Score.GENERAL))
                        .then(new Head.Linear(TOKENS)));
    }

    private static Attention.Recurrent attending(int width, Attention.Score score, Attention.Feed feed) {
        return new Attention.Recurrent(new Layer(Cells.gru(width, 32, Bias.PRESENT)), score, feed);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void stepsThatAttendAllocateNothing(NetworkSpec spec) {
        assertQuiet(spec, TrainingPlan.of(new Adam(), 1e-3));
    }

    private static void assertQuiet(NetworkSpec spec, TrainingPlan plan) {
        try (Compute compute = Compute.of(2)) {
            var training = new TrainingStep(Network.initialize(spec, Initialization.PYTORCH, 1), plan, compute);
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var steps = new Steps(training, spec, plan);
            int quiet = 0;
            long last = 0;
            long start = System.nanoTime();
            while (quiet < QUIET && System.nanoTime() - start < PATIENCE.toNanos()) {
                long before = threads.getTotalThreadAllocatedBytes();
                steps.run();
                last = threads.getTotalThreadAllocatedBytes() - before;
                quiet = last == 0 ? quiet + 1 : 0;
            }
            assertEquals(QUIET, quiet, last + " bytes in the last " + STEPS + " steps");
        }
    }

    /** Training on ragged batches of different sizes in turn. */
    private static final class Steps {

        private final TrainingStep training;
        private final int batches;
        private final Sequences sequences;
        private final int[] order = new int[LENGTHS.length];
        private final Batch batch = new Batch();
        private final Labels labels;
        private int done;

        Steps(TrainingStep training, NetworkSpec spec, TrainingPlan plan) {
            this.training = training;
            this.batches = plan.accumulation();
            var dice = new Dice(3);
            int[][] tokens = new int[LENGTHS.length][];
            int[] classes = new int[LENGTHS.length];
            for (int i = 0; i < LENGTHS.length; i++) {
                tokens[i] = new int[LENGTHS[i]];
                Arrays.setAll(tokens[i], _ -> dice.below(TOKENS));
                classes[i] = dice.below(CLASSES);
                order[i] = i;
            }
            this.sequences = switch (spec.input()) {
                case InputSpec.Words _ -> Sequences.ofWords(tokens, letters(tokens));
                case InputSpec.Dense _ -> Sequences.ofVectors(vectors(dice));
                case InputSpec.Pair _ ->
                    Sequences.ofPairs(Sequences.ofTokens(reversed(tokens)), Sequences.ofTokens(tokens));
                default -> Sequences.ofTokens(tokens);
            };
            this.labels = switch (plan.loss().answers()) {
                case CLASSES ->
                    spec.input() instanceof InputSpec.Pair ? Labels.ofSteps(tokens) : Labels.ofSequences(classes);
                case TRANSCRIPTS -> transcripts(classes);
                default ->
                    Labels.ofValues(Matrix.of(dice.within(1, LENGTHS.length * CLASSES), LENGTHS.length, CLASSES));
            };
        }

        /** Returns for each sequence as many labels as a third of its steps. */
        private static Labels transcripts(int[] classes) {
            return Labels.ofTranscripts(IntStream.range(0, LENGTHS.length)
                    .mapToObj(i -> TokenList.of(Arrays.copyOf(classes, LENGTHS[i] / 3)))
                    .toList());
        }

        /** Returns sequences of other lengths than those beside them. */
        private static int[][] reversed(int[][] tokens) {
            return Arrays.asList(tokens).reversed().toArray(int[][]::new);
        }

        private static List<Matrix> vectors(Dice dice) {
            return Arrays.stream(LENGTHS)
                    .mapToObj(length -> Matrix.of(dice.within(1, length * TOKENS), length, TOKENS))
                    .toList();
        }

        /** Returns how words are spelled: some letters from that of the word on. */
        private static int[][][] letters(int[][] tokens) {
            int[][][] letters = new int[tokens.length][][];
            for (int i = 0; i < tokens.length; i++) {
                letters[i] = new int[tokens[i].length][];
                for (int t = 0; t < letters[i].length; t++) {
                    letters[i][t] = new int[1 + (i + t) % 5];
                    Arrays.fill(letters[i][t], tokens[i][t]);
                }
            }
            return letters;
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                for (int k = 0; k < batches; k++) {
                    int size = done % 3 == 0 ? LENGTHS.length : 4 + done % 3;
                    batch.of(sequences, order, 0, size);
                    training.gradient().add(batch, labels, 9, done++);
                }
                training.update(1e-3);
            }
        }
    }
}
