package dev.unroll.core.engine;

import dev.unroll.core.engine.CellProgram.WeightGradient;
import dev.unroll.core.engine.LayerBuffers.BoundGradient;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Adds the gradients of a run's weights to where they are collected: one product over all rows for each weight.
 *
 * <p>Threads split the rows of a weight, never a sum; the chain of an element runs over the run's rows as they lie, the last
 * step first. Chunks of time processed from last to first therefore continue one chain.
 */
public final class WeightGradients {

    /**
     * One sum, and where it goes; the bias goes with the map's first columns.
     *
     * @param twin a second bias with the same gradient: b_hh, where that of b_ih is summed
     */
    private record Sum(BoundGradient from, Matrix weight, Matrix bias, Matrix twin) {}

    /** Rows of a weight that a scatter of one-hot columns works on at a time, so that they stay in L1. */
    private static final int ONE_HOT_BLOCK = 16;

    private final LayerRun run;
    private final Kernels kernels;
    private final Scratch[] scratch;
    private final List<Sum> sums = new ArrayList<>();
    private final Team.Task add = this::add;

    WeightGradients(
            LayerRun run, BoundGradient[] bound, Kernels kernels, Team team, Map<String, MapWindows> gradients) {
        this.run = run;
        this.kernels = kernels;
        this.scratch = new Scratch[team.size()];
        for (int member = 0; member < scratch.length; member++) {
            scratch[member] = new Scratch();
        }
        for (BoundGradient from : bound) {
            WeightGradient gradient = from.gradient;
            MapWindows windows = gradients.get(gradient.map());
            if (windows == null) {
                throw new IllegalArgumentException("no gradients for linear map " + gradient.map());
            }
            boolean first = gradient.from() == 0 && windows.isBiased();
            Matrix weight = windows.weight().columns(gradient.from(), gradient.to());
            boolean joins = first && joinTwin(gradient, windows.bias());
            Matrix bias = first && !joins ? windows.bias() : LayerBuffers.NOTHING;
            sums.add(new Sum(from, weight, bias, LayerBuffers.NOTHING));
        }
    }

    /** Lets an earlier sum of the same adjoints serve this bias too; returns false if there is none. */
    private boolean joinTwin(WeightGradient gradient, Matrix bias) {
        for (int i = 0; i < sums.size(); i++) {
            Sum earlier = sums.get(i);
            WeightGradient other = earlier.from.gradient;
            boolean same = other.result().equals(gradient.result()) && other.phase() == gradient.phase();
            if (same && earlier.bias.rows() == 1 && earlier.twin.rows() == 0) {
                sums.set(i, new Sum(earlier.from, earlier.weight, earlier.bias, bias));
                return true;
            }
        }
        return false;
    }

    /** Adds the gradients of the last backward pass. */
    public void add() {
        run.run(add);
    }

    private void add(int member) {
        for (int i = 0; i < sums.size(); i++) {
            Sum sum = sums.get(i);
            Matrix result = sum.from.result;
            int rows = run.rows(sum.from.gradient.phase());
            int from = run.from(member, result.columns());
            int to = run.from(member + 1, result.columns());
            if (run.isOneHot(sum.from.gradient.operand())) {
                int[] indices = run.oneHotIndices(sum.from.gradient.phase());
                for (int block = from; block < to; block += ONE_HOT_BLOCK) {
                    scatter(result, indices, rows, sum.weight, block, Math.min(to, block + ONE_HOT_BLOCK));
                }
            } else {
                kernels.addTransposedProduct(
                        result, 0, sum.from.operand, 0, rows, sum.weight, from, to, scratch[member]);
            }
            if (sum.bias.rows() == 1) {
                addBias(sum, result, rows, from, to);
            }
        }
    }

    /** Twins that begin alike end alike. */
    private void addBias(Sum sum, Matrix result, int rows, int from, int to) {
        float[] bias = sum.bias.data();
        float[] twin = sum.twin.data();
        int at = sum.bias.offset();
        int twinAt = sum.twin.offset();
        boolean alike =
                sum.twin.rows() == 1 && Arrays.equals(bias, at + from, at + to, twin, twinAt + from, twinAt + to);
        kernels.addColumnSums(result, 0, rows, bias, at, from, to);
        if (alike) {
            System.arraycopy(bias, at + from, twin, twinAt + from, to - from);
        } else if (sum.twin.rows() == 1) {
            kernels.addColumnSums(result, 0, rows, twin, twinAt, from, to);
        }
    }

    /** weight[j, indices[r]] += result[r, j]: the product with one-hot rows. */
    private static void scatter(Matrix result, int[] indices, int rows, Matrix weight, int from, int to) {
        for (int r = 0; r < rows; r++) {
            int index = indices[r];
            for (int j = from; index >= 0 && j < to; j++) {
                weight.data()[weight.at(j) + index] += result.data()[result.at(r) + j];
            }
        }
    }
}
