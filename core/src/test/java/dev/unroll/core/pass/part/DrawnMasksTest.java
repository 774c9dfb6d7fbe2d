package dev.unroll.core.pass.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Masking;
import dev.unroll.core.cell.Masking.Drawn;
import dev.unroll.core.cell.Masking.Kind;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Masks are seen by a cell that puts them out: y = m · 1. */
class DrawnMasksTest {

    private static final int SIZE = 300;
    private static final Sequences INPUT = Sequences.ofPadded(new float[12], 4, 1, new int[] {3, 1, 4});

    private static NetworkSpec spec(Kind kind, Drawn drawn, Reading reading) {
        Cell cell = Cell.named("mask", 1, definition -> {
            var h = definition.state("h", 1);
            definition.next(h, h);
            definition.output(
                    definition.mask("m", SIZE, new Masking(kind, 0.3f, drawn)).times(1));
        });
        return NetworkSpec.reading(new InputSpec.Dense(1)).then(new Layer(cell, reading));
    }

    private static float[] masks(NetworkSpec spec, Batch batch, long epoch, int threads) {
        var weights = NetworkWeights.forAllGradients(Network.of(spec, new float[0]));
        try (Team team = Team.of(threads)) {
            var run = new NetworkRun(weights, Kernels.fastest(), team);
            run.forward(batch, 5, epoch);
            Matrix output = run.output();
            return Arrays.copyOf(output.data(), batch.unrolling().rows() * output.columns());
        }
    }

    private static float[] row(float[] all, int row) {
        return Arrays.copyOfRange(all, row * SIZE, (row + 1) * SIZE);
    }

    private static float[] masks(Drawn drawn, Batch batch, long epoch) {
        return masks(spec(Kind.DROPOUT, drawn, Reading.FORWARD), batch, epoch, 1);
    }

    @Test
    void aShareIsDrawn() {
        float[] dropped = masks(Drawn.EACH_STEP, new Batch().of(INPUT), 0);
        int zeros = 0;
        for (float value : dropped) {
            assertEquals(value == 0 ? 0 : 1 / (1 - 0.3f), value);
            zeros += value == 0 ? 1 : 0;
        }
        assertEquals(0.3, zeros / (double) dropped.length, 0.03);
    }

    @Test
    void whatIsDrawnDependsNeitherOnTheBatchNorOnThreads() {
        Batch all = new Batch().of(INPUT);
        Batch alone = new Batch().of(INPUT, new int[] {2}, 0, 1);
        float[] together = masks(Drawn.EACH_STEP, all, 0);
        float[] single = masks(Drawn.EACH_STEP, alone, 0);
        for (int t = 0; t < 4; t++) {
            assertArrayEquals(
                    row(together, all.unrolling().row(t, 2)),
                    row(single, alone.unrolling().row(t, 0)));
        }
        assertArrayEquals(together, masks(spec(Kind.DROPOUT, Drawn.EACH_STEP, Reading.FORWARD), all, 0, 3));
    }

    @Test
    void stepsSequencesEpochsAndDirectionsDrawDifferently() {
        Batch all = new Batch().of(INPUT);
        float[] drawn = masks(Drawn.EACH_STEP, all, 0);
        float[] first = row(drawn, all.unrolling().row(0, 0));
        assertFalse(Arrays.equals(first, row(drawn, all.unrolling().row(1, 0))));
        assertFalse(Arrays.equals(first, row(drawn, all.unrolling().row(0, 1))));
        assertFalse(Arrays.equals(
                first, row(masks(Drawn.EACH_STEP, all, 1), all.unrolling().row(0, 0))));
        float[] both = masks(spec(Kind.DROPOUT, Drawn.EACH_STEP, Reading.BIDIRECTIONAL), all, 0, 1);
        int row = 2 * all.unrolling().row(0, 0);
        assertArrayEquals(first, row(both, row));
        assertFalse(Arrays.equals(first, row(both, row + 1)));
    }

    @Test
    void whatIsDrawnOnceIsThatOfAllSteps() {
        Batch all = new Batch().of(INPUT);
        float[] drawn = masks(Drawn.ONCE, all, 0);
        float[] first = row(drawn, all.unrolling().row(0, 2));
        assertArrayEquals(first, row(drawn, all.unrolling().row(3, 2)));
        assertFalse(Arrays.equals(first, row(drawn, all.unrolling().row(0, 0))));
    }

    @Test
    void aPassThatDropsNothingReadsWhatIsExpected() {
        var weights = NetworkWeights.forAllGradients(
                Network.of(spec(Kind.ZONEOUT, Drawn.EACH_STEP, Reading.FORWARD), new float[0]));
        try (Team team = Team.of(1)) {
            var run = new NetworkRun(weights, Kernels.fastest(), team);
            Batch batch = new Batch().of(INPUT);
            run.forward(batch, 5, 0);
            run.forward(batch);
            float[] expected = new float[batch.unrolling().rows() * SIZE];
            Arrays.fill(expected, 0.3f);
            assertArrayEquals(expected, Arrays.copyOf(run.output().data(), expected.length));
        }
    }
}
