package dev.unroll.core.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A right-hand side B of a product, packed for the register-blocked kernels: panels of {@link #WIDTH} columns, each
 * stored row after row, the last one padded with zeros.
 *
 * <p>Element (k, j) of B is {@code data[(j / WIDTH * rows + k) * WIDTH + j % WIDTH]}. A weight is packed once per update
 * and read at every time step.
 */
public final class Panels {

    /** Bytes at which a line of a cache begins, or several do: a vector that lies in two of them takes two reads. */
    public static final int LINE = 64;

    /** Columns that are packed at a time: as many as a line of a cache holds, and the widest vector has lanes. */
    public static final int BLOCK = LINE / Float.BYTES;

    /**
     * Columns a panel: two vectors of the kernels that this JVM has, a whole block at least. Those of a tile lie side by side, at one
     * address and a constant, and its rows one after another.
     */
    public static final int WIDTH = Math.max(BLOCK, 2 * Kernels.fastest().lanes());

    /** Fewer floats than these are soon read either way. */
    private static final int FEW = 1 << 12;

    /** More floats than these come from beyond the second-level cache, as fast from anywhere. */
    private static final int MANY = 1 << 19;

    /** Products of a row, since B was packed, after which to copy it has paid: that takes as long as some two of them. */
    private static final int OFTEN = 64;

    private final float[] data;
    private final int rows;
    private final int columns;
    private MemorySegment lines = MemorySegment.NULL;
    private volatile boolean lined;
    private int rowProducts;

    /** Makes room for B of {@code rows} (the summed index) by {@code columns}, all zero. */
    public Panels(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.data = new float[Math.multiplyExact(Math.multiplyExact((columns + WIDTH - 1) / WIDTH, rows), WIDTH)];
    }

    /** Returns B, to be read; only {@code pack} and {@code packTransposed} change it. */
    public float[] data() {
        return data;
    }

    /**
     * Returns a copy of {@link #data} that begins with a line of the cache, for the product of a row, which reads all of B once: an
     * array begins anywhere. It is made after many such products; nothing until then, nor of a B so large or small that it would not
     * pay.
     */
    MemorySegment lines() {
        if (lined) {
            return lines;
        }
        boolean pays = data.length >= FEW && data.length <= MANY;
        return pays && ++rowProducts >= OFTEN ? line() : MemorySegment.NULL;
    }

    private synchronized MemorySegment line() {
        try {
            if (lines.byteSize() == 0) {
                lines = Arena.ofAuto().allocate((long) data.length * Float.BYTES, LINE);
            }
            MemorySegment.copy(data, 0, lines, JAVA_FLOAT, 0, data.length);
            lined = true;
        } catch (OutOfMemoryError e) {
            // A JVM may be given little memory outside its heap, and looks for it long: B is read where it lies from
            // now on.
            rowProducts = Integer.MIN_VALUE;
        }
        return lines;
    }

    private void change() {
        lined = false;
        rowProducts = Math.min(rowProducts, 0);
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
        change();
        int width;
        for (int j = 0; j < source.columns(); j += width) {
            width = Math.min(BLOCK - (toColumn + j) % BLOCK, source.columns() - j);
            int target = at(toRow, toColumn + j);
            if (width == BLOCK) {
                int first = target + from * WIDTH;
                kernels.copyBlock(source.data(), source.at(from) + j, source.stride(), data, first, to - from);
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
        change();
        int height;
        for (int i = from; i < to; i += height) {
            int column = toColumn + i;
            boolean whole = column % WIDTH == 0 && to - i >= WIDTH;
            height = whole ? WIDTH : Math.min(BLOCK - column % BLOCK, to - i);
            int target = at(toRow, column);
            if (height % BLOCK == 0) {
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
