package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of {@link VectorProducts}: a few rows of A times two vectors of columns of B, sums in registers.
 *
 * <p>Written out row by row, because the sums must be local variables to stay in registers, and because one register
 * too many costs half the speed: 6 rows use 15 of AVX2's 16. Lanes are columns, so each
 * lane is one chain in ascending k from the value found where the sums start: in C itself, or in a row of biases.
 *
 * <p>Parameters of all: A from {@code a[aAt]}, rows {@code aStride} apart; row k of B's two vectors from
 * {@code b0 + k * WIDTH}; the sums' starts from {@code from[fromAt]}, rows {@code fromStride} apart
 * (0 if all rows start alike); C from {@code c[cAt]}, rows {@code cStride} apart.
 */
final class VectorTiles {

    private VectorTiles() {}

    /** c[0 .. 6, 0 .. 2 lanes) = from + a[0 .. 6, 0 .. depth) · b; 12 running sums. */
    static void rows6(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int a2 = a1 + aStride;
        int a3 = a2 + aStride;
        int a4 = a3 + aStride;
        int a5 = a4 + aStride;
        int c1 = cAt + cStride;
        int c2 = c1 + cStride;
        int c3 = c2 + cStride;
        int c4 = c3 + cStride;
        int c5 = c4 + cStride;
        int f1 = fromAt + fromStride;
        int f2 = f1 + fromStride;
        int f3 = f2 + fromStride;
        int f4 = f3 + fromStride;
        int f5 = f4 + fromStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, f1);
        FloatVector t1 = fromArray(FLOATS, from, f1 + LANES);
        FloatVector s2 = fromArray(FLOATS, from, f2);
        FloatVector t2 = fromArray(FLOATS, from, f2 + LANES);
        FloatVector s3 = fromArray(FLOATS, from, f3);
        FloatVector t3 = fromArray(FLOATS, from, f3 + LANES);
        FloatVector s4 = fromArray(FLOATS, from, f4);
        FloatVector t4 = fromArray(FLOATS, from, f4 + LANES);
        FloatVector s5 = fromArray(FLOATS, from, f5);
        FloatVector t5 = fromArray(FLOATS, from, f5 + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b0 + k * WIDTH + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[a1 + k]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[a2 + k]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
            FloatVector w3 = broadcast(FLOATS, a[a3 + k]);
            s3 = w3.fma(x, s3);
            t3 = w3.fma(y, t3);
            FloatVector w4 = broadcast(FLOATS, a[a4 + k]);
            s4 = w4.fma(x, s4);
            t4 = w4.fma(y, t4);
            FloatVector w5 = broadcast(FLOATS, a[a5 + k]);
            s5 = w5.fma(x, s5);
            t5 = w5.fma(y, t5);
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
    }

    /** c[0 .. 4, 0 .. 2 lanes) = from + a[0 .. 4, 0 .. depth) · b; 8 running sums. */
    static void rows4(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int a2 = a1 + aStride;
        int a3 = a2 + aStride;
        int c1 = cAt + cStride;
        int c2 = c1 + cStride;
        int c3 = c2 + cStride;
        int f1 = fromAt + fromStride;
        int f2 = f1 + fromStride;
        int f3 = f2 + fromStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, f1);
        FloatVector t1 = fromArray(FLOATS, from, f1 + LANES);
        FloatVector s2 = fromArray(FLOATS, from, f2);
        FloatVector t2 = fromArray(FLOATS, from, f2 + LANES);
        FloatVector s3 = fromArray(FLOATS, from, f3);
        FloatVector t3 = fromArray(FLOATS, from, f3 + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b0 + k * WIDTH + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[a1 + k]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[a2 + k]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
            FloatVector w3 = broadcast(FLOATS, a[a3 + k]);
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

    /** c[0 .. 3, 0 .. 2 lanes) = from + a[0 .. 3, 0 .. depth) · b; 6 running sums. */
    static void rows3(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int a2 = a1 + aStride;
        int c1 = cAt + cStride;
        int c2 = c1 + cStride;
        int f1 = fromAt + fromStride;
        int f2 = f1 + fromStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, f1);
        FloatVector t1 = fromArray(FLOATS, from, f1 + LANES);
        FloatVector s2 = fromArray(FLOATS, from, f2);
        FloatVector t2 = fromArray(FLOATS, from, f2 + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b0 + k * WIDTH + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[a1 + k]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[a2 + k]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + LANES);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + LANES);
    }

    /** c[0 .. 2, 0 .. 2 lanes) = from + a[0 .. 2, 0 .. depth) · b; 4 running sums. */
    static void rows2(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int c1 = cAt + cStride;
        int f1 = fromAt + fromStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, f1);
        FloatVector t1 = fromArray(FLOATS, from, f1 + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b0 + k * WIDTH + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[a1 + k]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + LANES);
    }

    /** c[0, 0 .. 2 lanes) = from + a[0, 0 .. depth) · b. */
    static void rows1(float[] a, int aAt, float[] b, int b0, int depth, float[] from, int fromAt, float[] c, int cAt) {
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b0 + k * WIDTH + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
    }
}
