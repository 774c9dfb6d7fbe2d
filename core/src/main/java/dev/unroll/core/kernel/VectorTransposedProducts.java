package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static dev.unroll.core.kernel.VectorSlivers.STRIP;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * C += Aᵀ · B: both operands are packed on the fly, in strips of two vectors, around the loops of {@link VectorSlivers},
 * because walking down their columns would touch a page or a cache set a row. No narrower vector is used: with two kinds
 * of them, C2 compiles loads and stores for either, and then boxes both (measured: ten times slower, in four runs of ten).
 *
 * <p>What is packed of B is used by as many rows of C as there are, because packing waits for memory. A large C is in strips
 * of its own while all rows of A and B pass: the rows of a tile, side by side, are in one page and in many sets of the cache.
 */
final class VectorTransposedProducts {

    /** Rows of C at a time. */
    private static final int ROWS = 1024;

    /** Columns of C, and so of B, at a time. */
    private static final int COLUMNS = 512;

    /**
     * Rows of A and B that are summed at a time: the fastest of 64 to 512 on an Intel CPU of 48 KB of L1 and 2 MB of L2.
     * Blocking them stores and reloads sums, which changes no bit.
     */
    private static final int DEPTH = 160;

    /** Rows of A and B from which on a large C is copied to strips and back: three times as many as are summed at a time. */
    private static final int MANY_ROWS = 3 * DEPTH;

    /** The numbers of a large C, two megabytes: fewer stay in a second-level cache as they lie. */
    private static final int LARGE = 1 << 19;

    /** The numbers of the largest C of which there is a copy, 16 MB a thread. */
    private static final int LARGEST = 1 << 22;

    private static final float[] IN_PLACE = {};

    private VectorTransposedProducts() {}

    static void addTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow, Scratch scratch) {
        for (int from = fromRow; from < toRow; from += ROWS) {
            int to = Math.min(toRow, from + ROWS);
            float[] strips = strips(rows, sizeInStrips(c, to - from), scratch);
            load(c, from, to, strips, 0);
            for (int r = 0; r < rows; r += DEPTH) {
                int depth = Math.min(DEPTH, rows - r);
                float[] left = packLeft(a, aRow + r, depth, from, to, scratch);
                addBlocks(left, b, bRow + r, depth, c, from, to, strips, 0, scratch);
            }
            store(strips, 0, c, from, to);
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
            long size = 0;
            for (int i = 0; i < count; i++) {
                size += sizeInStrips(c[i], to - from);
            }
            float[] strips = strips(rows, size, scratch);
            int at = 0;
            for (int i = 0; i < count; i++) {
                at = load(c[i], from, to, strips, at);
            }
            for (int r = 0; r < rows; r += DEPTH) {
                int depth = Math.min(DEPTH, rows - r);
                float[] left = packLeft(a, r, depth, from, to, scratch);
                at = 0;
                for (int i = 0; i < count; i++) {
                    at = addBlocks(left, b[i], r, depth, c[i], from, to, strips, at, scratch);
                }
                addSums(left, depth, sums, sumsAt + from, to - from);
            }
            at = 0;
            for (int i = 0; i < count; i++) {
                at = store(strips, at, c[i], from, to);
            }
        }
    }

    /** Returns room for sums to which so many rows are added, or {@link #IN_PLACE} if C is as good a place. */
    private static float[] strips(int rows, long size, Scratch scratch) {
        boolean pays = rows >= MANY_ROWS && size >= LARGE && size <= LARGEST;
        return pays ? scratch.sums((int) size) : IN_PLACE;
    }

    /** The columns that fill no strip stay in C. */
    private static int sizeInStrips(Matrix c, int rows) {
        return c.columns() / STRIP * STRIP * rows;
    }

    /** Copies rows of C to {@code strips}, strip after strip from {@code at}, and returns where they end. */
    private static int load(Matrix c, int from, int to, float[] strips, int at) {
        int next = at;
        for (int j = 0; strips.length > 0 && j + STRIP <= c.columns(); j += STRIP) {
            for (int i = from; i < to; i++) {
                copyStrip(c.data(), c.at(i) + j, strips, next);
                next += STRIP;
            }
        }
        return next;
    }

    /** Copies back what {@link #load} copied. */
    private static int store(float[] strips, int at, Matrix c, int from, int to) {
        int next = at;
        for (int j = 0; strips.length > 0 && j + STRIP <= c.columns(); j += STRIP) {
            for (int i = from; i < to; i++) {
                copyStrip(strips, next, c.data(), c.at(i) + j);
                next += STRIP;
            }
        }
        return next;
    }

    private static void copyStrip(float[] x, int xAt, float[] z, int zAt) {
        fromArray(FLOATS, x, xAt).intoArray(z, zAt);
        fromArray(FLOATS, x, xAt + LANES).intoArray(z, zAt + LANES);
    }

    /** Without the gap between strips, what is read of each would fall into one set of the cache. */
    private static int strip(int depth) {
        return depth * STRIP + LANES;
    }

    private static float[] packLeft(Matrix a, int row, int depth, int from, int to, Scratch scratch) {
        float[] left = scratch.left((to - from + STRIP - 1) / STRIP * strip(depth));
        pack(a, row, from, depth, to - from, left, strip(depth));
        return left;
    }

    /**
     * Adds the products of {@code depth} rows to the rows {@code from .. to} of C, and returns where its part of {@code strips}
     * ends, if it is there.
     */
    private static int addBlocks(
            float[] left,
            Matrix b,
            int bRow,
            int depth,
            Matrix c,
            int from,
            int to,
            float[] strips,
            int at,
            Scratch scratch) {
        int rows = to - from;
        for (int j = 0; j < c.columns(); j += COLUMNS) {
            int columns = Math.min(COLUMNS, c.columns() - j);
            addBlock(left, b, bRow, depth, c, from, rows, j, columns, strips, at + j * rows, scratch);
        }
        return at + sizeInStrips(c, rows);
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
            float[] strips,
            int stripsAt,
            Scratch scratch) {
        int strip = strip(depth);
        float[] right = scratch.right((columns + STRIP - 1) / STRIP * strip);
        pack(b, bRow, j, depth, columns, right, strip);
        boolean inPlace = strips.length == 0;
        float[] sums = inPlace ? c.data() : strips;
        int sumsAt = inPlace ? c.at(fromRow) + j : stripsAt;
        int stride = inPlace ? c.stride() : STRIP;
        int next = inPlace ? STRIP : rows * STRIP;
        int done = 0;
        int at = 0;
        for (; columns - done >= STRIP; done += STRIP) {
            VectorSlivers.add(left, 0, strip, right, at, depth, sums, sumsAt, stride, rows);
            sumsAt += next;
            at += strip;
        }
        int rest = columns - done;
        if (rest > LANES) {
            float[] edge = scratch.edge(rows * STRIP);
            copy(c.data(), c.at(fromRow) + j + done, c.stride(), edge, 0, STRIP, rows, rest);
            VectorSlivers.add(left, 0, strip, right, at, depth, edge, 0, STRIP, rows);
            copy(edge, 0, STRIP, c.data(), c.at(fromRow) + j + done, c.stride(), rows, rest);
        } else if (rest > 0) {
            addTransposed(left, right, at, strip, depth, rows, c, fromRow, j + done, rest, scratch);
        }
    }

    /**
     * The last columns, a vector of them at most: their transpose, Bᵀ · A, has whole vectors, and the same sums because a
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
        int width = (rows + STRIP - 1) / STRIP * STRIP;
        float[] edge = scratch.edge(columns * width);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                edge[j * width + i] = c.data()[c.at(fromRow + i) + column + j];
            }
        }
        for (int i = 0; i < rows; i += STRIP) {
            VectorSlivers.add(right, at, strip, left, i / STRIP * strip, depth, edge, i, width, columns);
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
            int from = i / STRIP * strip + i % STRIP;
            FloatVector sum = fromArray(FLOATS, sums, at + i);
            for (int k = 0; k < depth; k++) {
                sum = sum.add(fromArray(FLOATS, packed, from + k * STRIP));
            }
            sum.intoArray(sums, at + i);
        }
        for (; i < columns; i++) {
            int from = i / STRIP * strip + i % STRIP;
            float sum = sums[at + i];
            for (int k = 0; k < depth; k++) {
                sum += packed[from + k * STRIP];
            }
            sums[at + i] = sum;
        }
    }

    /** Packs {@code width} columns of {@code x} from {@code column} in strips; what a strip has too many is not set. */
    private static void pack(Matrix x, int row, int column, int depth, int width, float[] packed, int stride) {
        float[] data = x.data();
        int to = 0;
        int j = 0;
        for (; width - j >= 2 * STRIP; j += 2 * STRIP) {
            packTwo(data, x.at(row) + column + j, x.stride(), depth, packed, to, stride);
            to += 2 * stride;
        }
        for (; j < width; j += STRIP) {
            int from = x.at(row) + column + j;
            if (width - j >= STRIP) {
                for (int k = 0; k < depth; k++) {
                    fromArray(FLOATS, data, from + k * x.stride()).intoArray(packed, to + k * STRIP);
                    fromArray(FLOATS, data, from + k * x.stride() + LANES).intoArray(packed, to + k * STRIP + LANES);
                }
            } else {
                for (int k = 0; k < depth; k++) {
                    System.arraycopy(data, from + k * x.stride(), packed, to + k * STRIP, width - j);
                }
            }
            to += stride;
        }
    }

    /** Two strips at once: what lies side by side comes from memory together. */
    private static void packTwo(float[] x, int from, int xStride, int depth, float[] packed, int to, int stride) {
        for (int k = 0; k < depth; k++) {
            int at = from + k * xStride;
            int first = to + k * STRIP;
            fromArray(FLOATS, x, at).intoArray(packed, first);
            fromArray(FLOATS, x, at + LANES).intoArray(packed, first + LANES);
            fromArray(FLOATS, x, at + 2 * LANES).intoArray(packed, first + stride);
            fromArray(FLOATS, x, at + 3 * LANES).intoArray(packed, first + stride + LANES);
        }
    }

    private static void copy(float[] x, int xAt, int xStride, float[] z, int zAt, int zStride, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(x, xAt + i * xStride, z, zAt + i * zStride, columns);
        }
    }
}
