package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.BLOCK;
import static dev.unroll.core.kernel.Panels.WIDTH;

/**
 * C += A · B and C += Aᵀ · B without the Vector API, in loops that C2 makes vectors of by itself.
 *
 * <p>It does so only where it sees that no store feeds a later load: every array is read and written at the same index.
 * So rows of B and of C are worked on in copies, each an array of its own, from index 0 (measured: with offsets into one
 * array the same loop runs at a sixth of the rate). Two rows of C share what is loaded of B.
 */
final class ScalarProducts {

    /** Columns of C at a time: what is worked on of B and C stays in L1. */
    private static final int COLUMNS = 256;

    /** Rows of B at a time; so deep, their copy stays in L2. */
    private static final int DEPTH = 64;

    /** Rows of B that one loop adds. */
    private static final int GROUP = 4;

    private ScalarProducts() {}

    static void addProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows, Scratch scratch) {
        for (int j = 0; j < c.columns(); j += COLUMNS) {
            int columns = Math.min(COLUMNS, c.columns() - j);
            for (int k = 0; k < b.rows(); k += DEPTH) {
                int depth = Math.min(DEPTH, b.rows() - k);
                float[][] copy = scratch.rows(DEPTH + 2, COLUMNS);
                for (int from = 0; from < columns; from += WIDTH) {
                    int at = b.at(k, j + from);
                    int width = Math.min(WIDTH, columns - from);
                    for (int d = 0; d < depth; d++) {
                        System.arraycopy(b.data(), at + d * WIDTH, copy[d], from, width);
                    }
                }
                addBlock(a.data(), a.at(aRow) + k, a.stride(), 1, copy, depth, c, cRow, rows, j, columns);
            }
        }
    }

    static void addTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow, Scratch scratch) {
        for (int j = 0; j < c.columns(); j += COLUMNS) {
            int columns = Math.min(COLUMNS, c.columns() - j);
            for (int r = 0; r < rows; r += DEPTH) {
                int depth = Math.min(DEPTH, rows - r);
                float[][] copy = scratch.rows(DEPTH + 2, COLUMNS);
                for (int d = 0; d < depth; d++) {
                    System.arraycopy(b.data(), b.at(bRow + r + d) + j, copy[d], 0, columns);
                }
                int at = a.at(aRow + r) + fromRow;
                addBlock(a.data(), at, 1, a.stride(), copy, depth, c, fromRow, toRow - fromRow, j, columns);
            }
        }
    }

    /**
     * Adds to {@code rows} rows of C, in {@code columns} from {@code column}, the products with the first {@code depth}
     * arrays of {@code b}; the last two are for rows of C. Factor k of row i is {@code a[aAt + i * aRow + k * aStep]}.
     */
    private static void addBlock(
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[][] b,
            int depth,
            Matrix c,
            int cRow,
            int rows,
            int column,
            int columns) {
        float[] first = b[DEPTH];
        float[] second = b[DEPTH + 1];
        for (int i = 0; i < rows; i += 2) {
            // A row without a partner is its own, and what comes of the partner is dropped.
            boolean pair = i + 1 < rows;
            int at = aAt + i * aRow;
            int partner = pair ? at + aRow : at;
            int from = c.at(cRow + i) + column;
            System.arraycopy(c.data(), from, first, 0, columns);
            System.arraycopy(c.data(), pair ? from + c.stride() : from, second, 0, columns);
            addRows(a, at, partner, aStep, b, depth, first, second, columns);
            System.arraycopy(first, 0, c.data(), from, columns);
            if (pair) {
                System.arraycopy(second, 0, c.data(), from + c.stride(), columns);
            }
        }
    }

    private static void addRows(
            float[] a, int at, int partner, int step, float[][] b, int depth, float[] c, float[] d, int n) {
        int k = 0;
        for (; k + GROUP <= depth; k += GROUP) {
            int x = at + k * step;
            int y = partner + k * step;
            addGroup(a, x, y, step, b[k], b[k + 1], b[k + 2], b[k + 3], c, d, n);
        }
        for (; k < depth; k++) {
            addRow(a[at + k * step], b[k], c, n);
            addRow(a[partner + k * step], b[k], d, n);
        }
    }

    /** Four links of each chain of two rows: c[j] = fma(a₃, b₃[j], … fma(a₀, b₀[j], c[j])), and the same for d. */
    private static void addGroup(
            float[] a,
            int at,
            int partner,
            int step,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float[] c,
            float[] d,
            int n) {
        float x0 = a[at];
        float x1 = a[at + step];
        float x2 = a[at + 2 * step];
        float x3 = a[at + 3 * step];
        float y0 = a[partner];
        float y1 = a[partner + step];
        float y2 = a[partner + 2 * step];
        float y3 = a[partner + 3 * step];
        for (int j = 0; j < n; j++) {
            float z0 = b0[j];
            float z1 = b1[j];
            float z2 = b2[j];
            float z3 = b3[j];
            c[j] = Math.fma(x3, z3, Math.fma(x2, z2, Math.fma(x1, z1, Math.fma(x0, z0, c[j]))));
            d[j] = Math.fma(y3, z3, Math.fma(y2, z2, Math.fma(y1, z1, Math.fma(y0, z0, d[j]))));
        }
    }

    private static void addRow(float a, float[] b, float[] c, int n) {
        for (int j = 0; j < n; j++) {
            c[j] = Math.fma(a, b[j], c[j]);
        }
    }

    /** Of constant length, so that a row is a move or two of a vector, and never a call. */
    static void copyBlock(float[] x, int xAt, int xStride, float[] z, int zAt, int rows) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < BLOCK; j++) {
                z[zAt + j] = x[xAt + j];
            }
            xAt += xStride;
            zAt += WIDTH;
        }
    }

    static void transposePanel(float[] x, int xAt, int xStride, float[] z, int zAt, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                z[zAt + j * WIDTH + i] = x[xAt + i * xStride + j];
            }
        }
    }
}
