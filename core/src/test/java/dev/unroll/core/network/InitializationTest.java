package dev.unroll.core.network;

import static dev.unroll.core.cell.Equations.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitializationTest {

    private static final int HIDDEN = 16;

    private static final NetworkSpec SPEC = new NetworkSpec(
            new InputSpec.Embedding(50, 9),
            List.of(new Layer(Cells.lstm(9, HIDDEN, Bias.PRESENT))),
            new Readout.LastStep(),
            new Head.Linear(4));

    private static Matrix parameter(Initialization initialization, String name) {
        var network = Network.initialize(SPEC, initialization, 1);
        return network.layout().window(name).on(network.values());
    }

    private static float[] values(Matrix window) {
        return Arrays.copyOfRange(window.data(), window.offset(), window.offset() + window.rows() * window.columns());
    }

    /** All within the bound, and some near it: the bound is that one and no other. */
    private static void assertUniform(double bound, Matrix window) {
        float largest = 0;
        for (float value : values(window)) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertTrue(largest <= bound && largest > 0.9 * bound, largest + " of " + bound);
    }

    @Test
    void pytorchDrawsUniformlyByHiddenSizeAndFanIn() {
        for (String name : List.of("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")) {
            assertUniform(1 / Math.sqrt(HIDDEN), parameter(Initialization.PYTORCH, "rnn." + name));
        }
        assertUniform(1 / Math.sqrt(HIDDEN), parameter(Initialization.PYTORCH, "fc.weight"));
        float[] embedding = values(parameter(Initialization.PYTORCH, "embedding.weight"));
        double squares = 0;
        for (float value : embedding) {
            squares += value * value;
        }
        assertEquals(1, squares / embedding.length, 0.15);
    }

    @Test
    void aCellWithoutAStateIsDrawnByFanIn() {
        Cell cell = Cell.named("feed_forward", 9, c -> c.output(tanh(c.linear("ih", c.input(), HIDDEN))));
        var spec = new NetworkSpec(
                new InputSpec.Dense(9), List.of(new Layer(cell)), new Readout.LastStep(), new Head.None());
        Network network = Network.initialize(spec, Initialization.PYTORCH, 1);
        assertUniform(1.0 / 3, network.layout().window("rnn.weight_ih_l0").on(network.values()));
    }

    @Test
    void kerasDrawsByGlorotAndStartsTheForgetGateOpen() {
        assertUniform(Math.sqrt(6.0 / (4 * HIDDEN + 9)), parameter(Initialization.KERAS, "rnn.weight_ih_l0"));
        assertUniform(0.05, parameter(Initialization.KERAS, "embedding.weight"));
        float[] forget = new float[4 * HIDDEN];
        Arrays.fill(forget, HIDDEN, 2 * HIDDEN, 1);
        assertArrayEquals(forget, values(parameter(Initialization.KERAS, "rnn.bias_ih_l0")));
        assertArrayEquals(new float[4 * HIDDEN], values(parameter(Initialization.KERAS, "rnn.bias_hh_l0")));
    }

    @Test
    void kerasRecurrentWeightsHaveOrthonormalColumnsAllGatesTogether() {
        Matrix weight = parameter(Initialization.KERAS, "rnn.weight_hh_l0");
        for (int i = 0; i < HIDDEN; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int row = 0; row < 4 * HIDDEN; row++) {
                    dot += weight.get(row, i) * weight.get(row, j);
                }
                assertEquals(i == j ? 1 : 0, dot, 1e-6);
            }
        }
    }

    @Test
    void aSeedIsOneNetworkAndAnotherSeedAnother() {
        float[] one = Network.initialize(SPEC, Initialization.PYTORCH, 1).values();
        assertArrayEquals(
                one, Network.initialize(SPEC, Initialization.PYTORCH, 1).values());
        assertFalse(Arrays.equals(
                one, Network.initialize(SPEC, Initialization.PYTORCH, 2).values()));
    }
}
