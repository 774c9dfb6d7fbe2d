package dev.unroll.core.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.cells.BuiltInCell;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of networks with compact weights, beside whole sequences and beside floats. */
class CompactStepperTest {

    private static final List<WeightForm> COMPACT = List.of(WeightForm.BFLOAT16, WeightForm.INT8);
    private static final int INPUTS = 9;
    private static final int STEPS = 7;

    static List<BuiltInCell> cells() {
        return Cells.all();
    }

    private static Network network(BuiltInCell cell, WeightForm form) {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(INPUTS))
                .then(width -> new Layer(cell.of(width, 35)))
                .then(width -> new Layer(cell.of(width, 24)))
                .then(new Readout.EveryStep());
        return Network.initialize(spec, Initialization.PYTORCH, 2).withWeights(form);
    }

    private static float[][] inputs() {
        float[][] inputs = new float[STEPS][];
        var dice = new Dice(4);
        Arrays.setAll(inputs, _ -> dice.within(2, INPUTS));
        return inputs;
    }

    private static float[][] stepped(Network network, Kernels kernels, Team team) {
        var stepper = new Stepper(NetworkWeights.forInference(network), kernels, team);
        Matrix state = stepper.newState();
        float[][] outputs = new float[STEPS][network.spec().outputSize()];
        for (int t = 0; t < STEPS; t++) {
            stepper.step(inputs()[t], state, state, outputs[t]);
        }
        return outputs;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aStreamHasTheBitsOfTheWholeSequenceInABatch(BuiltInCell cell) {
        for (WeightForm form : COMPACT) {
            Network network = network(cell, form);
            float[][] expected = stepped(network, Kernels.fastest(), Team.of(1));
            Matrix sequence = Matrix.zeros(STEPS, INPUTS);
            for (int t = 0; t < STEPS; t++) {
                System.arraycopy(inputs()[t], 0, sequence.data(), t * INPUTS, INPUTS);
            }
            var run = new NetworkRun(NetworkWeights.forInference(network), Kernels.fastest(), Team.of(1));
            Batch batch = new Batch().of(Sequences.ofVectors(List.of(sequence, sequence, sequence)));
            run.forward(batch);
            for (int t = 0; t < STEPS; t++) {
                for (int b = 0; b < 3; b++) {
                    int at = run.output().at(batch.row(t, b));
                    float[] actual = Arrays.copyOfRange(run.output().data(), at, at + expected[t].length);
                    assertArrayEquals(expected[t], actual);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aStreamHasTheBitsOfRoundedFloats(BuiltInCell cell) {
        for (WeightForm form : COMPACT) {
            Network network = network(cell, form);
            Network floats = Network.of(network.spec(), network.values());
            assertArrayEquals(
                    stepped(floats, Kernels.fastest(), Team.of(1)), stepped(network, Kernels.fastest(), Team.of(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aStreamHasTheSameBitsOnScalarKernelsAndWithATeam(BuiltInCell cell) {
        for (WeightForm form : COMPACT) {
            Network network = network(cell, form);
            float[][] expected = stepped(network, Kernels.fastest(), Team.of(1));
            assertArrayEquals(expected, stepped(network, Kernels.scalar(), Team.of(1)));
            try (Team team = Team.of(2)) {
                assertArrayEquals(expected, stepped(network, Kernels.fastest(), team));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void weightsMayBePackedAgain(BuiltInCell cell) {
        Network network = network(cell, WeightForm.INT8);
        NetworkWeights weights = NetworkWeights.forInference(network);
        Arrays.fill(weights.values(), 0);
        try (Team team = Team.of(1)) {
            weights.repack(Kernels.fastest(), team);
        }
        var zeros = Network.of(network.spec(), weights.values());
        var stepper = new Stepper(weights, Kernels.fastest());
        Matrix state = stepper.newState();
        float[] output = new float[network.spec().outputSize()];
        stepper.step(inputs()[0], state, state, output);
        assertArrayEquals(stepped(zeros, Kernels.fastest(), Team.of(1))[0], output);
    }
}
