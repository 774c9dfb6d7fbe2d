package dev.unroll.core.kernel;

import java.util.Objects;

/**
 * A window on a {@code float[]}: element (i, j) is {@code data[offset + i * stride + j]}.
 *
 * <p>Windows share their array: a column part or a range of rows is another window and copies nothing.
 */
public final class Matrix {

    private final float[] data;
    private final int offset;
    private final int rows;
    private final int columns;
    private final int stride;

    private Matrix(float[] data, int offset, int rows, int columns, int stride) {
        if (rows < 0 || columns < 0 || stride < 0 || offset < 0) {
            throw new IllegalArgumentException("a matrix must have rows, columns, offset and stride >= 0 but is " + rows
                    + " x " + columns + ", offset " + offset + ", stride " + stride);
        }
        long end = rows == 0 ? 0 : offset + (rows - 1L) * stride + columns;
        if (end > data.length) {
            throw new IllegalArgumentException("a matrix of " + rows + " x " + columns + ", offset " + offset
                    + ", stride " + stride + " needs " + end + " floats but the array has " + data.length);
        }
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
    }

    /** Returns a zero matrix of its own array, rows one after another without gaps. */
    public static Matrix zeros(int rows, int columns) {
        if ((long) rows * columns > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a matrix of " + rows + " x " + columns + " has more elements than an array can hold");
        }
        return new Matrix(new float[rows * columns], 0, rows, columns, columns);
    }

    /** Returns a window on all of {@code data}, row-major; its length must be {@code rows * columns}. */
    public static Matrix of(float[] data, int rows, int columns) {
        if (data.length != (long) rows * columns) {
            throw new IllegalArgumentException("a " + rows + " x " + columns + " matrix needs " + (long) rows * columns
                    + " floats but has " + data.length);
        }
        return new Matrix(data, 0, rows, columns, columns);
    }

    /** Returns a window on {@code data} from {@code offset}, with {@code stride} floats from row to row. */
    public static Matrix window(float[] data, int offset, int rows, int columns, int stride) {
        if (stride < columns) {
            throw new IllegalArgumentException("the rows of a matrix must not overlap, stride >= columns, but are of "
                    + columns + " columns with stride " + stride);
        }
        return new Matrix(data, offset, rows, columns, stride);
    }

    /** Returns this matrix' first row as every row of a matrix that has as many as anybody asks for; it is to be read only. */
    public Matrix repeated() {
        return new Matrix(data, offset, Integer.MAX_VALUE, columns, 0);
    }

    /** Returns the window on the columns from {@code from} (inclusive) to {@code to} (exclusive). */
    public Matrix columns(int from, int to) {
        if (from < 0 || to < from || to > columns) {
            throw new IndexOutOfBoundsException("columns " + from + " to " + to + " of " + columns);
        }
        return new Matrix(data, offset + from, rows, to - from, stride);
    }

    /** Returns the window on the rows from {@code from} (inclusive) to {@code to} (exclusive). */
    public Matrix rows(int from, int to) {
        if (from < 0 || to < from || to > rows) {
            throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + rows);
        }
        return new Matrix(data, offset + from * stride, to - from, columns, stride);
    }

    public float[] data() {
        return data;
    }

    public int offset() {
        return offset;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public int stride() {
        return stride;
    }

    /** Returns the index in {@link #data} of the first element of {@code row}. */
    public int at(int row) {
        return offset + row * stride;
    }

    public float get(int row, int column) {
        return data[at(row, column)];
    }

    public void set(int row, int column, float value) {
        data[at(row, column)] = value;
    }

    /** Checked, since a column too far would be another row's. */
    private int at(int row, int column) {
        return offset + Objects.checkIndex(row, rows) * stride + Objects.checkIndex(column, columns);
    }

    /** Throws unless this is {@code rows} x {@code columns}; {@code name} is what the message calls it. */
    public Matrix requireShape(String name, int rows, int columns) {
        if (this.rows != rows || this.columns != columns) {
            throw new IllegalArgumentException(name + " must be [" + rows + ", " + columns + "] but is " + this);
        }
        return this;
    }

    /** Returns the shape, {@code [rows, columns]}. */
    @Override
    public String toString() {
        return "[" + rows + ", " + columns + "]";
    }
}
