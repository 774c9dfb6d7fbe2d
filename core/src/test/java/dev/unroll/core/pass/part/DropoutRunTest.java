package dev.unroll.core.pass.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutRunTest {

    private static final int WIDTH = 400;
    private static final double SHARE = 0.3;
    private static final Sequences TOKENS = Sequences.ofTokens(new int[][] {{0, 0, 0}, {0}, {0, 0}});

    private static Matrix ones(int rows) {
        Matrix ones = Matrix.zeros(rows, WIDTH);
        Arrays.fill(ones.data(), 1);
        return ones;
    }

    private static DropoutRun run(Dropout.Mask mask) {
        Link link = NetworkSpec.reading(new InputSpec.Dense(WIDTH))
                .then(new Dropout(SHARE, mask))
                .chain()
                .links()
                .getFirst();
        Network network = Network.of(NetworkSpec.reading(new InputSpec.Dense(WIDTH)), new float[0]);
        return new DropoutRun(
                new Dropout(SHARE, mask),
                link,
                new Means(network.layout(), new float[0], Kernels.scalar(), Team.of(1)));
    }

    private static Pass pass(Batch batch, long epoch) {
        Pass pass = new Pass().of(batch);
        pass.dropping(5, epoch);
        return pass;
    }

    private static Matrix drop(Batch batch, long epoch) {
        return run(Dropout.Mask.EACH_STEP).forward(ones(batch.unrolling().rows()), pass(batch, epoch));
    }

    @Test
    void aShareIsDroppedAndTheRestScaledUp() {
        Matrix kept = drop(new Batch().of(TOKENS), 0);
        int dropped = 0;
        for (float value : kept.data()) {
            assertEquals(value == 0 ? 0 : 1 / (1 - (float) SHARE), value);
            dropped += value == 0 ? 1 : 0;
        }
        assertEquals(SHARE, dropped / (double) kept.data().length, 0.03);
    }

    @Test
    void whatIsDroppedDoesNotDependOnTheBatch() {
        Batch all = new Batch().of(TOKENS);
        Batch alone = new Batch().of(TOKENS, new int[] {2}, 0, 1);
        Matrix together = drop(all, 0);
        Matrix single = drop(alone, 0);
        for (int t = 0; t < 2; t++) {
            assertArrayEquals(
                    row(together, all.unrolling().row(t, 2)),
                    row(single, alone.unrolling().row(t, 0)));
        }
    }

    @Test
    void stepsSequencesAndEpochsDropDifferently() {
        Batch all = new Batch().of(TOKENS);
        Matrix kept = drop(all, 0);
        float[] first = row(kept, all.unrolling().row(0, 0));
        assertFalse(Arrays.equals(first, row(kept, all.unrolling().row(1, 0))));
        assertFalse(Arrays.equals(first, row(kept, all.unrolling().row(0, 1))));
        assertFalse(Arrays.equals(first, row(drop(all, 1), all.unrolling().row(0, 0))));
    }

    @Test
    void aVariationalMaskIsThatOfAllStepsAndOfNoOtherSequence() {
        Batch all = new Batch().of(TOKENS);
        int rows = all.unrolling().rows();
        Matrix kept = run(Dropout.Mask.VARIATIONAL).forward(ones(rows), pass(all, 0));
        float[] first = row(kept, all.unrolling().row(0, 0));
        assertArrayEquals(first, row(kept, all.unrolling().row(2, 0)));
        assertFalse(Arrays.equals(first, row(kept, all.unrolling().row(0, 2))));
    }

    @Test
    void theGradientIsDroppedWhereTheNumberWas() {
        Batch all = new Batch().of(TOKENS);
        int rows = all.unrolling().rows();
        DropoutRun dropout = run(Dropout.Mask.EACH_STEP);
        Pass pass = pass(all, 0);
        float[] kept = dropout.forward(ones(rows), pass).data().clone();
        Matrix gradient = ones(rows);
        assertArrayEquals(kept, dropout.backward(gradient, pass).data());
        assertArrayEquals(ones(rows).data(), gradient.data(), "the gradient itself stays");
    }

    private static float[] row(Matrix matrix, int row) {
        return Arrays.copyOfRange(matrix.data(), matrix.at(row), matrix.at(row) + WIDTH);
    }
}
