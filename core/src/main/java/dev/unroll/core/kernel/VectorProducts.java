package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static dev.unroll.core.kernel.VectorLanes.MANY_REGISTERS;
import static dev.unroll.core.kernel.VectorLanes.MASKS;

import java.lang.foreign.MemorySegment;

/**
 * C += A · B with B in panels: blocks for the caches around the loops of {@link VectorTiles} and {@link VectorTallTiles}.
 *
 * <p>Blocking the summed index stores and reloads a running sum, which changes no bit. Columns of C that do not fill
 * their vectors are worked on in a copy, because C may be a window in something wider; those of a single row are masked.
 * (Masked vectors for all would make methods so large that C2 gives up on them.)
 */
final class VectorProducts {

    /** Two vectors of columns of B, this deep, stay in a near cache while the rows pass. */
    private static final int DEPTH = 512;

    /** So many rows of A, {@link #DEPTH} deep, stay in L2 while the columns pass. */
    private static final int ROWS = 128;

    /** Columns of a tile. */
    private static final int TILE = 2 * LANES;

    /** The fewest and the most rows of a tall tile. */
    private static final int LOWEST = 8;

    private static final int TALLEST = 12;

    /** Rows that are left to lower tiles if there is an odd number of them. */
    private static final int LEFT_IF_ODD = 3;

    /** The height of the next lower tile when 0 to 10 rows remain: no single row is left over if it can be helped. */
    private static final int[] HEIGHTS = {0, 1, 2, 3, 4, 3, 6, 4, 4, 6, 6};

    /** The floats between addresses that fall into one set of the first-level cache, which cannot hold a line of each of 12 rows. */
    private static final int SET_PERIOD = 1024;

    /** From so many columns on, a copy of such rows costs nothing to speak of. */
    private static final int MANY_COLUMNS = 128;

    private VectorProducts() {}

    /** c += a · b, each sum from the value found in c. */
    static void addProduct(Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows, Scratch scratch) {
        if (rows == 1) {
            addRowProduct(a.data(), a.at(aRow), b, 0, b.columns(), c.data(), c.at(cRow), scratch);
            return;
        }
        for (int row = 0; row < rows; row += ROWS) {
            int from = c.at(cRow + row);
            int height = Math.min(ROWS, rows - row);
            addBlock(a, aRow + row, b, c.data(), from, c.stride(), c, cRow + row, height, scratch);
        }
    }

    /** c = start + a · b, each sum from the value of its column in start. */
    static void product(float[] start, Matrix a, int aRow, Panels b, Matrix c, int cRow, int rows, Scratch scratch) {
        int columns = b.columns();
        if (rows == 1) {
            System.arraycopy(start, 0, c.data(), c.at(cRow), columns);
            addProduct(a, aRow, b, c, cRow, 1, scratch);
            return;
        }
        int rest = columns % TILE;
        for (int i = 0; i < rows && rest > 0; i++) {
            System.arraycopy(start, columns - rest, c.data(), c.at(cRow + i) + columns - rest, rest);
        }
        for (int row = 0; row < rows; row += ROWS) {
            addBlock(a, aRow + row, b, start, 0, 0, c, cRow + row, Math.min(ROWS, rows - row), scratch);
        }
    }

    /** A few rows. The whole tiles' sums begin with the values in {@code from}; those of other columns, in c. */
    private static void addBlock(
            Matrix a,
            int aRow,
            Panels b,
            float[] from,
            int fromAt,
            int fromStride,
            Matrix c,
            int cRow,
            int rows,
            Scratch scratch) {
        if (conflict(a, b, rows)) {
            int stride = (Math.ceilDiv(b.rows(), LANES) | 1) * LANES;
            float[] copy = scratch.left(rows * stride);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(a.data(), a.at(aRow + i), copy, i * stride, b.rows());
            }
            addBlock(copy, 0, stride, b, from, fromAt, fromStride, c, cRow, rows, scratch);
        } else {
            addBlock(a.data(), a.at(aRow), a.stride(), b, from, fromAt, fromStride, c, cRow, rows, scratch);
        }
    }

    /** Returns whether the rows of tall tiles would push each other out of the cache, and a copy pays. */
    private static boolean conflict(Matrix a, Panels b, int rows) {
        boolean oneSet = a.stride() > 0 && a.stride() % SET_PERIOD == 0;
        return oneSet && MANY_REGISTERS && b.rows() % 2 == 0 && rows > LOWEST && b.columns() >= MANY_COLUMNS;
    }

    /** The block whose row i of A is at {@code aAt + i * aStride}. */
    private static void addBlock(
            float[] a,
            int aAt,
            int aStride,
            Panels b,
            float[] from,
            int fromAt,
            int fromStride,
            Matrix c,
            int cRow,
            int rows,
            Scratch scratch) {
        int columns = b.columns();
        int whole = columns - columns % TILE;
        int at = c.at(cRow);
        for (int j = 0; j < whole; j += TILE) {
            addTiles(a, aAt, aStride, b, 0, j, from, fromAt + j, fromStride, c.data(), at + j, c.stride(), rows);
        }
        for (int k = DEPTH; k < b.rows(); k += DEPTH) {
            for (int j = 0; j < whole; j += TILE) {
                addTiles(a, aAt, aStride, b, k, j, c.data(), at + j, c.stride(), c.data(), at + j, c.stride(), rows);
            }
        }
        int rest = columns - whole;
        if (rest == LANES) {
            addColumns(a, aAt, aStride, b, whole, c.data(), c.at(cRow) + whole, c.stride(), rows, rest);
        } else if (rest > 0) {
            float[] edge = scratch.edge(rows * TILE);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(c.data(), c.at(cRow + i) + whole, edge, i * TILE, rest);
            }
            addColumns(a, aAt, aStride, b, whole, edge, 0, TILE, rows, rest);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(edge, i * TILE, c.data(), c.at(cRow + i) + whole, rest);
            }
        }
    }

    /** The last columns, from {@code j}; there is room for whole vectors in {@code c}. */
    private static void addColumns(
            float[] a, int aAt, int aStride, Panels b, int j, float[] c, int cAt, int cStride, int rows, int columns) {
        for (int k = 0; k < b.rows(); k += DEPTH) {
            if (columns > LANES) {
                addTiles(a, aAt, aStride, b, k, j, c, cAt, cStride, c, cAt, cStride, rows);
            } else {
                addStrip(a, aAt, aStride, b, k, j, c, cAt, cStride, rows);
            }
        }
    }

    /** All rows for two vectors of columns from {@code j}. */
    private static void addTiles(
            float[] a,
            int aAt,
            int aStride,
            Panels b,
            int k,
            int j,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride,
            int rows) {
        float[] y = b.data();
        int b0 = b.at(k, j);
        int d = Math.min(DEPTH, b.rows() - k);
        boolean tall = MANY_REGISTERS && d % 2 == 0;
        int height;
        for (int i = 0; i < rows; i += height) {
            height = height(rows - i, tall);
            int x = aAt + i * aStride + k;
            int start = fromAt + i * fromStride;
            int at = cAt + i * cStride;
            switch (height) {
                case 12 -> VectorTallTiles.rows12(a, x, aStride, y, b0, d, from, start, fromStride, c, at, cStride);
                case 10 -> VectorTallTiles.rows10(a, x, aStride, y, b0, d, from, start, fromStride, c, at, cStride);
                case 8 -> VectorTallTiles.rows8(a, x, aStride, y, b0, d, from, start, fromStride, c, at, cStride);
                case 6 -> VectorTiles.rows6(a, x, aStride, y, b0, d, from, start, fromStride, c, at, cStride);
                case 4 -> VectorTiles.rows4(a, x, aStride, y, b0, d, from, start, fromStride, c, at, cStride);
                case 3 -> VectorTiles.rows3(a, x, aStride, y, b0, d, from, start, fromStride, c, at, cStride);
                case 2 -> VectorTiles.rows2(a, x, aStride, y, b0, d, from, start, fromStride, c, at, cStride);
                default -> VectorTiles.rows1(a, x, y, b0, d, from, start, c, at);
            }
        }
    }

    /** Returns the height of the next tile: if there may be tall ones, they are of nearly even heights. */
    private static int height(int left, boolean tall) {
        int even = left % 2 == 0 ? left : left - LEFT_IF_ODD;
        if (tall && even >= LOWEST) {
            return 2 * Math.ceilDiv(even / 2, Math.ceilDiv(even, TALLEST));
        }
        return left < HEIGHTS.length ? HEIGHTS[left] : 6;
    }

    /** All rows for one vector of columns from {@code j}. */
    private static void addStrip(
            float[] a, int aAt, int aStride, Panels b, int k, int j, float[] c, int cAt, int cStride, int rows) {
        float[] y = b.data();
        int b0 = b.at(k, j);
        int depth = Math.min(DEPTH, b.rows() - k);
        int height;
        for (int i = 0; i < rows; i += height) {
            height = Math.min(8, Integer.highestOneBit(rows - i));
            int x = aAt + i * aStride + k;
            int at = cAt + i * cStride;
            switch (height) {
                case 8 -> VectorStrips.narrow8(a, x, aStride, y, b0, depth, c, at, cStride);
                case 4 -> VectorStrips.narrow4(a, x, aStride, y, b0, depth, c, at, cStride);
                case 2 -> VectorStrips.narrow2(a, x, aStride, y, b0, depth, c, at, cStride);
                default -> VectorStrips.narrow1(a, x, y, b0, depth, c, at);
            }
        }
    }

    /**
     * One row, the columns {@code from .. to}: every element of B is read once, so only the number of independent sums
     * matters.
     */
    static void addRowProduct(float[] a, int aAt, Panels b, int from, int to, float[] c, int cAt, Scratch scratch) {
        int depth = b.rows();
        int wide = (to - from) / (8 * LANES);
        MemorySegment lines = wide > 0 ? b.lines() : MemorySegment.NULL;
        for (int i = 0; i < wide; i++) {
            int j = from + scratch.inTurn(i, wide) * 8 * LANES;
            if (lines.byteSize() > 0) {
                VectorStrips.aligned8(a, aAt, lines, b.at(0, j), depth * WIDTH, depth, c, cAt + j);
            } else {
                VectorStrips.wide8(a, aAt, b.data(), b.at(0, j), depth * WIDTH, depth, c, cAt + j);
            }
        }
        int j = from + wide * 8 * LANES;
        if (to - j >= 4 * LANES) {
            VectorStrips.wide4(a, aAt, b.data(), b.at(0, j), depth * WIDTH, depth, c, cAt + j);
            j += 4 * LANES;
        }
        if (to - j >= 2 * LANES) {
            VectorTiles.rows1(a, aAt, b.data(), b.at(0, j), depth, c, cAt + j, c, cAt + j);
            j += 2 * LANES;
        }
        if (MASKS && j < to && to - j < LANES) {
            VectorStrips.masked(a, aAt, b.data(), b.at(0, j), depth, c, cAt + j, to - j);
        } else if (j < to) {
            float[] edge = scratch.edge(TILE);
            System.arraycopy(c, cAt + j, edge, 0, to - j);
            if (to - j > LANES) {
                VectorTiles.rows1(a, aAt, b.data(), b.at(0, j), depth, edge, 0, edge, 0);
            } else {
                VectorStrips.narrow1(a, aAt, b.data(), b.at(0, j), depth, edge, 0);
            }
            System.arraycopy(edge, 0, c, cAt + j, to - j);
        }
    }
}
