package dev.unroll.core.kernel;

/** Copies between row ranges of matrices, and looks for numbers that are not finite. */
public final class Rows {

    private Rows() {}

    /** Copies {@code rows} rows of {@code width} columns. */
    public static void copy(Matrix from, int fromColumn, Matrix to, int toColumn, int rows, int width) {
        copy(from, 0, fromColumn, to, 0, toColumn, rows, width);
    }

    /** Copies {@code rows} rows of {@code width} columns, from the rows {@code fromRow} and to the rows {@code toRow} on. */
    public static void copy(
            Matrix from, int fromRow, int fromColumn, Matrix to, int toRow, int toColumn, int rows, int width) {
        if (from.stride() == width && to.stride() == width) {
            System.arraycopy(from.data(), from.at(fromRow), to.data(), to.at(toRow), rows * width);
            return;
        }
        for (int i = 0; i < rows; i++) {
            copyRow(from, fromRow + i, fromColumn, to, toRow + i, toColumn, width);
        }
    }

    /** Copies {@code width} columns of one row. */
    public static void copyRow(
            Matrix from, int fromRow, int fromColumn, Matrix to, int toRow, int toColumn, int width) {
        System.arraycopy(from.data(), from.at(fromRow) + fromColumn, to.data(), to.at(toRow) + toColumn, width);
    }

    /** Returns whether the first {@code count} rows hold nothing but finite numbers; as quick as they can be read. */
    public static boolean areFinite(Kernels kernels, Matrix matrix, int count) {
        int width = matrix.columns();
        if (matrix.stride() == width) {
            return areFinite(kernels, matrix.data(), matrix.at(0), count * width);
        }
        for (int row = 0; row < count; row++) {
            if (!areFinite(kernels, matrix.data(), matrix.at(row), width)) {
                return false;
            }
        }
        return true;
    }

    /** A sum is finite only if all that it adds is; that of large numbers may be infinite though they are not. */
    private static boolean areFinite(Kernels kernels, float[] values, int at, int n) {
        return Float.isFinite(kernels.sum(values, at, n)) || !hasNonFinite(values, at, n);
    }

    /** Returns whether one of {@code n} values is NaN or infinite. */
    public static boolean hasNonFinite(float[] values, int at, int n) {
        for (int i = at; i < at + n; i++) {
            if (!Float.isFinite(values[i])) {
                return true;
            }
        }
        return false;
    }
}
