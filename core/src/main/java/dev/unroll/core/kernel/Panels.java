package dev.unroll.core.kernel;

/**
 * A right-hand side B of a product, packed for the register-blocked kernels: panels of {@value #WIDTH} columns, each
 * stored row after row, the last one padded with zeros.
 *
 * <p>Element (k, j) of B is {@code data[(j / WIDTH * rows + k) * WIDTH + j % WIDTH]}. A weight is packed once per update
 * and read at every time step.
 */
public final class Panels {

    /**
     * Columns a panel: a constant of Unroll, not of the CPU. Two of the widest vectors, so that those of a tile lie side by
     * side, at one address and a constant.
     */
    public static final int WIDTH = 32;

    /** Columns that are packed at a time: as many as the widest vector has lanes, and a line of a cache holds. */
    public static final int HALF = WIDTH / 2;

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
        pack(Kernels.scalar(), source, 0, source.rows(), toRow, toColumn);
    }

    /** Copies the rows {@code from .. to} of {@code source}, which as a whole goes to row {@code toRow} and {@code toColumn}. */
    public void pack(Kernels kernels, Matrix source, int from, int to, int toRow, int toColumn) {
        requireRoom(source, toRow, toColumn, source.rows(), source.columns());
        int width;
        for (int j = 0; j < source.columns(); j += width) {
            width = Math.min(HALF - (toColumn + j) % HALF, source.columns() - j);
            int target = at(toRow, toColumn + j);
            if (width == HALF) {
                int first = target + from * WIDTH;
                kernels.copyHalfPanel(source.data(), source.at(from) + j, source.stride(), data, first, to - from);
            } else {
                for (int i = from; i < to; i++) {
                    System.arraycopy(source.data(), source.at(i) + j, data, target + i * WIDTH, width);
                }
            }
        }
    }

    /** Copies the transpose of {@code source} into B at row {@code toRow} and column {@code toColumn}. */
    public void packTransposed(Matrix source, int toRow, int toColumn) {
        packTransposed(Kernels.scalar(), source, 0, source.rows(), toRow, toColumn);
    }

    /** Copies the transpose of the rows {@code from .. to} of {@code source}, as {@link #packTransposed} does of all. */
    public void packTransposed(Kernels kernels, Matrix source, int from, int to, int toRow, int toColumn) {
        requireRoom(source, toRow, toColumn, source.columns(), source.rows());
        int height;
        for (int i = from; i < to; i += height) {
            int column = toColumn + i;
            boolean whole = column % WIDTH == 0 && to - i >= WIDTH;
            height = whole ? WIDTH : Math.min(HALF - column % HALF, to - i);
            int target = at(toRow, column);
            if (height % HALF == 0) {
                kernels.transposePanel(
                        source.data(), source.at(i), source.stride(), data, target, height, source.columns());
            } else {
                transposeRows(source, i, height, target);
            }
        }
    }

    private void transposeRows(Matrix source, int from, int count, int target) {
        for (int i = 0; i < count; i++) {
            int row = source.at(from + i);
            for (int j = 0; j < source.columns(); j++) {
                data[target + i + j * WIDTH] = source.data()[row + j];
            }
        }
    }

    private void requireRoom(Matrix source, int toRow, int toColumn, int height, int width) {
        if (toRow < 0 || toColumn < 0 || height > rows - toRow || width > columns - toColumn) {
            throw new IndexOutOfBoundsException("a matrix " + source + " has no room at row " + toRow + ", column "
                    + toColumn + " of [" + rows + ", " + columns + "] as [" + height + ", " + width + "]");
        }
    }
}
