package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of {@link VectorTransposedProducts}: a few columns of A times two vectors of columns of B, both
 * packed, sums in registers.
 *
 * <p>Parameters of all: row k of A's strip at {@code a[aAt + k * LANES]}, row k of B's
 * first and second strip at {@code b[b0 + k * LANES]} and {@code b[b1 + k * LANES]}; C
 * from {@code c[cAt]}, rows {@code cStride} apart. Written out as {@link VectorTiles} is, for the same reasons.
 */
final class VectorSlivers {

    /** Columns of A at a time. With more than four, C2 spills a sum where there are but 16 registers. */
    static final int TALLEST = LANES == WIDTH ? 8 : 4;

    private VectorSlivers() {}

    static void rows8(float[] a, int aAt, float[] b, int b0, int b1, int depth, float[] c, int cAt, int cStride) {
        int c1 = cAt + cStride;
        int c2 = c1 + cStride;
        int c3 = c2 + cStride;
        int c4 = c3 + cStride;
        int c5 = c4 + cStride;
        int c6 = c5 + cStride;
        int c7 = c6 + cStride;
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, c1);
        FloatVector t1 = fromArray(FLOATS, c, c1 + LANES);
        FloatVector s2 = fromArray(FLOATS, c, c2);
        FloatVector t2 = fromArray(FLOATS, c, c2 + LANES);
        FloatVector s3 = fromArray(FLOATS, c, c3);
        FloatVector t3 = fromArray(FLOATS, c, c3 + LANES);
        FloatVector s4 = fromArray(FLOATS, c, c4);
        FloatVector t4 = fromArray(FLOATS, c, c4 + LANES);
        FloatVector s5 = fromArray(FLOATS, c, c5);
        FloatVector t5 = fromArray(FLOATS, c, c5 + LANES);
        FloatVector s6 = fromArray(FLOATS, c, c6);
        FloatVector t6 = fromArray(FLOATS, c, c6 + LANES);
        FloatVector s7 = fromArray(FLOATS, c, c7);
        FloatVector t7 = fromArray(FLOATS, c, c7 + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * LANES);
            FloatVector y = fromArray(FLOATS, b, b1 + k * LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * LANES]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * LANES + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[aAt + k * LANES + 2]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
            FloatVector w3 = broadcast(FLOATS, a[aAt + k * LANES + 3]);
            s3 = w3.fma(x, s3);
            t3 = w3.fma(y, t3);
            FloatVector w4 = broadcast(FLOATS, a[aAt + k * LANES + 4]);
            s4 = w4.fma(x, s4);
            t4 = w4.fma(y, t4);
            FloatVector w5 = broadcast(FLOATS, a[aAt + k * LANES + 5]);
            s5 = w5.fma(x, s5);
            t5 = w5.fma(y, t5);
            FloatVector w6 = broadcast(FLOATS, a[aAt + k * LANES + 6]);
            s6 = w6.fma(x, s6);
            t6 = w6.fma(y, t6);
            FloatVector w7 = broadcast(FLOATS, a[aAt + k * LANES + 7]);
            s7 = w7.fma(x, s7);
            t7 = w7.fma(y, t7);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + LANES);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + LANES);
        s3.intoArray(c, c3);
        t3.intoArray(c, c3 + LANES);
        s4.intoArray(c, c4);
        t4.intoArray(c, c4 + LANES);
        s5.intoArray(c, c5);
        t5.intoArray(c, c5 + LANES);
        s6.intoArray(c, c6);
        t6.intoArray(c, c6 + LANES);
        s7.intoArray(c, c7);
        t7.intoArray(c, c7 + LANES);
    }

    static void rows4(float[] a, int aAt, float[] b, int b0, int b1, int depth, float[] c, int cAt, int cStride) {
        int c1 = cAt + cStride;
        int c2 = c1 + cStride;
        int c3 = c2 + cStride;
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, c1);
        FloatVector t1 = fromArray(FLOATS, c, c1 + LANES);
        FloatVector s2 = fromArray(FLOATS, c, c2);
        FloatVector t2 = fromArray(FLOATS, c, c2 + LANES);
        FloatVector s3 = fromArray(FLOATS, c, c3);
        FloatVector t3 = fromArray(FLOATS, c, c3 + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * LANES);
            FloatVector y = fromArray(FLOATS, b, b1 + k * LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * LANES]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * LANES + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[aAt + k * LANES + 2]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
            FloatVector w3 = broadcast(FLOATS, a[aAt + k * LANES + 3]);
            s3 = w3.fma(x, s3);
            t3 = w3.fma(y, t3);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + LANES);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + LANES);
        s3.intoArray(c, c3);
        t3.intoArray(c, c3 + LANES);
    }

    static void rows2(float[] a, int aAt, float[] b, int b0, int b1, int depth, float[] c, int cAt, int cStride) {
        int c1 = cAt + cStride;
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, c1);
        FloatVector t1 = fromArray(FLOATS, c, c1 + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * LANES);
            FloatVector y = fromArray(FLOATS, b, b1 + k * LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * LANES]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * LANES + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + LANES);
    }

    static void rows1(float[] a, int aAt, float[] b, int b0, int b1, int depth, float[] c, int cAt) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * LANES);
            FloatVector y = fromArray(FLOATS, b, b1 + k * LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * LANES]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
    }
}
