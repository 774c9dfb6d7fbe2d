package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.SampleCells;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.AbsoluteError;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.GaussianLikelihood;
import dev.unroll.core.loss.Huber;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.MeanSquaredError;
import dev.unroll.core.loss.QuantileLoss;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.AdamW;
import dev.unroll.core.schedule.Cosine;
import dev.unroll.core.score.Watch;
import dev.unroll.core.update.Averaging;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.ParameterGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainings of the kinds that no command line asks for end in the bits and the loss that they have always ended in. */
@Tag("lanes")
class TrainedKindsTest {

    private static final int COUNT = 23;
    private static final int TOKENS = 7;
    private static final int FEATURES = 3;
    private static final int LABELS = 4;

    /**
     * A training, and its end.
     *
     * @param weights the SHA-256 of the weights
     * @param error the loss on what it was trained on
     */
    private record Kind(
            String name,
            NetworkSpec spec,
            Loss loss,
            Labels labels,
            UnaryOperator<TrainingPlan> options,
            String weights,
            double error) {

        Kind(String name, NetworkSpec spec, Loss loss, Labels labels, String weights, double error) {
            this(name, spec, loss, labels, UnaryOperator.identity(), weights, error);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(values(), steps(), frozenAndOwn()).flatMap(List::stream);
    }

    /** Answers in numbers. */
    private static List<Kind> values() {
        UnaryOperator<TrainingPlan> bestOfAverages = plan -> plan.withBestEpoch(new BestEpoch(Watch.LOSS, 0))
                .withAveraging(new Averaging.Epochs(2))
                .withTokenDropout(new TokenDropout(0.2, 0))
                .with(ParameterGroup.embedding().withRate(0.25));
        return List.of(
                new Kind(
                        "squares: vectors, gru both ways, mean, dropout",
                        new NetworkSpec(
                                vectors(),
                                List.of(new Layer(Cells.gru(FEATURES, 9, Bias.PRESENT), Reading.BIDIRECTIONAL)),
                                new Dropouts(0.1, 0, 0.2),
                                new Readout.Mean(),
                                new Head.Linear(2)),
                        new MeanSquaredError(),
                        numbers(2, 1),
                        "d38cbe6d461235d04b5d72cce9f0cc7d810606f139ccd28e6a9c8ca323bb207b",
                        0.2104097615684504),
                new Kind(
                        "huber: one-hot, lstm without bias, last step",
                        new NetworkSpec(
                                new InputSpec.OneHot(TOKENS),
                                List.of(new Layer(Cells.lstm(TOKENS, 10, Bias.ABSENT))),
                                new Readout.LastStep(),
                                new Head.Linear(3)),
                        new Huber(0.3),
                        numbers(3, 1),
                        "19f69339cf286ec98c1302187a88b9c057c64bbd38186fac3d0903d5663bc398",
                        0.09280735472247029),
                new Kind(
                        "sizes: vectors, relu read backward, largest, no head",
                        new NetworkSpec(
                                vectors(),
                                List.of(new Layer(Cells.elmanRelu(FEATURES, 5, Bias.PRESENT), Reading.BACKWARD)),
                                new Readout.Max(),
                                new Head.None()),
                        new AbsoluteError(),
                        numbers(5, 1),
                        "7b72731308431e52bd4ade72c24832260f9e4f751cc963850c05f4f509a287d4",
                        0.4719423813664395),
                new Kind(
                        "yes or no, twice: embedded, slow and averaged, the best epoch",
                        new NetworkSpec(
                                new InputSpec.Embedding(TOKENS, 6),
                                List.of(new Layer(Cells.gruResetBefore(6, 8, Bias.PRESENT), Reading.BIDIRECTIONAL)),
                                new Readout.LastPosition(),
                                new Head.Linear(2)),
                        new BinaryCrossEntropy(List.of(2.0, 0.5)),
                        numbers(2, 0),
                        bestOfAverages,
                        "93437fbbe1fdbde6e7d3f3b9ef4bd45b2334f04664ebcc8a0f41e0a58879ef38",
                        0.6731513570538645),
                new Kind(
                        "quantiles of two values: vectors, lstm, last step",
                        new NetworkSpec(
                                vectors(),
                                List.of(new Layer(Cells.lstm(FEATURES, 8, Bias.PRESENT))),
                                new Readout.LastStep(),
                                new Head.Linear(6)),
                        new QuantileLoss(),
                        numbers(2, 1),
                        "2e1ace70108781989313058e60e413eea57c4034ec0b845babb60263d744db28",
                        0.14016306331492764),
                new Kind(
                        "a mean and a deviation of three values: vectors, gru, mean",
                        new NetworkSpec(
                                vectors(),
                                List.of(new Layer(Cells.gru(FEATURES, 7, Bias.PRESENT))),
                                new Readout.Mean(),
                                new Head.Linear(6)),
                        new GaussianLikelihood(),
                        numbers(3, 1),
                        "971d766ed336abb5d0a234bce7d86bb966bc9a8c16726015787153361bba5908",
                        0.811509862698749));
    }

    /** A label for each step. */
    private static List<Kind> steps() {
        return List.of(
                new Kind(
                        "tags: embedded, two layers both ways, one mask a sequence",
                        new NetworkSpec(
                                new InputSpec.Embedding(TOKENS, 5),
                                List.of(
                                        new Layer(Cells.lstm(5, 6, Bias.PRESENT), Reading.BIDIRECTIONAL),
                                        new Layer(Cells.lstm(12, 7, Bias.PRESENT), Reading.BIDIRECTIONAL)),
                                new Dropouts(0.2, 0.3, 0.1, Dropout.Mask.VARIATIONAL),
                                new Readout.EveryStep(),
                                new Head.Linear(LABELS)),
                        new CrossEntropy(ClassWeights.of(1, 2, 0.5f, 1), 0.1, CrossEntropy.DEFAULT_IGNORE_INDEX),
                        tags(Integer.MAX_VALUE),
                        "82aca44257d6bde2b57d83ef0e09a1fcd22aa14e23d9b02952f8131727f66ed7",
                        1.279278854917871),
                new Kind(
                        "tags of vectors, some of which do not count",
                        new NetworkSpec(
                                vectors(),
                                List.of(new Layer(Cells.gru(FEATURES, 11, Bias.ABSENT))),
                                new Readout.EveryStep(),
                                new Head.Linear(LABELS)),
                        new CrossEntropy(),
                        tags(3),
                        "d93a89d1f8ca836d06d5b6054d31ad9f482eb5be1601b167bd2256f8732537f4",
                        1.3823573276573835));
    }

    /** Parameters that rest, and cells of one's own. */
    private static List<Kind> frozenAndOwn() {
        UnaryOperator<TrainingPlan> resting =
                plan -> plan.with(ParameterGroup.head().frozen())
                        .with(ParameterGroup.recurrentWeights().frozen());
        return List.of(
                new Kind(
                        "frozen head and recurrent weights",
                        new NetworkSpec(
                                new InputSpec.Embedding(TOKENS, 6),
                                List.of(new Layer(Cells.lstm(6, 9, Bias.PRESENT))),
                                new Readout.Max(),
                                new Head.Linear(LABELS)),
                        new CrossEntropy(),
                        classes(),
                        resting,
                        "062d4462c2ac00ac3de356afc89b0131eb0b4bbc5c7bd06ab32686c1123c05d7",
                        1.3065600982340781),
                own(
                        "multiplicative, both ways",
                        SampleCells.multiplicative(FEATURES, 8),
                        Reading.BIDIRECTIONAL,
                        "69a76f063ddd1b30ed1fffefbaa2929180040dd4251be3ad9c916e942bf1385c",
                        1.3380207476723667),
                own(
                        "crossed",
                        SampleCells.crossed(FEATURES, 8),
                        Reading.FORWARD,
                        "51145f931378bbeba6968c06388d266c1acd6ad52dbc7d3f389f97a67d2e1aef",
                        1.2254010380610176),
                own(
                        "output of its own size, read backward",
                        SampleCells.byHand(FEATURES, 8, 6),
                        Reading.BACKWARD,
                        "b7d9bbcb7a24002f28e62dde8bd75894a3f215a2635d6a6b3b665123c793a0a0",
                        1.2687880355743286));
    }

    private static Kind own(String name, Cell cell, Reading reading, String weights, double error) {
        var spec = new NetworkSpec(
                vectors(), List.of(new Layer(cell, reading)), new Readout.LastStep(), new Head.Linear(LABELS));
        return new Kind("a cell of one's own: " + name, spec, new CrossEntropy(), classes(), weights, error);
    }

    private static InputSpec vectors() {
        return new InputSpec.Dense(FEATURES);
    }

    private static int length(int i) {
        return 1 + i * i % 6;
    }

    private static Sequences inputs(InputSpec input) {
        var dice = new Dice(3);
        if (input instanceof InputSpec.Dense) {
            Matrix[] vectors = new Matrix[COUNT];
            for (int i = 0; i < COUNT; i++) {
                vectors[i] = Matrix.of(dice.within(1, length(i) * FEATURES), length(i), FEATURES);
            }
            return Sequences.ofVectors(List.of(vectors));
        }
        int[][] tokens = new int[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            tokens[i] = new int[length(i)];
            Arrays.setAll(tokens[i], _ -> dice.below(TOKENS));
        }
        return Sequences.ofTokens(tokens);
    }

    /** Returns numbers from {@code least}, 0 or −1, to 1. */
    private static Labels numbers(int columns, float spread) {
        var dice = new Dice(4);
        Matrix values = Matrix.zeros(COUNT, columns);
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < columns; j++) {
                values.set(i, j, spread > 0 ? dice.within(spread) : dice.below(2));
            }
        }
        return Labels.ofValues(values);
    }

    private static Labels classes() {
        var dice = new Dice(5);
        int[] classes = new int[COUNT];
        Arrays.setAll(classes, _ -> dice.below(LABELS));
        return Labels.ofSequences(classes);
    }

    /** Returns a class a step, where one in {@code sides} does not count. */
    private static Labels tags(int sides) {
        var dice = new Dice(6);
        int[][] classes = new int[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            classes[i] = new int[length(i)];
            Arrays.setAll(classes[i], _ -> dice.oneIn(sides) ? CrossEntropy.DEFAULT_IGNORE_INDEX : dice.below(LABELS));
        }
        return Labels.ofSteps(classes);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void endsInTheSameBitsAndLoss(Kind kind) {
        for (int threads : new int[] {1, 3}) {
            assertEnd(kind, Kernels.fastest(), threads);
        }
        assertEnd(kind, Kernels.scalar(), 2);
    }

    private static void assertEnd(Kind kind, Kernels kernels, int threads) {
        var examples = new Examples(inputs(kind.spec().input()), kind.labels());
        TrainingPlan plan = kind.options()
                .apply(TrainingPlan.of(new AdamW(), 0.02)
                        .withSchedule(new Cosine())
                        .withLoss(kind.loss())
                        .withEpochs(5)
                        .withBatchSize(6)
                        .withClip(GradientClip.byNorm(0.8))
                        .withGrouping(BatchPlan.Grouping.BY_LENGTH)
                        .withSeed(11));
        try (Compute compute = new Compute(kernels, Team.of(threads))) {
            Network start = Network.initialize(kind.spec(), Initialization.PYTORCH, 11);
            Network network = new Trainer(plan, compute).train(start, examples, Optional.of(examples));
            double loss = new Evaluator(kind.loss(), 10, compute)
                    .evaluate(network, examples)
                    .loss();
            assertEquals(
                    kind.weights() + " " + kind.error(),
                    WeightsHash.of(network) + " " + loss,
                    kind + ", with " + threads + " threads and kernels " + kernels.description());
        }
    }
}
