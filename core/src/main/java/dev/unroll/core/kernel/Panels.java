package dev.unroll.core.kernel;

/**
 * A right-hand side B of a product, packed for the register-blocked kernels: panels of {@value #WIDTH} columns, each
 * stored row after row, the last one padded with zeros.
 *
 * <p>Element (k, j) of B is {@code data[(j / WIDTH * rows + k) * WIDTH + j % WIDTH]}. A weight is packed once per update
 * and read at every time step.
 */
public final class Panels {

    /** Columns a panel: a constant of Unroll, not of the CPU. A multiple of every lane count up to 16. */
    public static final int WIDTH = 16;

    private final float[] data;
    private final int rows;
    private final int columns;

    /** Makes room for B of {@code rows} (the summed index) by {@code columns}, all zero. */
    public Panels(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.data = new float[Math.multiplyExact(Math.multiplyExact((columns + WIDTH - 1) / WIDTH, rows), WIDTH)];
    }

    public float[] data() {
        return data;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Returns the index in {@link #data} of element (k, j). */
    public int at(int k, int j) {
        return (j / WIDTH * rows + k) * WIDTH + j % WIDTH;
    }

    /** Copies {@code source} into B at row {@code toRow} and column {@code toColumn}. */
    public void pack(Matrix source, int toRow, int toColumn) {
        for (int i = 0; i < source.rows(); i++) {
            for (int j = 0; j < source.columns(); j++) {
                data[at(toRow + i, toColumn + j)] = source.get(i, j);
            }
        }
    }

    /** Copies the transpose of {@code source} into B at row {@code toRow} and column {@code toColumn}. */
    public void packTransposed(Matrix source, int toRow, int toColumn) {
        for (int i = 0; i < source.rows(); i++) {
            for (int j = 0; j < source.columns(); j++) {
                data[at(toRow + j, toColumn + i)] = source.get(i, j);
            }
        }
    }
}
