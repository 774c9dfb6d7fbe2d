package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkWeights;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients that vanish on their way through many steps are zero before they are so small that a CPU takes longer for them. */
class VanishingGradientTest {

    private static final int STEPS = 400;
    private static final int WIDTH = 8;

    static Stream<Cell> cells() {
        return Stream.of(
                Cells.elman(WIDTH, WIDTH, Bias.PRESENT),
                Cells.lstm(WIDTH, WIDTH, Bias.PRESENT),
                Cells.gru(WIDTH, WIDTH, Bias.PRESENT));
    }

    /** Each step reads a token of its own, so the gradient of a row of the embedding is that of a step's input. */
    @ParameterizedTest
    @MethodSource("cells")
    void theyAreZeroAndNeverSubnormal(Cell cell) {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Embedding(STEPS, WIDTH))
                .then(_ -> new Layer(cell))
                .then(new Readout.LastStep())
                .then(new Head.Linear(2));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 1);
        int[][] tokens = {IntStream.range(0, STEPS).toArray()};
        try (Compute compute = Compute.of(1)) {
            var step = new GradientStep(NetworkWeights.forTraining(network), new CrossEntropy(), compute);
            step.add(
                    new Batch().of(Sequences.ofTokens(tokens), new int[] {0}, 0, 1),
                    Labels.ofSequences(new int[] {1}),
                    0,
                    0);
            float[] gradients = step.gradients();
            assertEquals(0, gradients[0]);
            assertTrue(gradients[STEPS * WIDTH - 1] != 0);
            for (float gradient : gradients) {
                assertTrue(gradient == 0 || Math.abs(gradient) >= Float.MIN_NORMAL, "" + gradient);
            }
        }
    }
}
