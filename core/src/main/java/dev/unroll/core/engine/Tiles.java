package dev.unroll.core.engine;

import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Primitive;
import dev.unroll.core.function.Primitive.Sweep;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.program.Instruction;
import dev.unroll.core.program.Op;
import dev.unroll.core.program.Op.Shape;
import dev.unroll.core.program.Slot;
import dev.unroll.core.program.Slot.Ref;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a list of pointwise instructions over rows, a tile at a time, so that what one instruction writes is still in a near
 * cache when the next one reads it.
 */
final class Tiles {

    /**
     * Floats a tile of the widest slot, 256 KB: what stays in a second-level cache. Smaller tiles would stay in the first, but
     * a call of an operation costs as much as some ten vectors of its work (measured: one to two percent of a step).
     */
    private static final int TILE_FLOATS = 1 << 16;

    /**
     * One operation on a span. Each is an object of its own, so that the compiler makes one method of each: all of them
     * inlined into one loop are more than it takes in, and it then keeps vectors in memory (measured: a GRU step took nine
     * times as long).
     */
    interface Work {
        void apply(Instruction instruction, float[] z, int zAt, float[] x, int xAt, float[] y, int yAt, int n);
    }

    /** An instruction with what it does. */
    record Bound(Instruction instruction, Work work) {}

    private final Kernels kernels;
    private final SlotRows places;
    private final int tileRows;

    Tiles(Kernels kernels, List<Slot> slots, SlotRows places) {
        this.kernels = kernels;
        this.places = places;
        int widest = slots.stream().mapToInt(Slot::width).max().orElse(1);
        this.tileRows = Math.clamp(TILE_FLOATS / widest, 1, 64);
    }

    /** Returns how many rows a tile has, and so a {@link Slot.Kind#TILE} slot. */
    int tileRows() {
        return tileRows;
    }

    /** Returns instructions ready to run. */
    List<Bound> bind(List<Instruction> instructions) {
        return instructions.stream()
                .map(instruction -> new Bound(instruction, work(instruction.op(), kernels)))
                .toList();
    }

    /**
     * Runs the instructions on {@code rows} rows.
     *
     * @param slots this thread's buffers, by slot
     * @param row the first row in slots of one row a step
     * @param stepRow the first row in slots of one row a sequence
     */
    void run(List<Bound> instructions, Matrix[] slots, int row, int stepRow, int rows) {
        for (int done = 0; done < rows; done += tileRows) {
            int count = Math.min(tileRows, rows - done);
            for (int i = 0; i < instructions.size(); i++) {
                run(instructions.get(i), slots, row + done, stepRow + done, count);
            }
        }
    }

    private void run(Bound bound, Matrix[] slots, int row, int stepRow, int rows) {
        Instruction instruction = bound.instruction();
        Ref z = instruction.z();
        Ref x = instruction.x();
        Ref y = instruction.y();
        Matrix zm = slots[z.slot()];
        Matrix xm = slots[x.slot()];
        Matrix ym = slots[y.slot()];
        int zAt = zm.at(places.row(z, row, stepRow)) + z.from();
        int xAt = xm.at(places.row(x, row, stepRow)) + x.from();
        int yAt = ym.at(places.row(y, row, stepRow)) + y.from();
        int n = Math.max(z.width(), x.width());
        Work work = bound.work();
        boolean dense =
                zm.stride() == n && xm.stride() == n && ym.stride() == n && z.width() == x.width() && y.width() == n;
        if (dense) {
            work.apply(instruction, zm.data(), zAt, xm.data(), xAt, ym.data(), yAt, n * rows);
            return;
        }
        for (int i = 0; i < rows; i++) {
            work.apply(instruction, zm.data(), zAt, xm.data(), xAt, ym.data(), yAt, n);
            zAt += zm.stride();
            xAt += xm.stride();
            yAt += ym.stride();
        }
    }

    /** Returns what an operation does to a span. */
    private static Work work(Op op, Kernels kernels) {
        return switch (op) {
            case Op.Basic basic -> work(basic, kernels);
            case Op.Of(Primitive function) ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> function.apply(kernels, x, xAt, z, zAt, n);
            case Op.OfSum(Primitive function) -> sweep(function.ofSum().orElseThrow(), kernels);
            case Op.Gradient(Primitive function) -> sweep(function.gradient().orElseThrow(), kernels);
            case Op.Combined(Arithmetic arithmetic, Shape shape) -> work(arithmetic, shape, kernels);
        };
    }

    private static Work sweep(Sweep sweep, Kernels kernels) {
        return (instruction, z, zAt, x, xAt, y, yAt, n) -> sweep.apply(kernels, x, xAt, y, yAt, z, zAt, n);
    }

    private static Work work(Op.Basic op, Kernels kernels) {
        return switch (op) {
            case FILL -> (instruction, z, zAt, x, xAt, y, yAt, n) -> Arrays.fill(z, zAt, zAt + n, instruction.scalar());
            case COPY -> (instruction, z, zAt, x, xAt, y, yAt, n) -> System.arraycopy(x, xAt, z, zAt, n);
            case SPREAD -> (instruction, z, zAt, x, xAt, y, yAt, n) -> Arrays.fill(z, zAt, zAt + n, x[xAt]);
            case ACCUMULATE -> (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.add(z, zAt, x, xAt, z, zAt, n);
            case ADD_MULTIPLIED ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.addMultiplied(x, xAt, y, yAt, z, zAt, n);
            case SUM -> (instruction, z, zAt, x, xAt, y, yAt, n) -> z[zAt] = kernels.sum(x, xAt, n);
            case DOT -> (instruction, z, zAt, x, xAt, y, yAt, n) -> z[zAt] = kernels.dot(x, xAt, y, yAt, n);
        };
    }

    private static Work work(Arithmetic arithmetic, Shape shape, Kernels kernels) {
        return switch (shape) {
            case VECTORS ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> arithmetic.apply(kernels, x, xAt, y, yAt, z, zAt, n);
            case NUMBER ->
                (instruction, z, zAt, x, xAt, y, yAt, n) ->
                        arithmetic.applyNumber(kernels, x, xAt, instruction.scalar(), z, zAt, n);
            case TO_NUMBER ->
                (instruction, z, zAt, x, xAt, y, yAt, n) ->
                        arithmetic.applyToNumber(kernels, instruction.scalar(), x, xAt, z, zAt, n);
            case BROADCAST ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> arithmetic.applyNumber(kernels, x, xAt, y[yAt], z, zAt, n);
            case TO_BROADCAST ->
                (instruction, z, zAt, x, xAt, y, yAt, n) ->
                        arithmetic.applyToNumber(kernels, y[yAt], x, xAt, z, zAt, n);
        };
    }
}
