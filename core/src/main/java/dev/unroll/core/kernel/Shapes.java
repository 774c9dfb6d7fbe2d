package dev.unroll.core.kernel;

/** The checks that all kernels make before a product: windows share arrays, so a wrong shape would go unnoticed. */
final class Shapes {

    private Shapes() {}

    static void requireProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows) {
        if (a.columns() != b.rows() || c.columns() != b.columns()) {
            throw new IllegalArgumentException("a product needs a [., K], b [K, N], c [., N] but has a " + a + ", b ["
                    + b.rows() + ", " + b.columns() + "], c " + c);
        }
        requireRows("a", a, aRow, rows);
        requireRows("c", c, cRow, rows);
    }

    static void requireRowProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int from, int to) {
        requireProduct(a, aRow, b, c, cRow, 1);
        boolean panels = from % Panels.WIDTH == 0 && (to % Panels.WIDTH == 0 || to == b.columns());
        if (from < 0 || to > b.columns() || !panels) {
            throw new IndexOutOfBoundsException("columns " + from + " to " + to + " are no panels of " + Panels.WIDTH
                    + " of [" + b.rows() + ", " + b.columns() + "]");
        }
    }

    static void requireTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow) {
        if (c.rows() != a.columns() || c.columns() != b.columns()) {
            throw new IllegalArgumentException(
                    "a transposed product needs a [., M], b [., N], c [M, N] but has a " + a + ", b " + b + ", c " + c);
        }
        requireRows("a", a, aRow, rows);
        requireRows("b", b, bRow, rows);
        requireRows("c", c, fromRow, toRow - fromRow);
    }

    /** For sums of the columns {@code from .. to} of a. */
    static void requireColumns(Matrix a, int aRow, int rows, int from, int to) {
        requireRows("a", a, aRow, rows);
        if (from < 0 || to < from || to > a.columns()) {
            throw new IndexOutOfBoundsException("columns " + from + " to " + to + " of a " + a);
        }
    }

    /** For rows of b added to rows of c. */
    static void requireColumns(Panels b, Matrix c, int cRow, int rows) {
        if (c.columns() != b.columns()) {
            throw new IllegalArgumentException(
                    "rows of b [" + b.rows() + ", " + b.columns() + "] must be as wide as c " + c);
        }
        requireRows("c", c, cRow, rows);
    }

    static void requireRows(String name, Matrix matrix, int row, int rows) {
        if (row < 0 || rows < 0 || row > matrix.rows() - rows) {
            throw new IndexOutOfBoundsException(
                    "rows " + row + " to " + (row + (long) rows) + " of " + name + " " + matrix);
        }
    }

    static void requireIndex(int index, Panels b) {
        if (index < -1 || index >= b.rows()) {
            throw new IndexOutOfBoundsException("index " + index + " must be -1 or a row of b, 0 to " + (b.rows() - 1));
        }
    }
}
