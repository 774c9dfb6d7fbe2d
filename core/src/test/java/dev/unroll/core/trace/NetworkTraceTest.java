package dev.unroll.core.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.SampleNetworks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The obvious pass of a whole network against the engine's. */
class NetworkTraceTest {

    private static final int TOKENS = 6;
    private static final int HIDDEN = 5;
    private static final int[] TEXT = {3, 1, 0, 5, 5, 2};
    private static final float CLOSE = 2e-6f;

    static Stream<NetworkSpec> specs() {
        List<Readout> readouts = List.of(
                new Readout.LastStep(),
                new Readout.LastPosition(),
                new Readout.EveryStep(),
                new Readout.Mean(),
                new Readout.Max(),
                new Readout.Pooling(3),
                new Readout.Flatten(TEXT.length));
        List<InputSpec> inputs = List.of(new InputSpec.OneHot(TOKENS), new InputSpec.Embedding(TOKENS, 4));
        return Stream.of(Reading.values()).flatMap(reading -> readouts.stream()
                .flatMap(readout -> inputs.stream().map(input -> spec(input, reading, readout))));
    }

    private static NetworkSpec spec(InputSpec input, Reading reading, Readout readout) {
        int width = reading == Reading.BIDIRECTIONAL ? 2 * HIDDEN : HIDDEN;
        var layers = List.of(
                new Layer(Cells.lstm(input.width(), HIDDEN, Bias.PRESENT), reading),
                new Layer(Cells.gru(width, HIDDEN, Bias.PRESENT), reading));
        return new NetworkSpec(input, layers, readout, new Head.Linear(3));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theTraceHasTheBitsOfTheEngineAndItsGradients(NetworkSpec spec) {
        Network network = Network.initialize(spec, Initialization.PYTORCH, 7);
        var run = new NetworkRun(NetworkWeights.forAllGradients(network), Kernels.fastest(), Team.of(1));
        Batch batch = new Batch().of(Sequences.ofTokens(new int[][] {TEXT}));
        run.forward(batch);
        NetworkTrace trace = NetworkTrace.of(network, TEXT);
        int rows = run.outputRows();
        assertEquals(rows, trace.output().rows());
        Matrix gradient = Matrix.of(new Dice(2).within(1, 3 * rows), rows, 3);
        for (int row = 0; row < rows; row++) {
            int engineRow = rows == 1 ? 0 : batch.row(row, 0);
            assertArrayEquals(row(run.output(), engineRow), row(trace.output(), row));
            Rows.copyRow(gradient, row, 0, run.outputGradient(), engineRow, 0, 3);
        }
        run.backward();
        Matrix ofInput = trace.backward(gradient).input();
        for (int t = 0; t < TEXT.length; t++) {
            assertArrayEquals(row(run.inputGradient(), batch.row(t, 0)), row(ofInput, t), CLOSE);
        }
    }

    @Test
    void vectorsMayStandForTokens() {
        NetworkSpec spec = spec(new InputSpec.Embedding(TOKENS, 4), Reading.FORWARD, new Readout.LastStep());
        Network network = Network.initialize(spec, Initialization.PYTORCH, 7);
        Matrix vectors = NetworkTrace.vectors(network, TEXT);
        assertArrayEquals(
                NetworkTrace.of(network, TEXT).output().data(),
                NetworkTrace.of(network, vectors).output().data());
        var wrong = assertThrows(IllegalArgumentException.class, () -> NetworkTrace.of(network, Matrix.zeros(2, 3)));
        assertEquals("input must be [2, 4] but is [2, 3]", wrong.getMessage());
    }

    static List<NetworkSpec> parts() {
        // Pairs are not traced.
        return SampleNetworks.all(1).stream()
                .filter(spec -> !(spec.input() instanceof InputSpec.Pair))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void partsHaveTheBitsOfTheEngineAndItsGradients(NetworkSpec spec) {
        int[][] letters = {{1, 2}, {3}, {1, 2}, {0}, {4, 4, 4}, {2}};
        Network network = Network.initialize(spec, Initialization.PYTORCH, 7);
        boolean words = spec.input() instanceof InputSpec.Words;
        Batch batch = new Batch()
                .of(
                        words
                                ? Sequences.ofWords(new int[][] {TEXT}, new int[][][] {letters})
                                : Sequences.ofTokens(new int[][] {TEXT}));
        var run = new NetworkRun(NetworkWeights.forAllGradients(network), Kernels.fastest(), Team.of(1));
        run.forward(batch);
        NetworkTrace trace = words ? NetworkTrace.of(network, TEXT, letters) : NetworkTrace.of(network, TEXT);
        int rows = run.outputRows();
        int width = run.output().columns();
        Matrix gradient = Matrix.of(new Dice(2).within(1, width * rows), rows, width);
        for (int row = 0; row < rows; row++) {
            int engineRow = rows == 1 ? 0 : run.unrolling().row(row, 0);
            assertArrayEquals(row(run.output(), engineRow), row(trace.output(), row));
            Rows.copyRow(gradient, row, 0, run.outputGradient(), engineRow, 0, width);
        }
        run.backward();
        Matrix ofInput = trace.backward(gradient).input();
        for (int t = 0; t < TEXT.length; t++) {
            assertArrayEquals(row(run.inputGradient(), batch.unrolling().row(t, 0)), row(ofInput, t), CLOSE);
        }
    }

    @Test
    void theOutputAfterSomeStepsIsThatOfABeginning() {
        Network network = Network.initialize(SampleNetworks.streaming(1), Initialization.PYTORCH, 7);
        NetworkTrace whole = NetworkTrace.of(network, TEXT);
        for (int steps = 1; steps <= TEXT.length; steps++) {
            NetworkTrace beginning = NetworkTrace.of(network, Arrays.copyOf(TEXT, steps));
            assertArrayEquals(row(beginning.output(), 0), row(whole.outputAfter(steps), 0));
        }
    }

    @Test
    void vectorsMayStandForWords() {
        Network network = Network.initialize(SampleNetworks.words(1), Initialization.PYTORCH, 7);
        int[] words = {3, 1};
        int[][] letters = {{1, 2}, {0}};
        Matrix vectors = NetworkTrace.vectors(network, words, letters);
        NetworkTrace ofVectors = NetworkTrace.of(network.onVectors(), vectors);
        assertArrayEquals(
                NetworkTrace.of(network, words, letters).output().data(),
                ofVectors.output().data());
        var wrong = assertThrows(IllegalArgumentException.class, () -> NetworkTrace.of(network, words));
        assertEquals("the network reads words but was given tokens", wrong.getMessage());
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.columns());
    }
}
