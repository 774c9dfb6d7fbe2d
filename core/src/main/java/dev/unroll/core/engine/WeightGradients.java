package dev.unroll.core.engine;

import dev.unroll.core.engine.LayerBuffers.BoundGradient;
import dev.unroll.core.engine.LayerBuffers.BoundParameter;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.Phase;
import dev.unroll.core.program.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the gradients of a run's weights to where they are collected: a product over all rows for each weight.
 *
 * <p>Threads split the rows of a weight, never a sum; the chain of an element runs over the run's rows as they lie, the last
 * step first. Chunks of time processed from last to first therefore continue one chain.
 */
public final class WeightGradients {

    /** Where the gradients of all maps go that have one result; a map's bias goes with its first columns. */
    private static final class Joint {

        private final BoundGradient[] from;
        private final Matrix[] weights;
        private final Matrix[] biases;
        /** What is multiplied, and where that goes: all but one-hot operands. */
        private final Matrix[] operands;

        private final Matrix[] targets;
        private int count;

        Joint(List<BoundGradient> from, Map<String, MapWindows> gradients) {
            this.from = from.toArray(BoundGradient[]::new);
            this.weights = from.stream()
                    .map(bound ->
                            windows(bound, gradients).weight().columns(bound.gradient.from(), bound.gradient.to()))
                    .toArray(Matrix[]::new);
            this.biases = from.stream()
                    .filter(bound -> bound.gradient.from() == 0)
                    .map(bound -> windows(bound, gradients))
                    .filter(MapWindows::isBiased)
                    .map(MapWindows::bias)
                    .toArray(Matrix[]::new);
            this.operands = new Matrix[this.from.length];
            this.targets = new Matrix[this.from.length];
        }

        private static MapWindows windows(BoundGradient bound, Map<String, MapWindows> gradients) {
            return windows(bound.gradient.map(), gradients);
        }

        static MapWindows windows(String name, Map<String, MapWindows> gradients) {
            MapWindows windows = gradients.get(name);
            if (windows == null) {
                throw new IllegalArgumentException("no gradients for linear map or vector " + name);
            }
            return windows;
        }

        /** Gathers what is multiplied in this pass. */
        void begin(LayerRun run) {
            count = 0;
            for (int i = 0; i < from.length; i++) {
                if (!run.oneHot().is(from[i].gradient.operand())) {
                    operands[count] = from[i].operand;
                    targets[count++] = weights[i];
                }
            }
        }
    }

    /** What makes gradients joint. */
    private record Key(Slot.Ref result, Phase phase) {}

    /** Rows of a weight that a scatter of one-hot columns works on at a time, so that they stay in L1. */
    private static final int ONE_HOT_BLOCK = 16;

    private static final float[] NO_SUMS = {};

    private final LayerRun run;
    private final Kernels kernels;
    private final Scratch[] scratch;
    private final Joint[] joints;
    private final BoundParameter[] parameters;
    private final Matrix[] ofParameters;
    private final Team.Task add = this::add;

    WeightGradients(LayerRun run, LayerBuffers buffers, Kernels kernels, Team team, Map<String, MapWindows> gradients) {
        this.run = run;
        this.kernels = kernels;
        this.scratch = new Scratch[team.size()];
        Arrays.setAll(scratch, _ -> new Scratch());
        var byResult = new LinkedHashMap<Key, List<BoundGradient>>();
        for (BoundGradient from : buffers.gradients()) {
            var key = new Key(from.gradient.result(), from.gradient.phase());
            byResult.computeIfAbsent(key, _ -> new ArrayList<>()).add(from);
        }
        this.joints = byResult.values().stream()
                .map(joint -> new Joint(joint, gradients))
                .toArray(Joint[]::new);
        this.parameters = buffers.parameterGradients();
        this.ofParameters = Arrays.stream(parameters)
                .map(bound ->
                        Joint.windows(bound.gradient.parameter(), gradients).bias())
                .toArray(Matrix[]::new);
    }

    /** Adds the gradients of the last backward pass. */
    public void add() {
        begin();
        run.run(add);
    }

    /** Gathers what is multiplied. */
    void begin() {
        for (Joint joint : joints) {
            joint.begin(run);
        }
    }

    /** Does one thread's part, once {@link #begin} has been done. */
    void add(int member, int members) {
        for (Joint joint : joints) {
            add(joint, member, members);
        }
        for (int i = 0; i < parameters.length; i++) {
            Matrix adjoint = parameters[i].adjoint;
            int rows = run.rows(parameters[i].gradient.phase());
            int from = Team.from(member, members, adjoint.columns());
            int to = Team.from(member + 1, members, adjoint.columns());
            kernels.addColumnSums(adjoint, 0, rows, ofParameters[i].data(), ofParameters[i].offset(), from, to);
        }
    }

    private void add(Joint joint, int member, int members) {
        Matrix result = joint.from[0].result;
        Phase phase = joint.from[0].gradient.phase();
        int rows = run.rows(phase);
        int from = Team.from(member, members, result.columns());
        int to = Team.from(member + 1, members, result.columns());
        for (int i = 0; joint.count < joint.from.length && i < joint.from.length; i++) {
            if (run.oneHot().is(joint.from[i].gradient.operand())) {
                scatter(result, run.oneHot().indices(phase), rows, joint.weights[i], from, to);
            }
        }
        boolean alike = startAlike(joint.biases, from, to);
        boolean biased = joint.biases.length > 0;
        kernels.addTransposedProducts(
                result,
                joint.operands,
                joint.count,
                rows,
                joint.targets,
                biased ? joint.biases[0].data() : NO_SUMS,
                biased ? joint.biases[0].offset() : 0,
                from,
                to,
                scratch[member]);
        for (int i = 1; i < joint.biases.length; i++) {
            Matrix bias = joint.biases[i];
            if (alike) {
                System.arraycopy(
                        joint.biases[0].data(),
                        joint.biases[0].offset() + from,
                        bias.data(),
                        bias.offset() + from,
                        to - from);
            } else {
                kernels.addColumnSums(result, 0, rows, bias.data(), bias.offset(), from, to);
            }
        }
    }

    /** Returns whether these biases have one gradient so far: what begins alike ends alike, and is summed once. */
    private static boolean startAlike(Matrix[] biases, int from, int to) {
        for (int i = 1; i < biases.length; i++) {
            int first = biases[0].offset();
            int other = biases[i].offset();
            if (!Arrays.equals(
                    biases[0].data(), first + from, first + to, biases[i].data(), other + from, other + to)) {
                return false;
            }
        }
        return true;
    }

    /** weight[j, indices[r]] += result[r, j], for j in {@code from .. to}: the product with one-hot rows. */
    private static void scatter(Matrix result, int[] indices, int rows, Matrix weight, int from, int to) {
        for (int block = from; block < to; block += ONE_HOT_BLOCK) {
            scatterBlock(result, indices, rows, weight, block, Math.min(to, block + ONE_HOT_BLOCK));
        }
    }

    private static void scatterBlock(Matrix result, int[] indices, int rows, Matrix weight, int from, int to) {
        for (int r = 0; r < rows; r++) {
            int index = indices[r];
            for (int j = from; index >= 0 && j < to; j++) {
                weight.data()[weight.at(j) + index] += result.data()[result.at(r) + j];
            }
        }
    }
}
