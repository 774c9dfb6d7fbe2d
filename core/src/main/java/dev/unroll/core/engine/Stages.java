package dev.unroll.core.engine;

import dev.unroll.core.compact.CompactPanels;
import dev.unroll.core.engine.LayerBuffers.Bound;
import dev.unroll.core.engine.LayerBuffers.BoundStage;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.Phase;
import dev.unroll.core.program.Stage.Start;
import java.util.Arrays;

/** Runs the stages of a cell's program over rows: products of a stage and its pointwise instructions. */
final class Stages {

    private final PackedWeights weights;
    private final Kernels kernels;
    private final SlotRows places;
    private final Tiles tiles;
    private final LayerBuffers buffers;
    private final OneHotInput oneHot;
    private final Scratch[] scratch;
    private final SharedProduct sharedProduct;
    private final CompactProduct compactProduct;
    private boolean shares;

    /**
     * Makes the buffers of a program.
     *
     * @param threads of the team that call it at the same time
     * @param smallProduct multiply-adds of a product of one row below which no other thread helps with it
     */
    Stages(PackedWeights weights, Kernels kernels, Team team, int threads, long smallProduct) {
        CellProgram program = weights.program();
        this.weights = weights;
        this.kernels = kernels;
        this.places = new SlotRows(program.slots());
        this.tiles = new Tiles(kernels, program.slots(), places);
        this.buffers = new LayerBuffers(program, threads, tiles);
        program.parameters().forEach((name, slot) -> buffers.parameter(slot, weights.parameter(name)));
        this.oneHot = new OneHotInput(program);
        this.scratch = new Scratch[threads];
        Arrays.setAll(scratch, _ -> new Scratch());
        this.sharedProduct = new SharedProduct(kernels, team, scratch, smallProduct);
        this.compactProduct = new CompactProduct(kernels, team, scratch, smallProduct);
    }

    LayerBuffers buffers() {
        return buffers;
    }

    /** Returns the input, if it is given as indices. */
    OneHotInput oneHot() {
        return oneHot;
    }

    SlotRows places() {
        return places;
    }

    /** Begins a step of a member. */
    void turn(int member) {
        scratch[member].turn();
    }

    /** Runs work of one member alone, whose products the others help with. */
    void shared(Team.Task work, int member, int members) {
        shares = members > 1;
        work.run(member, members);
        shares = false;
    }

    /** Returns whether the program has anything in this phase, on either way. */
    boolean has(Phase phase) {
        return buffers.forward(phase).length + buffers.backward(phase).length > 0;
    }

    void forward(Phase phase, int member, int row, int stepRow, int count) {
        for (BoundStage stage : buffers.forward(phase)) {
            forward(stage, phase, member, row, stepRow, count);
        }
    }

    void backward(Phase phase, int member, int row, int stepRow, int count) {
        for (BoundStage stage : buffers.backward(phase)) {
            backward(stage, member, row, stepRow, count);
        }
    }

    private void forward(BoundStage stage, Phase phase, int member, int row, int stepRow, int count) {
        for (int i = 0; i < stage.products().size(); i++) {
            Bound bound = stage.products().get(i);
            float[] bias = weights.bias(bound.multiply.product());
            boolean picks = oneHot.is(bound.multiply.operand());
            if (count == 1 && !picks && weights.areCompact()) {
                multiplyCompact(bound, bias, member, row, stepRow);
                continue;
            }
            Panels panels = weights.forward(bound.multiply.product(), bound.multiply.source());
            if (picks) {
                pick(bound, oneHot.indices(phase), panels, bias, row, stepRow, count);
            } else {
                multiply(bound, panels, bias, member, row, stepRow, count);
            }
        }
        tiles.run(stage.instructions(), buffers.slots(member), row, stepRow, count);
    }

    private void backward(BoundStage stage, int member, int row, int stepRow, int count) {
        tiles.run(stage.instructions(), buffers.slots(member), row, stepRow, count);
        for (int i = 0; i < stage.products().size(); i++) {
            Bound bound = stage.products().get(i);
            Panels panels = weights.backward(bound.multiply.product(), bound.multiply.source());
            multiply(bound, panels, weights.noBias(), member, row, stepRow, count);
        }
    }

    private void multiply(Bound bound, Panels panels, float[] bias, int member, int row, int stepRow, int count) {
        int from = places.row(bound.multiply.operand(), row, stepRow);
        int to = places.row(bound.multiply.target(), row, stepRow);
        boolean starts = bound.multiply.start() == Start.BIAS;
        if (shares) {
            if (starts) {
                start(bias, panels, bound.target, to, count);
            }
            sharedProduct.add(bound.operand, from, panels, bound.target, to);
        } else if (starts) {
            kernels.product(bias, bound.operand, from, panels, bound.target, to, count, scratch[member]);
        } else {
            kernels.addProduct(bound.operand, from, panels, bound.target, to, count, scratch[member]);
        }
    }

    private void multiplyCompact(Bound bound, float[] bias, int member, int row, int stepRow) {
        CompactPanels panels = weights.compact(bound.multiply.product(), bound.multiply.source());
        int from = places.row(bound.multiply.operand(), row, stepRow);
        int to = places.row(bound.multiply.target(), row, stepRow);
        if (bound.multiply.start() == Start.BIAS) {
            System.arraycopy(bias, 0, bound.target.data(), bound.target.at(to), panels.columns());
        }
        if (shares) {
            compactProduct.addShared(bound.operand, from, panels, bound.target, to);
        } else {
            compactProduct.add(bound.operand, from, panels, bound.target, to, member);
        }
    }

    private void pick(Bound bound, int[] indices, Panels panels, float[] bias, int row, int stepRow, int count) {
        int to = places.row(bound.multiply.target(), row, stepRow);
        if (bound.multiply.start() == Start.BIAS) {
            start(bias, panels, bound.target, to, count);
        }
        kernels.addRows(indices, row, panels, bound.target, to, count);
    }

    private static void start(float[] bias, Panels panels, Matrix target, int row, int count) {
        for (int i = row; i < row + count; i++) {
            System.arraycopy(bias, 0, target.data(), target.at(i), panels.columns());
        }
    }
}
