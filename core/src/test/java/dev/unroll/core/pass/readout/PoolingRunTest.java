package dev.unroll.core.pass.readout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
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
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What attention reads out; its gradients and bits are in PartsTest, with those of all parts. */
@Tag("lanes")
class PoolingRunTest {

    private static final int FEATURES = 3;
    private static final int LONGEST = 7;
    private static final int[] LENGTHS = {4, 1, 7, 3, 6};

    private static NetworkSpec reading(Readout readout) {
        return NetworkSpec.reading(new InputSpec.Dense(FEATURES))
                .then(new Layer(Cells.gru(FEATURES, 5, Bias.PRESENT), Reading.BIDIRECTIONAL))
                .then(readout);
    }

    private static Network network(NetworkSpec spec) {
        return Network.initialize(spec, Initialization.PYTORCH, 3);
    }

    private static NetworkRun run(Network network, Kernels kernels) {
        return new NetworkRun(NetworkWeights.forAllGradients(network), kernels, Team.of(1));
    }

    private static Sequences sequences() {
        return Sequences.ofPadded(
                new Dice(4).within(1, LENGTHS.length * LONGEST * FEATURES), LONGEST, FEATURES, LENGTHS);
    }

    /** Forward and backward, with gradients from above that depend on the example alone. */
    private static void run(NetworkRun run, Batch batch) {
        run.forward(batch);
        Matrix above = run.outputGradient();
        for (int b = 0; b < batch.size(); b++) {
            float[] row = new Dice(batch.example(b)).within(1, above.columns());
            System.arraycopy(row, 0, above.data(), above.at(b), row.length);
        }
        run.backward();
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + matrix.columns());
    }

    @Test
    void aQueryOfZerosReadsTheMean() {
        Network drawn = network(reading(new Readout.Pooling(4)));
        float[] values = drawn.values();
        int query = drawn.layout().window("pooling.query").offset();
        Arrays.fill(values, query, query + 4, 0);
        NetworkRun ofAttention = run(Network.of(drawn.spec(), values), Kernels.fastest());
        NetworkRun ofMean = run(network(reading(new Readout.Mean())), Kernels.fastest());
        ofAttention.forward(new Batch().of(sequences()));
        ofMean.forward(new Batch().of(sequences()));
        for (int b = 0; b < LENGTHS.length; b++) {
            assertArrayEquals(row(ofMean.output(), b), row(ofAttention.output(), b), 1e-6f);
        }
    }

    @Test
    void ofOneStepAllIsRead() {
        NetworkRun ofAttention = run(network(reading(new Readout.Pooling(4))), Kernels.fastest());
        NetworkRun ofLast = run(network(reading(new Readout.LastPosition())), Kernels.fastest());
        ofAttention.forward(new Batch().of(sequences()));
        ofLast.forward(new Batch().of(sequences()));
        assertArrayEquals(row(ofLast.output(), 1), row(ofAttention.output(), 1));
    }

    @Test
    void gradientsOfASequenceHaveTheSameBitsAloneAndInABatch() {
        Network network = network(reading(new Readout.Pooling(4)));
        Batch together = new Batch().of(sequences());
        NetworkRun run = run(network, Kernels.fastest());
        run(run, together);
        for (int b = 0; b < LENGTHS.length; b++) {
            Batch single = new Batch().of(sequences(), new int[] {b}, 0, 1);
            NetworkRun alone = run(network, Kernels.scalar());
            run(alone, single);
            for (int t = 0; t < LENGTHS[b]; t++) {
                assertArrayEquals(
                        row(alone.inputGradient(), single.unrolling().row(t, 0)),
                        row(run.inputGradient(), together.unrolling().row(t, b)));
            }
        }
    }

    @Test
    void attentionIsRightAfterTheInputToo() {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(FEATURES)).then(new Readout.Pooling(4));
        var withGradient = run(network(spec), Kernels.fastest());
        run(withGradient, new Batch().of(sequences()));
        var without = new NetworkRun(NetworkWeights.forTraining(network(spec)), Kernels.fastest(), Team.of(1));
        run(without, new Batch().of(sequences()));
        assertArrayEquals(withGradient.gradients(), without.gradients());
    }

    @Test
    void withoutAUnitThereIsNothingToCompare() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Readout.Pooling(0));
        assertEquals("hiddenSize must be at least 1 but is 0", error.getMessage());
    }
}
