package dev.unroll.data.baseline;

import java.util.Arrays;

/** Rows of numbers of which most are zero: compressed sparse rows. */
final class SparseRows {

    private final int width;
    private int[] starts = new int[1 << 8];
    private int[] columns = new int[1 << 12];
    private float[] values = new float[1 << 12];
    private int rows;

    /** Starts without rows, of {@code width} columns. */
    SparseRows(int width) {
        this.width = width;
    }

    /** Adds a number to the row that is being made; columns may come in any order, each once. */
    void add(int column, float value) {
        int at = starts[rows + 1]++;
        if (at == columns.length) {
            columns = Arrays.copyOf(columns, 2 * at);
            values = Arrays.copyOf(values, 2 * at);
        }
        columns[at] = column;
        values[at] = value;
    }

    /** Ends the row that is being made, and begins the next. */
    void endRow() {
        rows++;
        if (rows + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[rows + 1] = starts[rows];
    }

    int width() {
        return width;
    }

    int count() {
        return rows;
    }

    /** Sets {@code scores[c]} to the sum over the columns of row × weights, {@code weights[column · classes + c]}. */
    void multiply(int row, double[] weights, double[] scores) {
        int classes = scores.length;
        Arrays.fill(scores, 0);
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            int from = columns[at] * classes;
            for (int c = 0; c < classes; c++) {
                scores[c] += values[at] * weights[from + c];
            }
        }
    }

    /** Adds row × {@code errors[c]} to {@code gradient[column · classes + c]}. */
    void addOuter(int row, double[] errors, double[] gradient) {
        int classes = errors.length;
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            int from = columns[at] * classes;
            for (int c = 0; c < classes; c++) {
                gradient[from + c] += values[at] * errors[c];
            }
        }
    }
}
