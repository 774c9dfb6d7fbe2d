package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.fromMemorySegment;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The innermost loops of {@link VectorProducts} for shapes at the edges: one vector of columns, and one row; and those of
 * small products whose vectors are masked, since to copy what counts of them costs more than to multiply it.
 *
 * <p>Parameters as in {@link VectorTiles}. Each masked loop has a method and a mask of its own. Where one that never runs
 * stands behind another, C2 keeps the vectors of both in objects (measured: thirty times slower).
 */
final class VectorStrips {

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** Bytes from a row of a panel to the next. */
    private static final long ROW = (long) WIDTH * Float.BYTES;

    private VectorStrips() {}

    /** As {@link VectorTiles#rows6}, for one vector of columns, and 8 rows. */
    static void narrow8(
            float[] a, int aAt, int aStride, float[] b, int b0, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * cStride);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * cStride);
        FloatVector s4 = fromArray(FLOATS, c, cAt + 4 * cStride);
        FloatVector s5 = fromArray(FLOATS, c, cAt + 5 * cStride);
        FloatVector s6 = fromArray(FLOATS, c, cAt + 6 * cStride);
        FloatVector s7 = fromArray(FLOATS, c, cAt + 7 * cStride);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
            s1 = broadcast(FLOATS, a[aAt + aStride + k]).fma(x, s1);
            s2 = broadcast(FLOATS, a[aAt + 2 * aStride + k]).fma(x, s2);
            s3 = broadcast(FLOATS, a[aAt + 3 * aStride + k]).fma(x, s3);
            s4 = broadcast(FLOATS, a[aAt + 4 * aStride + k]).fma(x, s4);
            s5 = broadcast(FLOATS, a[aAt + 5 * aStride + k]).fma(x, s5);
            s6 = broadcast(FLOATS, a[aAt + 6 * aStride + k]).fma(x, s6);
            s7 = broadcast(FLOATS, a[aAt + 7 * aStride + k]).fma(x, s7);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + cStride);
        s2.intoArray(c, cAt + 2 * cStride);
        s3.intoArray(c, cAt + 3 * cStride);
        s4.intoArray(c, cAt + 4 * cStride);
        s5.intoArray(c, cAt + 5 * cStride);
        s6.intoArray(c, cAt + 6 * cStride);
        s7.intoArray(c, cAt + 7 * cStride);
    }

    /** As {@link VectorTiles#rows4}, for one vector of columns. */
    static void narrow4(
            float[] a, int aAt, int aStride, float[] b, int b0, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * cStride);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * cStride);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
            s1 = broadcast(FLOATS, a[aAt + aStride + k]).fma(x, s1);
            s2 = broadcast(FLOATS, a[aAt + 2 * aStride + k]).fma(x, s2);
            s3 = broadcast(FLOATS, a[aAt + 3 * aStride + k]).fma(x, s3);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + cStride);
        s2.intoArray(c, cAt + 2 * cStride);
        s3.intoArray(c, cAt + 3 * cStride);
    }

    /** As {@link VectorTiles#rows2}, for one vector of columns. */
    static void narrow2(
            float[] a, int aAt, int aStride, float[] b, int b0, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
            s1 = broadcast(FLOATS, a[aAt + aStride + k]).fma(x, s1);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + cStride);
    }

    /** As {@link VectorTiles#rows1}, for one vector of columns. */
    static void narrow1(float[] a, int aAt, float[] b, int b0, int depth, float[] c, int cAt) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
        }
        s0.intoArray(c, cAt);
    }

    /**
     * One row of A times 8 vectors of columns: enough independent sums to hide the latency of an addition.
     *
     * @param panel the distance of row 0 of one panel from row 0 of the next
     */
    static void wide8(float[] a, int aAt, float[] b, int bAt, int panel, int depth, float[] c, int cAt) {
        int b0 = bAt + 0 * LANES / WIDTH * panel + 0 * LANES % WIDTH;
        int b1 = bAt + 1 * LANES / WIDTH * panel + 1 * LANES % WIDTH;
        int b2 = bAt + 2 * LANES / WIDTH * panel + 2 * LANES % WIDTH;
        int b3 = bAt + 3 * LANES / WIDTH * panel + 3 * LANES % WIDTH;
        int b4 = bAt + 4 * LANES / WIDTH * panel + 4 * LANES % WIDTH;
        int b5 = bAt + 5 * LANES / WIDTH * panel + 5 * LANES % WIDTH;
        int b6 = bAt + 6 * LANES / WIDTH * panel + 6 * LANES % WIDTH;
        int b7 = bAt + 7 * LANES / WIDTH * panel + 7 * LANES % WIDTH;
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector s1 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * LANES);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * LANES);
        FloatVector s4 = fromArray(FLOATS, c, cAt + 4 * LANES);
        FloatVector s5 = fromArray(FLOATS, c, cAt + 5 * LANES);
        FloatVector s6 = fromArray(FLOATS, c, cAt + 6 * LANES);
        FloatVector s7 = fromArray(FLOATS, c, cAt + 7 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector w = broadcast(FLOATS, a[aAt + k]);
            s0 = w.fma(fromArray(FLOATS, b, b0 + k * WIDTH), s0);
            s1 = w.fma(fromArray(FLOATS, b, b1 + k * WIDTH), s1);
            s2 = w.fma(fromArray(FLOATS, b, b2 + k * WIDTH), s2);
            s3 = w.fma(fromArray(FLOATS, b, b3 + k * WIDTH), s3);
            s4 = w.fma(fromArray(FLOATS, b, b4 + k * WIDTH), s4);
            s5 = w.fma(fromArray(FLOATS, b, b5 + k * WIDTH), s5);
            s6 = w.fma(fromArray(FLOATS, b, b6 + k * WIDTH), s6);
            s7 = w.fma(fromArray(FLOATS, b, b7 + k * WIDTH), s7);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + LANES);
        s2.intoArray(c, cAt + 2 * LANES);
        s3.intoArray(c, cAt + 3 * LANES);
        s4.intoArray(c, cAt + 4 * LANES);
        s5.intoArray(c, cAt + 5 * LANES);
        s6.intoArray(c, cAt + 6 * LANES);
        s7.intoArray(c, cAt + 7 * LANES);
    }

    /** As {@link #wide8}, where B begins with a line of the cache; {@code bAt} and {@code panel} count floats there, too. */
    static void aligned8(float[] a, int aAt, MemorySegment b, int bAt, int panel, int depth, float[] c, int cAt) {
        long b0 = Float.BYTES * (bAt + 0 * LANES / WIDTH * (long) panel + 0 * LANES % WIDTH);
        long b1 = Float.BYTES * (bAt + 1 * LANES / WIDTH * (long) panel + 1 * LANES % WIDTH);
        long b2 = Float.BYTES * (bAt + 2 * LANES / WIDTH * (long) panel + 2 * LANES % WIDTH);
        long b3 = Float.BYTES * (bAt + 3 * LANES / WIDTH * (long) panel + 3 * LANES % WIDTH);
        long b4 = Float.BYTES * (bAt + 4 * LANES / WIDTH * (long) panel + 4 * LANES % WIDTH);
        long b5 = Float.BYTES * (bAt + 5 * LANES / WIDTH * (long) panel + 5 * LANES % WIDTH);
        long b6 = Float.BYTES * (bAt + 6 * LANES / WIDTH * (long) panel + 6 * LANES % WIDTH);
        long b7 = Float.BYTES * (bAt + 7 * LANES / WIDTH * (long) panel + 7 * LANES % WIDTH);
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector s1 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * LANES);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * LANES);
        FloatVector s4 = fromArray(FLOATS, c, cAt + 4 * LANES);
        FloatVector s5 = fromArray(FLOATS, c, cAt + 5 * LANES);
        FloatVector s6 = fromArray(FLOATS, c, cAt + 6 * LANES);
        FloatVector s7 = fromArray(FLOATS, c, cAt + 7 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector w = broadcast(FLOATS, a[aAt + k]);
            s0 = w.fma(fromMemorySegment(FLOATS, b, b0 + k * ROW, ORDER), s0);
            s1 = w.fma(fromMemorySegment(FLOATS, b, b1 + k * ROW, ORDER), s1);
            s2 = w.fma(fromMemorySegment(FLOATS, b, b2 + k * ROW, ORDER), s2);
            s3 = w.fma(fromMemorySegment(FLOATS, b, b3 + k * ROW, ORDER), s3);
            s4 = w.fma(fromMemorySegment(FLOATS, b, b4 + k * ROW, ORDER), s4);
            s5 = w.fma(fromMemorySegment(FLOATS, b, b5 + k * ROW, ORDER), s5);
            s6 = w.fma(fromMemorySegment(FLOATS, b, b6 + k * ROW, ORDER), s6);
            s7 = w.fma(fromMemorySegment(FLOATS, b, b7 + k * ROW, ORDER), s7);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + LANES);
        s2.intoArray(c, cAt + 2 * LANES);
        s3.intoArray(c, cAt + 3 * LANES);
        s4.intoArray(c, cAt + 4 * LANES);
        s5.intoArray(c, cAt + 5 * LANES);
        s6.intoArray(c, cAt + 6 * LANES);
        s7.intoArray(c, cAt + 7 * LANES);
    }

    /**
     * One row of A times 4 vectors of columns: enough independent sums to hide the latency of an addition.
     *
     * @param panel the distance of row 0 of one panel from row 0 of the next
     */
    static void wide4(float[] a, int aAt, float[] b, int bAt, int panel, int depth, float[] c, int cAt) {
        int b0 = bAt + 0 * LANES / WIDTH * panel + 0 * LANES % WIDTH;
        int b1 = bAt + 1 * LANES / WIDTH * panel + 1 * LANES % WIDTH;
        int b2 = bAt + 2 * LANES / WIDTH * panel + 2 * LANES % WIDTH;
        int b3 = bAt + 3 * LANES / WIDTH * panel + 3 * LANES % WIDTH;
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector s1 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * LANES);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector w = broadcast(FLOATS, a[aAt + k]);
            s0 = w.fma(fromArray(FLOATS, b, b0 + k * WIDTH), s0);
            s1 = w.fma(fromArray(FLOATS, b, b1 + k * WIDTH), s1);
            s2 = w.fma(fromArray(FLOATS, b, b2 + k * WIDTH), s2);
            s3 = w.fma(fromArray(FLOATS, b, b3 + k * WIDTH), s3);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + LANES);
        s2.intoArray(c, cAt + 2 * LANES);
        s3.intoArray(c, cAt + 3 * LANES);
    }

    /** c[0 .. n) += a[0 .. depth) · b, where row k of b is at {@code b0 + k * WIDTH}. */
    static void masked(float[] a, int aAt, float[] b, int b0, int depth, float[] c, int cAt, int n) {
        VectorMask<Float> lanes = FLOATS.indexInRange(0, n);
        FloatVector sum = fromArray(FLOATS, c, cAt, lanes);
        for (int k = 0; k < depth; k++) {
            sum = broadcast(FLOATS, a[aAt + k]).fma(fromArray(FLOATS, b, b0 + k * WIDTH), sum);
        }
        sum.intoArray(c, cAt, lanes);
    }

    /** c[0 .. n) += Σₖ a[k · aStride] · b[k · bStride .. + n), k in 0 .. depth: one row of Aᵀ · B. */
    static void maskedTransposed(
            float[] a, int aAt, int aStride, float[] b, int bAt, int bStride, int depth, float[] c, int cAt, int n) {
        VectorMask<Float> lanes = FLOATS.indexInRange(0, n);
        FloatVector sum = fromArray(FLOATS, c, cAt, lanes);
        for (int k = 0; k < depth; k++) {
            FloatVector y = fromArray(FLOATS, b, bAt + k * bStride, lanes);
            sum = broadcast(FLOATS, a[aAt + k * aStride]).fma(y, sum);
        }
        sum.intoArray(c, cAt, lanes);
    }

    /** As {@link #maskedTransposed}, four rows of C, {@code cStride} apart: all are read before one is written, which a mask needs. */
    static void maskedTransposed4(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int bAt,
            int bStride,
            int depth,
            float[] c,
            int cAt,
            int cStride,
            int n) {
        VectorMask<Float> lanes = FLOATS.indexInRange(0, n);
        FloatVector s0 = fromArray(FLOATS, c, cAt, lanes);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride, lanes);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * cStride, lanes);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * cStride, lanes);
        for (int k = 0; k < depth; k++) {
            int x = aAt + k * aStride;
            FloatVector y = fromArray(FLOATS, b, bAt + k * bStride, lanes);
            s0 = broadcast(FLOATS, a[x]).fma(y, s0);
            s1 = broadcast(FLOATS, a[x + 1]).fma(y, s1);
            s2 = broadcast(FLOATS, a[x + 2]).fma(y, s2);
            s3 = broadcast(FLOATS, a[x + 3]).fma(y, s3);
        }
        s0.intoArray(c, cAt, lanes);
        s1.intoArray(c, cAt + cStride, lanes);
        s2.intoArray(c, cAt + 2 * cStride, lanes);
        s3.intoArray(c, cAt + 3 * cStride, lanes);
    }
}
