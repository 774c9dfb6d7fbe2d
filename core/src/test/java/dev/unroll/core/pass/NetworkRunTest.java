package dev.unroll.core.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readouts against plain loops over every step's output, and contract 1 of a whole network. */
@Tag("lanes")
class NetworkRunTest {

    private static final int FEATURES = 3;
    private static final int HIDDEN = 5;
    private static final int LONGEST = 6;
    private static final float CLOSE = 1e-6f;

    static List<Readout> readouts() {
        return List.of(
                new Readout.LastStep(),
                new Readout.LastPosition(),
                new Readout.Mean(),
                new Readout.Max(),
                new Readout.Flatten(LONGEST));
    }

    static List<Readout> allReadouts() {
        return Stream.concat(readouts().stream(), Stream.of(new Readout.Pooling(4)))
                .toList();
    }

    private static NetworkSpec spec(Readout readout, Reading reading) {
        int width = reading == Reading.BIDIRECTIONAL ? 2 * HIDDEN : HIDDEN;
        return new NetworkSpec(
                new InputSpec.Dense(FEATURES),
                List.of(
                        new Layer(Cells.lstm(FEATURES, HIDDEN, Bias.PRESENT), reading),
                        new Layer(Cells.gru(width, HIDDEN, Bias.PRESENT), reading)),
                readout,
                new Head.None());
    }

    private static NetworkRun run(NetworkSpec spec, Kernels kernels) {
        return new NetworkRun(
                NetworkWeights.forAllGradients(Network.initialize(spec, Initialization.PYTORCH, 3)),
                kernels,
                Team.of(1));
    }

    private static float[] block(int count) {
        return new Dice(4).within(1, count * LONGEST * FEATURES);
    }

    private static Batch batch(int... lengths) {
        return new Batch().of(Sequences.ofPadded(block(lengths.length), LONGEST, FEATURES, lengths));
    }

    @ParameterizedTest
    @MethodSource("readouts")
    void aReadoutIsWhatAPlainLoopOverTheOutputsMakes(Readout readout) {
        int[] lengths = readout instanceof Readout.Flatten ? new int[] {6, 6} : new int[] {4, 1, 6, 3};
        Batch batch = batch(lengths);
        NetworkRun every = run(spec(new Readout.EveryStep(), Reading.BIDIRECTIONAL), Kernels.fastest());
        NetworkRun read = run(spec(readout, Reading.BIDIRECTIONAL), Kernels.fastest());
        every.forward(batch);
        read.forward(batch);
        int columns = read.output().columns();
        float[] expected = new float[columns];
        Matrix above = every.outputGradient();
        Arrays.fill(above.data(), 0);
        var dice = new Dice(8);
        for (int b = 0; b < lengths.length; b++) {
            for (int j = 0; j < columns; j++) {
                float gradient = dice.within(1);
                read.outputGradient().set(b, j, gradient);
                expected[j] = reference(readout, batch.unrolling(), b, j, every.output(), above, gradient);
            }
            int at = read.output().at(b);
            assertArrayEquals(expected, Arrays.copyOfRange(read.output().data(), at, at + columns), CLOSE);
        }
        every.backward();
        read.backward();
        assertArrayEquals(every.gradients(), read.gradients(), CLOSE);
        int count = batch.unrolling().rows() * FEATURES;
        assertArrayEquals(
                Arrays.copyOf(every.inputGradient().data(), count),
                Arrays.copyOf(read.inputGradient().data(), count),
                CLOSE);
    }

    @ParameterizedTest
    @MethodSource("allReadouts")
    void theGradientOfTheInputNeedsNoneOfTheParameters(Readout readout) {
        Batch batch = batch(6, 6);
        NetworkSpec spec = new NetworkSpec(
                new InputSpec.Dense(FEATURES),
                spec(readout, Reading.BIDIRECTIONAL).layers(),
                readout,
                new Head.Linear(2));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 3);
        NetworkRun all = new NetworkRun(NetworkWeights.forAllGradients(network), Kernels.fastest(), Team.of(1));
        NetworkRun ofInput = new NetworkRun(NetworkWeights.forInputGradient(network), Kernels.fastest(), Team.of(1));
        for (NetworkRun run : List.of(all, ofInput)) {
            run.forward(batch);
            Arrays.fill(run.outputGradient().data(), 0.5f);
            run.backward();
        }
        assertEquals(0, ofInput.gradients().length);
        int count = batch.unrolling().rows() * FEATURES;
        assertArrayEquals(
                Arrays.copyOf(all.inputGradient().data(), count),
                Arrays.copyOf(ofInput.inputGradient().data(), count));
    }

    /** Returns what is read out of sequence b at column j, and gives its gradient to the steps it comes from. */
    private static float reference(
            Readout readout, Unrolling rows, int b, int j, Matrix outputs, Matrix above, float gradient) {
        int length = rows.length(b);
        return switch (readout) {
            case Readout.LastStep _ -> one(rows.row(j < HIDDEN ? length - 1 : 0, b), j, outputs, above, gradient);
            case Readout.LastPosition _ -> one(rows.row(length - 1, b), j, outputs, above, gradient);
            case Readout.Flatten _ ->
                one(rows.row(j / outputs.columns(), b), j % outputs.columns(), outputs, above, gradient);
            case Readout.Max _ -> {
                int best = 0;
                for (int t = 1; t < length; t++) {
                    best = outputs.get(rows.row(t, b), j) > outputs.get(rows.row(best, b), j) ? t : best;
                }
                yield one(rows.row(best, b), j, outputs, above, gradient);
            }
            case Readout.Mean _ -> {
                double sum = 0;
                for (int t = 0; t < length; t++) {
                    sum += one(rows.row(t, b), j, outputs, above, gradient / length);
                }
                yield (float) (sum / length);
            }
            case Readout.Pooling _, Readout.EveryStep _ -> throw new AssertionError("not asked for");
        };
    }

    private static float one(int row, int column, Matrix outputs, Matrix above, float gradient) {
        above.set(row, column, above.get(row, column) + gradient);
        return outputs.get(row, column);
    }

    @ParameterizedTest
    @MethodSource("allReadouts")
    void aReadoutThatNeedsAStepRefusesNone(Readout readout) {
        NetworkRun run = run(spec(readout, Reading.FORWARD), Kernels.scalar());
        var error = assertThrows(IllegalArgumentException.class, () -> run.forward(batch(6, 0, 6)));
        assertEquals(
                "sequence 1 has no steps, so nothing can be read out of it; leave it out or give it a token",
                error.getMessage());
    }

    @Test
    void flattenNamesTheSequenceOfAnotherLength() {
        NetworkRun run = run(spec(new Readout.Flatten(LONGEST), Reading.FORWARD), Kernels.scalar());
        var error = assertThrows(IllegalArgumentException.class, () -> run.forward(batch(6, 5)));
        assertEquals("sequence 1 has 5 steps but all steps are flattened, so each must have 6", error.getMessage());
    }

    @Test
    void aBatchOfNothingLeavesStatesAndGradientsAsTheyAre() {
        NetworkSpec spec = spec(new Readout.EveryStep(), Reading.FORWARD);
        NetworkRun run = run(spec, Kernels.fastest());
        for (int[] lengths : new int[][] {{}, {0, 0}}) {
            float[] given = new Dice(2).within(1, lengths.length * spec.stateSize());
            Matrix states = Matrix.of(given, lengths.length, spec.stateSize());
            Matrix back = Matrix.zeros(lengths.length, spec.stateSize());
            run.forward(batch(lengths), states, back);
            assertArrayEquals(given, back.data());
            run.backward(states, back);
            assertArrayEquals(given, back.data());
            assertArrayEquals(new float[run.gradients().length], run.gradients());
        }
    }

    @Test
    void statesOfAnotherShapeAreRefused() {
        NetworkSpec spec = spec(new Readout.EveryStep(), Reading.FORWARD);
        NetworkRun run = run(spec, Kernels.scalar());
        Matrix narrow = Matrix.zeros(2, spec.stateSize() - 1);
        var shape = assertThrows(IllegalArgumentException.class, () -> run.forward(batch(3, 2), narrow, narrow));
        assertEquals(
                "the states, or their gradients, must be [2, " + spec.stateSize() + "] but are " + narrow,
                shape.getMessage());
        Matrix states = Matrix.zeros(2, spec.stateSize());
        assertThrows(IllegalArgumentException.class, () -> run.forward(batch(3, 2), states, narrow));
        assertThrows(IllegalArgumentException.class, () -> run.forward(batch(1, 2, 3), states, states));
        run.forward(batch(3, 2), states, states);
        assertThrows(IllegalArgumentException.class, () -> run.backward(narrow, states));
        assertThrows(IllegalArgumentException.class, () -> run.backward(states, narrow));
    }

    @Test
    void oneHotTokensHaveNoInputDropout() {
        var layers = List.of(new Layer(Cells.elman(4, HIDDEN, Bias.PRESENT)));
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> new NetworkSpec(
                        new InputSpec.OneHot(4),
                        layers,
                        new Dropouts(0.1, 0, 0),
                        new Readout.LastStep(),
                        new Head.None()));
        assertEquals(
                "input dropout must be 0 for one-hot tokens, which are gathered and never multiplied, but is 0.1;"
                        + " embed the tokens to drop of their vectors",
                error.getMessage());
    }

    @Test
    void aSequenceHasTheSameBitsAloneAndInABatch() {
        for (Reading reading : Reading.values()) {
            for (Kernels kernels : List.of(Kernels.scalar(), Kernels.fastest())) {
                int[] lengths = {4, 1, 0, 6, 3, 6};
                Batch together = batch(lengths);
                NetworkRun run = run(spec(new Readout.EveryStep(), reading), kernels);
                run(run, together, 0);
                for (int b = 0; b < lengths.length; b++) {
                    NetworkRun alone = run(spec(new Readout.EveryStep(), reading), Kernels.fastest());
                    var single = new Batch()
                            .of(Sequences.ofPadded(block(6), LONGEST, FEATURES, lengths), new int[] {b}, 0, 1);
                    run(alone, single, b);
                    for (int t = 0; t < lengths[b]; t++) {
                        int row = together.unrolling().row(t, b);
                        int own = single.unrolling().row(t, 0);
                        assertArrayEquals(row(run.output(), row), row(alone.output(), own));
                        assertArrayEquals(row(run.inputGradient(), row), row(alone.inputGradient(), own));
                    }
                }
            }
        }
    }

    /** Forward and backward, with gradients from above that depend on the sequence and the step alone. */
    private static void run(NetworkRun run, Batch batch, int firstSequence) {
        run.forward(batch);
        Unrolling rows = batch.unrolling();
        for (int row = 0; row < rows.rows(); row++) {
            float[] above = new Dice(100L * (firstSequence + rows.sequence(row)) + rows.step(row))
                    .within(1, run.output().columns());
            System.arraycopy(
                    above, 0, run.outputGradient().data(), run.outputGradient().at(row), above.length);
        }
        run.backward();
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.columns());
    }

    @Test
    void oneHotAndDenseOnesHaveTheSameBits() {
        int[][] tokens = {{0, 2, 1}, {1}, {2, 2, 2, 0}};
        float[] block = new float[tokens.length * LONGEST * FEATURES];
        for (int b = 0; b < tokens.length; b++) {
            for (int t = 0; t < tokens[b].length; t++) {
                block[(b * LONGEST + t) * FEATURES + tokens[b][t]] = 1;
            }
        }
        var layers = List.of(new Layer(Cells.lstm(FEATURES, HIDDEN, Bias.PRESENT), Reading.BIDIRECTIONAL));
        var tokenSpec =
                new NetworkSpec(new InputSpec.OneHot(FEATURES), layers, new Readout.LastStep(), new Head.Linear(2));
        var denseSpec =
                new NetworkSpec(new InputSpec.Dense(FEATURES), layers, new Readout.LastStep(), new Head.Linear(2));
        NetworkRun ofTokens = run(tokenSpec, Kernels.fastest());
        NetworkRun dense = run(denseSpec, Kernels.fastest());
        ofTokens.forward(new Batch().of(Sequences.ofTokens(tokens)));
        int[] lengths = IntStream.range(0, 3).map(b -> tokens[b].length).toArray();
        dense.forward(new Batch().of(Sequences.ofPadded(block, LONGEST, FEATURES, lengths)));
        assertArrayEquals(dense.output().data(), ofTokens.output().data());
        Arrays.fill(dense.outputGradient().data(), 0.5f);
        Arrays.fill(ofTokens.outputGradient().data(), 0.5f);
        dense.backward();
        ofTokens.backward();
        assertArrayEquals(dense.gradients(), ofTokens.gradients());
    }
}
