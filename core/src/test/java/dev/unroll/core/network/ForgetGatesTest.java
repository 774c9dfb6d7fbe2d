package dev.unroll.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgetGatesTest {

    private static final int SIZE = 50;
    private static final List<String> BIASES = List.of("rnn.bias_ih_l0", "rnn.bias_hh_l0");

    private static Network network(Cell cell) {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(3)).then(new Layer(cell));
        return Network.initialize(spec, Initialization.PYTORCH, 1);
    }

    private static float[] bias(Network network, String name) {
        Matrix window = network.layout().window(name).on(network.values());
        float[] bias = new float[window.columns()];
        for (int j = 0; j < bias.length; j++) {
            bias[j] = window.get(0, j);
        }
        return bias;
    }

    @Test
    void aForgetBiasIsTheSumOfBothBiasesAndNothingElseChanges() {
        Network usual = network(Cells.lstm(3, SIZE, Bias.PRESENT));
        Network biased = usual.withForgetBias(1.5f);
        for (String name : BIASES) {
            float[] before = bias(usual, name);
            float[] after = bias(biased, name);
            for (int j = 0; j < before.length; j++) {
                boolean ofForgetGate = j >= SIZE && j < 2 * SIZE;
                float expected = !ofForgetGate ? before[j] : name.contains("ih") ? 1.5f : 0;
                assertEquals(expected, after[j], name + " " + j);
            }
        }
    }

    @Test
    void gatesForLagsAreOpenForLogarithmsOfUniformLagsAndWhatComesInIsLetInTheLess() {
        Network network = network(Cells.lstm(3, SIZE, Bias.PRESENT)).withGatesForLags(100, 1);
        float[] bias = bias(network, "rnn.bias_ih_l0");
        double lags = 0;
        for (int j = 0; j < SIZE; j++) {
            float kept = bias[SIZE + j];
            assertTrue(kept >= 0 && kept <= StrictMath.log(99), "unit " + j + ": " + kept);
            assertEquals(-kept, bias[j], "unit " + j);
            lags += StrictMath.exp(kept) / SIZE;
        }
        assertEquals(50, lags, 12, "the mean of u between 1 and 99");
        assertNotEquals(bias[SIZE], bias[SIZE + 1]);
    }

    @Test
    void aCoupledGateIsSetAlone() {
        Network usual = network(Cells.gru(3, SIZE, Bias.PRESENT));
        Network forLags = usual.withGatesForLags(100, 1);
        float[] before = bias(usual, "rnn.bias_ih_l0");
        float[] after = bias(forLags, "rnn.bias_ih_l0");
        for (int j = 0; j < before.length; j++) {
            assertEquals(j >= SIZE && j < 2 * SIZE, before[j] != after[j], "unit " + j);
        }
    }

    @Test
    void aCellWithoutAForgetGateIsRefused() {
        Network network = network(Cells.elman(3, SIZE, Bias.PRESENT));
        var problem = assertThrows(IllegalArgumentException.class, () -> network.withForgetBias(1));
        assertEquals("no cell of the network has a forget gate with a bias", problem.getMessage());
    }
}
