package dev.unroll.core.engine;

import dev.unroll.core.engine.Slot.Kind;
import dev.unroll.core.engine.Slot.Ref;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a list of pointwise instructions over rows, a tile at a time, so that what one instruction writes is still in L1
 * when the next one reads it.
 */
final class Tiles {

    /** Floats a tile and slot: some ten slots of it fill an L1 cache of 32 to 48 KB. */
    private static final int TILE_FLOATS = 1024;

    private final Kernels kernels;
    private final int[] stepMask;
    private final int[] rowMask;
    private final int tileRows;

    Tiles(Kernels kernels, Slot[] slots) {
        this.kernels = kernels;
        this.rowMask = Arrays.stream(slots)
                .mapToInt(slot -> slot.kind() == Kind.ROWS || slot.kind() == Kind.PICKED ? 1 : 0)
                .toArray();
        this.stepMask = Arrays.stream(slots)
                .mapToInt(slot -> slot.kind() == Kind.STEP ? 1 : 0)
                .toArray();
        int widest = Arrays.stream(slots).mapToInt(Slot::width).max().orElse(1);
        this.tileRows = Math.clamp(TILE_FLOATS / widest, 1, 64);
    }

    /** Returns how many rows a tile has, and so a {@link Kind#TILE} slot. */
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
        int zAt = zm.at(base(z, row, stepRow)) + z.from();
        int xAt = xm.at(base(x, row, stepRow)) + x.from();
        int yAt = ym.at(base(y, row, stepRow)) + y.from();
        int n = Math.max(z.width(), x.width());
        boolean dense =
                zm.stride() == n && xm.stride() == n && ym.stride() == n && z.width() == x.width() && y.width() == n;
        if (dense) {
            apply(instruction, zm.data(), zAt, xm.data(), xAt, ym.data(), yAt, n * rows);
            return;
        }
        for (int i = 0; i < rows; i++) {
            apply(instruction, zm.data(), zAt, xm.data(), xAt, ym.data(), yAt, n);
            zAt += zm.stride();
            xAt += xm.stride();
            yAt += ym.stride();
        }
    }

    private int base(Ref ref, int row, int stepRow) {
        return row * rowMask[ref.slot()] + stepRow * stepMask[ref.slot()];
    }

    private void apply(Instruction instruction, float[] z, int zAt, float[] x, int xAt, float[] y, int yAt, int n) {
        float scalar = instruction.scalar();
        switch (instruction.op()) {
            case FILL -> Arrays.fill(z, zAt, zAt + n, scalar);
            case COPY -> System.arraycopy(x, xAt, z, zAt, n);
            case ADD -> kernels.add(x, xAt, y, yAt, z, zAt, n);
            case SUBTRACT -> kernels.subtract(x, xAt, y, yAt, z, zAt, n);
            case MULTIPLY -> kernels.multiply(x, xAt, y, yAt, z, zAt, n);
            case ACCUMULATE -> kernels.add(z, zAt, x, xAt, z, zAt, n);
            case ADD_MULTIPLIED -> kernels.addMultiplied(x, xAt, y, yAt, z, zAt, n);
            case ADD_SCALAR -> kernels.addScalar(x, xAt, scalar, z, zAt, n);
            case MULTIPLY_SCALAR -> kernels.multiplyScalar(x, xAt, scalar, z, zAt, n);
            case SUBTRACT_FROM_SCALAR -> kernels.subtractFromScalar(scalar, x, xAt, z, zAt, n);
            case ADD_BROADCAST -> kernels.addScalar(x, xAt, y[yAt], z, zAt, n);
            case SUBTRACT_BROADCAST -> kernels.addScalar(x, xAt, -y[yAt], z, zAt, n);
            case SUBTRACT_FROM_BROADCAST -> kernels.subtractFromScalar(y[yAt], x, xAt, z, zAt, n);
            case MULTIPLY_BROADCAST -> kernels.multiplyScalar(x, xAt, y[yAt], z, zAt, n);
            case SIGMOID -> kernels.sigmoid(x, xAt, z, zAt, n);
            case TANH -> kernels.tanh(x, xAt, z, zAt, n);
            case RELU -> kernels.relu(x, xAt, z, zAt, n);
            case SIGMOID_GRADIENT -> kernels.sigmoidGradient(x, xAt, y, yAt, z, zAt, n);
            case TANH_GRADIENT -> kernels.tanhGradient(x, xAt, y, yAt, z, zAt, n);
            case RELU_GRADIENT -> kernels.reluGradient(x, xAt, y, yAt, z, zAt, n);
            case SUM -> z[zAt] = kernels.sum(x, xAt, n);
            case DOT -> z[zAt] = kernels.dot(x, xAt, y, yAt, n);
        }
    }
}
