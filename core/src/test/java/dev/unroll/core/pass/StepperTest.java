package dev.unroll.core.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head.Linear;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Many sequences that step together, beside each alone. */
class StepperTest {

    private static final int SEQUENCES = 5;
    private static final int STEPS = 9;

    private static Stepper stepper(NetworkSpec spec) {
        return new Stepper(
                NetworkWeights.forInference(Network.initialize(spec, Initialization.PYTORCH, 2)), Kernels.fastest());
    }

    private static int token(int sequence, int step) {
        return (3 * sequence + step * step) % SampleNetworks.TOKENS;
    }

    /** Every sequence rests now and then, each at other times. */
    private static boolean rests(int sequence, int step) {
        return (sequence + step) % 3 == 0;
    }

    @Test
    void sequencesThatStepTogetherHaveTheBitsOfEachAlone() {
        NetworkSpec spec = SampleNetworks.streaming(2);
        Stepper together = stepper(spec);
        Stepper alone = stepper(spec);
        Matrix states = together.newStates(SEQUENCES);
        Matrix outputs = Matrix.zeros(SEQUENCES, spec.outputSize());
        Matrix[] own = new Matrix[SEQUENCES];
        Arrays.setAll(own, _ -> alone.newState());
        float[][] expected = new float[SEQUENCES][spec.outputSize()];
        var which = new Picks();
        int[] tokens = new int[SEQUENCES];
        for (int t = 0; t < STEPS; t++) {
            which.none();
            for (int i = 0; i < SEQUENCES; i++) {
                tokens[i] = token(i, t);
                if (!rests(i, t)) {
                    which.add(i);
                    alone.step(tokens[i], own[i], own[i], expected[i]);
                }
            }
            together.step(which, tokens, states, states, outputs);
            for (int i = 0; i < SEQUENCES; i++) {
                assertArrayEquals(own[i].data(), row(states, i));
                assertArrayEquals(expected[i], row(outputs, i));
            }
        }
    }

    @Test
    void aSequenceStartsWhereItsCellHasLearnedToStart() {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.OneHot(SampleNetworks.TOKENS))
                .then(width -> new Layer(SampleNetworks.started(width, 4)))
                .then(new Linear(3));
        NetworkWeights weights = NetworkWeights.forInference(Network.initialize(spec, Initialization.PYTORCH, 2));
        var run = new NetworkRun(weights, Kernels.fastest(), Team.of(1));
        var batch = new Batch().of(Sequences.ofTokens(new int[][] {{3, 1}}));
        run.forward(batch);
        var stepper = new Stepper(weights, Kernels.fastest());
        Matrix state = stepper.newState();
        float[] output = new float[3];
        for (int t = 0; t < 2; t++) {
            stepper.step(t == 0 ? 3 : 1, state, state, output);
            assertArrayEquals(row(run.output(), batch.unrolling().row(t, 0)), output);
        }
        assertFalse(Arrays.equals(new float[8], stepper.newState().data()));
    }

    @Test
    void wordsStepWithTheirLetters() {
        NetworkSpec letters = NetworkSpec.reading(new InputSpec.OneHot(SampleNetworks.LETTERS))
                .then(width -> new Layer(Cells.gru(width, 3, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL))
                .then(new Readout.Max());
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Words(SampleNetworks.TOKENS, 2, letters))
                .then(width -> new Layer(Cells.lstm(width, 4, Bias.PRESENT)))
                .then(new Linear(3));
        var texts = new SampleNetworks.Texts(4, 4, 4);
        Network network = Network.initialize(spec, Initialization.PYTORCH, 2);
        var run = new NetworkRun(NetworkWeights.forInference(network), Kernels.fastest(), Team.of(1));
        var batch = new Batch().of(texts.of(spec));
        run.forward(batch);
        Stepper stepper = stepper(spec);
        Matrix states = stepper.newStates(3);
        Matrix outputs = Matrix.zeros(3, 3);
        for (int t = 0; t < 4; t++) {
            int[] words = {texts.tokens[0][t], texts.tokens[1][t], texts.tokens[2][t]};
            int[][] spelled = {texts.letters[0][t], texts.letters[1][t], texts.letters[2][t]};
            stepper.step(new Picks(), words, spelled, states, states, outputs);
            for (int b = 0; b < 3; b++) {
                assertArrayEquals(row(run.output(), batch.unrolling().row(t, b)), row(outputs, b));
            }
        }
    }

    @Test
    void aSequenceWithoutAStateCannotStep() {
        Stepper stepper = stepper(SampleNetworks.streaming(1));
        Matrix states = stepper.newStates(2);
        var which = new Picks().none().add(0).add(2);
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> stepper.step(which, new int[3], states, states, Matrix.zeros(2, 4)));
        assertEquals("sequence 2 cannot step, since there are states of 2 sequences alone", error.getMessage());
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.columns());
    }
}
