package dev.unroll.core.engine;

import dev.unroll.core.engine.CellProgram.WeightGradient;
import dev.unroll.core.engine.LayerBuffers.BoundGradient;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adds the gradients of a run's weights to where they are collected: one product over all rows for each weight.
 *
 * <p>Threads split the rows of a weight, never a sum; the chain of an element runs over the run's rows as they lie, the last
 * step first. Chunks of time processed from last to first therefore continue one chain.
 */
public final class WeightGradients {

    /** One sum, and where it goes; the bias goes with the map's first columns. */
    private record Sum(BoundGradient from, Matrix weight, Matrix bias) {}

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
            sums.add(new Sum(from, weight, first ? windows.bias() : LayerBuffers.NOTHING));
        }
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
                kernels.addColumnSums(result, 0, rows, sum.bias.data(), sum.bias.offset(), from, to);
            }
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
