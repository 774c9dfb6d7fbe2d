package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static dev.unroll.core.kernel.VectorSlivers.TALLEST;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * C += Aᵀ · B: both operands are packed on the fly, in strips of one vector, around the loops of {@link VectorSlivers},
 * because walking down their columns would touch a page or a cache set a row. No narrower vector is used: with two kinds
 * of them, C2 compiles loads and stores for either, and then boxes both (measured: ten times slower, in four runs of ten).
 *
 * <p>What is packed of B is used by as many rows of C as there are, because packing waits for memory; C is passed over as
 * seldom as L2 allows.
 */
final class VectorTransposedProducts {

    /** Rows of C at a time. */
    private static final int ROWS = 1024;

    /** Columns of C, and so of B, at a time. */
    private static final int COLUMNS = 512;

    /** Rows of A and B that are summed at a time: blocking them stores and reloads sums, which changes no bit. */
    private static final int DEPTH = 512;

    /** Columns of C at a time: two strips of B. */
    private static final int TILE = 2 * LANES;

    private VectorTransposedProducts() {}

    static void addTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow, Scratch scratch) {
        for (int from = fromRow; from < toRow; from += ROWS) {
            int to = Math.min(toRow, from + ROWS);
            for (int r = 0; r < rows; r += DEPTH) {
                int depth = Math.min(DEPTH, rows - r);
                float[] left = packLeft(a, aRow + r, depth, from, to, scratch);
                addBlocks(left, b, bRow + r, depth, c, from, to, scratch);
            }
        }
    }

    /** As {@link #addTransposedProduct}, without packing: for so few rows that it would cost more than it saves. */
    static void addFew(Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow) {
        float[] x = a.data();
        float[] y = b.data();
        float[] z = c.data();
        for (int j = 0; j < c.columns(); j += LANES) {
            int n = Math.min(LANES, c.columns() - j);
            int bAt = b.at(bRow) + j;
            int i = fromRow;
            for (; i + 4 <= toRow; i += 4) {
                int at = c.at(i) + j;
                VectorStrips.maskedTransposed4(
                        x, a.at(aRow) + i, a.stride(), y, bAt, b.stride(), rows, z, at, c.stride(), n);
            }
            for (; i < toRow; i++) {
                VectorStrips.maskedTransposed(
                        x, a.at(aRow) + i, a.stride(), y, bAt, b.stride(), rows, z, c.at(i) + j, n);
            }
        }
    }

    /** As many products with one A, which is packed once, and the sums of its columns. */
    static void addTransposedProducts(
            Matrix a,
            Matrix[] b,
            int count,
            int rows,
            Matrix[] c,
            float[] sums,
            int sumsAt,
            int fromRow,
            int toRow,
            Scratch scratch) {
        for (int from = fromRow; from < toRow; from += ROWS) {
            int to = Math.min(toRow, from + ROWS);
            for (int r = 0; r < rows; r += DEPTH) {
                int depth = Math.min(DEPTH, rows - r);
                float[] left = packLeft(a, r, depth, from, to, scratch);
                for (int i = 0; i < count; i++) {
                    addBlocks(left, b[i], r, depth, c[i], from, to, scratch);
                }
                addSums(left, depth, sums, sumsAt + from, to - from);
            }
        }
    }

    /** Without the gap between strips, what is read of each would fall into one set of the cache. */
    private static int strip(int depth) {
        return depth * LANES + LANES;
    }

    private static float[] packLeft(Matrix a, int row, int depth, int from, int to, Scratch scratch) {
        float[] left = scratch.left((to - from + TILE - 1) / TILE * 2 * strip(depth));
        pack(a, row, from, depth, to - from, left, strip(depth));
        return left;
    }

    /** Adds the products of {@code depth} rows to the rows {@code from .. to} of C. */
    private static void addBlocks(
            float[] left, Matrix b, int bRow, int depth, Matrix c, int from, int to, Scratch scratch) {
        for (int j = 0; j < c.columns(); j += COLUMNS) {
            addBlock(left, b, bRow, depth, c, from, to - from, j, Math.min(COLUMNS, c.columns() - j), scratch);
        }
    }

    private static void addBlock(
            float[] left,
            Matrix b,
            int bRow,
            int depth,
            Matrix c,
            int fromRow,
            int rows,
            int j,
            int columns,
            Scratch scratch) {
        int strip = strip(depth);
        float[] right = scratch.right((columns + LANES - 1) / LANES * strip);
        pack(b, bRow, j, depth, columns, right, strip);
        int done = 0;
        int at = 0;
        for (; columns - done >= TILE; done += TILE) {
            addTile(left, 0, right, at, strip, depth, rows, c.data(), c.at(fromRow) + j + done, c.stride());
            at += 2 * strip;
        }
        int rest = columns - done;
        if (rest > LANES) {
            float[] edge = scratch.edge(rows * TILE);
            copy(c.data(), c.at(fromRow) + j + done, c.stride(), edge, 0, TILE, rows, rest);
            addTile(left, 0, right, at, strip, depth, rows, edge, 0, TILE);
            copy(edge, 0, TILE, c.data(), c.at(fromRow) + j + done, c.stride(), rows, rest);
        } else if (rest > 0) {
            addTransposed(left, right, at, strip, depth, rows, c, fromRow, j + done, rest, scratch);
        }
    }

    /**
     * The last columns, too few for a vector: their transpose, Bᵀ · A, has whole vectors, and the same sums because a
     * product's factors may change places.
     */
    private static void addTransposed(
            float[] left,
            float[] right,
            int at,
            int strip,
            int depth,
            int rows,
            Matrix c,
            int fromRow,
            int column,
            int columns,
            Scratch scratch) {
        int width = (rows + TILE - 1) / TILE * TILE;
        float[] edge = scratch.edge(columns * width);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                edge[j * width + i] = c.data()[c.at(fromRow + i) + column + j];
            }
        }
        for (int i = 0; i < rows; i += TILE) {
            addTile(right, at, left, i / LANES * strip, strip, depth, columns, edge, i, width);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                c.data()[c.at(fromRow + i) + column + j] = edge[j * width + i];
            }
        }
    }

    /** sums[at + i] += the sum of column i of what is packed. */
    private static void addSums(float[] packed, int depth, float[] sums, int at, int columns) {
        if (sums.length == 0) {
            return;
        }
        int strip = strip(depth);
        int i = 0;
        for (; columns - i >= LANES; i += LANES) {
            int from = i / LANES * strip;
            FloatVector sum = fromArray(FLOATS, sums, at + i);
            for (int k = 0; k < depth; k++) {
                sum = sum.add(fromArray(FLOATS, packed, from + k * LANES));
            }
            sum.intoArray(sums, at + i);
        }
        for (; i < columns; i++) {
            int from = i / LANES * strip + i % LANES;
            float sum = sums[at + i];
            for (int k = 0; k < depth; k++) {
                sum += packed[from + k * LANES];
            }
            sums[at + i] = sum;
        }
    }

    /** Packs {@code width} columns of {@code x} from {@code column} in strips; what a strip has too many is not set. */
    private static void pack(Matrix x, int row, int column, int depth, int width, float[] packed, int stride) {
        float[] data = x.data();
        int to = 0;
        int j = 0;
        for (; width - j >= 4 * LANES; j += 4 * LANES) {
            packFour(data, x.at(row) + column + j, x.stride(), depth, packed, to, stride);
            to += 4 * stride;
        }
        for (; j < width; j += LANES) {
            int from = x.at(row) + column + j;
            if (width - j >= LANES) {
                for (int k = 0; k < depth; k++) {
                    fromArray(FLOATS, data, from + k * x.stride()).intoArray(packed, to + k * LANES);
                }
            } else {
                for (int k = 0; k < depth; k++) {
                    System.arraycopy(data, from + k * x.stride(), packed, to + k * LANES, width - j);
                }
            }
            to += stride;
        }
    }

    /** Four strips at once: what lies side by side comes from memory together. */
    private static void packFour(float[] x, int from, int xStride, int depth, float[] packed, int to, int stride) {
        int to1 = to + stride;
        int to2 = to1 + stride;
        int to3 = to2 + stride;
        for (int k = 0; k < depth; k++) {
            int at = from + k * xStride;
            fromArray(FLOATS, x, at).intoArray(packed, to + k * LANES);
            fromArray(FLOATS, x, at + LANES).intoArray(packed, to1 + k * LANES);
            fromArray(FLOATS, x, at + 2 * LANES).intoArray(packed, to2 + k * LANES);
            fromArray(FLOATS, x, at + 3 * LANES).intoArray(packed, to3 + k * LANES);
        }
    }

    /** All rows of C for two strips of columns; A's strips begin at {@code a0}, the two of B at {@code b0}. */
    private static void addTile(
            float[] a, int a0, float[] b, int b0, int strip, int depth, int rows, float[] c, int cAt, int cStride) {
        int height;
        for (int i = 0; i < rows; i += height) {
            int aAt = a0 + i / LANES * strip + i % LANES;
            int at = cAt + i * cStride;
            height = Math.min(TALLEST, Integer.highestOneBit(rows - i));
            switch (height) {
                case 8 -> VectorSlivers.rows8(a, aAt, b, b0, b0 + strip, depth, c, at, cStride);
                case 4 -> VectorSlivers.rows4(a, aAt, b, b0, b0 + strip, depth, c, at, cStride);
                case 2 -> VectorSlivers.rows2(a, aAt, b, b0, b0 + strip, depth, c, at, cStride);
                default -> VectorSlivers.rows1(a, aAt, b, b0, b0 + strip, depth, c, at);
            }
        }
    }

    private static void copy(float[] x, int xAt, int xStride, float[] z, int zAt, int zStride, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(x, xAt + i * xStride, z, zAt + i * zStride, columns);
        }
    }
}
