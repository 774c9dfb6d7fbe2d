package dev.unroll.core.engine;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.program.Instruction;
import dev.unroll.core.program.Instruction.Op;
import dev.unroll.core.program.Slot;
import dev.unroll.core.program.Slot.Ref;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;

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
    private interface Work {
        void apply(Instruction instruction, float[] z, int zAt, float[] x, int xAt, float[] y, int yAt, int n);
    }

    private final EnumMap<Op, Work> works = new EnumMap<>(Op.class);
    private final SlotRows places;
    private final int tileRows;

    Tiles(Kernels kernels, List<Slot> slots, SlotRows places) {
        for (Op op : Op.values()) {
            works.put(op, work(op, kernels));
        }
        this.places = places;
        int widest = slots.stream().mapToInt(Slot::width).max().orElse(1);
        this.tileRows = Math.clamp(TILE_FLOATS / widest, 1, 64);
    }

    /** Returns how many rows a tile has, and so a {@link Slot.Kind#TILE} slot. */
    int tileRows() {
        return tileRows;
    }

    /**
     * Runs the instructions on {@code rows} rows.
     *
     * @param slots this thread's buffers, by slot
     * @param row the first row in slots of one row a step
     * @param stepRow the first row in slots of one row a sequence
     */
    void run(List<Instruction> instructions, Matrix[] slots, int row, int stepRow, int rows) {
        for (int done = 0; done < rows; done += tileRows) {
            int count = Math.min(tileRows, rows - done);
            for (int i = 0; i < instructions.size(); i++) {
                run(instructions.get(i), slots, row + done, stepRow + done, count);
            }
        }
    }

    private void run(Instruction instruction, Matrix[] slots, int row, int stepRow, int rows) {
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
        Work work = Objects.requireNonNull(works.get(instruction.op()));
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
            case FILL -> (instruction, z, zAt, x, xAt, y, yAt, n) -> Arrays.fill(z, zAt, zAt + n, instruction.scalar());
            case COPY -> (instruction, z, zAt, x, xAt, y, yAt, n) -> System.arraycopy(x, xAt, z, zAt, n);
            case ADD -> (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.add(x, xAt, y, yAt, z, zAt, n);
            case SUBTRACT -> (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.subtract(x, xAt, y, yAt, z, zAt, n);
            case MULTIPLY -> (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.multiply(x, xAt, y, yAt, z, zAt, n);
            case ACCUMULATE -> (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.add(z, zAt, x, xAt, z, zAt, n);
            case ADD_MULTIPLIED ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.addMultiplied(x, xAt, y, yAt, z, zAt, n);
            case ADD_SCALAR ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.addScalar(x, xAt, instruction.scalar(), z, zAt, n);
            case MULTIPLY_SCALAR ->
                (instruction, z, zAt, x, xAt, y, yAt, n) ->
                        kernels.multiplyScalar(x, xAt, instruction.scalar(), z, zAt, n);
            case SUBTRACT_FROM_SCALAR ->
                (instruction, z, zAt, x, xAt, y, yAt, n) ->
                        kernels.subtractFromScalar(instruction.scalar(), x, xAt, z, zAt, n);
            case ADD_BROADCAST ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.addScalar(x, xAt, y[yAt], z, zAt, n);
            case SUBTRACT_BROADCAST ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.addScalar(x, xAt, -y[yAt], z, zAt, n);
            case SUBTRACT_FROM_BROADCAST ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.subtractFromScalar(y[yAt], x, xAt, z, zAt, n);
            case MULTIPLY_BROADCAST ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.multiplyScalar(x, xAt, y[yAt], z, zAt, n);
            case SIGMOID -> (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.sigmoid(x, xAt, z, zAt, n);
            case TANH -> (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.tanh(x, xAt, z, zAt, n);
            case SIGMOID_OF_SUM ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.sigmoidOfSum(x, xAt, y, yAt, z, zAt, n);
            case TANH_OF_SUM ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.tanhOfSum(x, xAt, y, yAt, z, zAt, n);
            case RELU -> (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.relu(x, xAt, z, zAt, n);
            case SIGMOID_GRADIENT ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.sigmoidGradient(x, xAt, y, yAt, z, zAt, n);
            case TANH_GRADIENT ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.tanhGradient(x, xAt, y, yAt, z, zAt, n);
            case RELU_GRADIENT ->
                (instruction, z, zAt, x, xAt, y, yAt, n) -> kernels.reluGradient(x, xAt, y, yAt, z, zAt, n);
            case SUM -> (instruction, z, zAt, x, xAt, y, yAt, n) -> z[zAt] = kernels.sum(x, xAt, n);
            case DOT -> (instruction, z, zAt, x, xAt, y, yAt, n) -> z[zAt] = kernels.dot(x, xAt, y, yAt, n);
        };
    }
}
