package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static dev.unroll.core.kernel.VectorSlivers.TALLEST;
import static jdk.incubator.vector.FloatVector.fromArray;

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
            for (int j = 0; j < c.columns(); j += COLUMNS) {
                int width = Math.min(COLUMNS, c.columns() - j);
                for (int r = 0; r < rows; r += DEPTH) {
                    addBlock(a, aRow + r, b, bRow + r, Math.min(DEPTH, rows - r), c, from, to, j, width, scratch);
                }
            }
        }
    }

    /** Adds the products of {@code depth} rows to the rows {@code fromRow .. toRow} and {@code columns} from {@code j} of C. */
    private static void addBlock(
            Matrix a,
            int aRow,
            Matrix b,
            int bRow,
            int depth,
            Matrix c,
            int fromRow,
            int toRow,
            int j,
            int columns,
            Scratch scratch) {
        int rows = toRow - fromRow;
        // Without the gap, what is read of every strip would fall into one set of the cache.
        int strip = depth * LANES + LANES;
        float[] left = scratch.left((rows + LANES - 1) / LANES * strip);
        float[] right = scratch.right((columns + LANES - 1) / LANES * strip);
        pack(a, aRow, fromRow, depth, rows, left, strip);
        pack(b, bRow, j, depth, columns, right, strip);
        int done = 0;
        int at = 0;
        for (; columns - done >= TILE; done += TILE) {
            addTile(left, right, at, strip, depth, rows, c.data(), c.at(fromRow) + j + done, c.stride());
            at += 2 * strip;
        }
        int rest = columns - done;
        if (rest > 0) {
            float[] edge = scratch.edge(rows * TILE);
            copy(c.data(), c.at(fromRow) + j + done, c.stride(), edge, 0, TILE, rows, rest);
            if (rest > LANES) {
                addTile(left, right, at, strip, depth, rows, edge, 0, TILE);
            } else {
                addStrip(left, right, at, strip, depth, rows, edge);
            }
            copy(edge, 0, TILE, c.data(), c.at(fromRow) + j + done, c.stride(), rows, rest);
        }
    }

    /** Packs {@code width} columns of {@code x} from {@code column} in strips; what a strip has too many is not set. */
    private static void pack(Matrix x, int row, int column, int depth, int width, float[] packed, int stride) {
        float[] data = x.data();
        int to = 0;
        for (int j = 0; j < width; j += LANES) {
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

    /** All rows of C for two strips of columns. */
    private static void addTile(
            float[] a, float[] b, int b0, int strip, int depth, int rows, float[] c, int cAt, int cStride) {
        int height;
        for (int i = 0; i < rows; i += height) {
            int aAt = i / LANES * strip + i % LANES;
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

    /** All rows of C for the last strip, in a copy with rows of a tile. */
    private static void addStrip(float[] a, float[] b, int b0, int strip, int depth, int rows, float[] c) {
        int height;
        for (int i = 0; i < rows; i += height) {
            int aAt = i / LANES * strip + i % LANES;
            height = rows - i >= 4 ? 4 : 1;
            if (height == 4) {
                VectorSlivers.narrow4(a, aAt, b, b0, depth, c, i * TILE, TILE);
            } else {
                VectorSlivers.narrow1(a, aAt, b, b0, depth, c, i * TILE);
            }
        }
    }

    private static void copy(float[] x, int xAt, int xStride, float[] z, int zAt, int zStride, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(x, xAt + i * xStride, z, zAt + i * zStride, columns);
        }
    }
}
