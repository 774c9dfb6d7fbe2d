package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * As {@link VectorTiles}, for CPUs with 32 vector registers and an even depth: two k a turn, so that they share the
 * addresses of the rows. One at a time, C2 moves those to and fro between kinds of registers, and 8 rows run a tenth slower.
 */
final class VectorTallTiles {

    private VectorTallTiles() {}

    /** c[0 .. 8, 0 .. 2 lanes) = from + a[0 .. 8, 0 .. depth) · b; 16 running sums. */
    static void rows8(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int b1,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int a2 = aAt + 2 * aStride;
        int a3 = aAt + 3 * aStride;
        int a4 = aAt + 4 * aStride;
        int a5 = aAt + 5 * aStride;
        int a6 = aAt + 6 * aStride;
        int a7 = aAt + 7 * aStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, fromAt + fromStride);
        FloatVector t1 = fromArray(FLOATS, from, fromAt + fromStride + LANES);
        FloatVector s2 = fromArray(FLOATS, from, fromAt + 2 * fromStride);
        FloatVector t2 = fromArray(FLOATS, from, fromAt + 2 * fromStride + LANES);
        FloatVector s3 = fromArray(FLOATS, from, fromAt + 3 * fromStride);
        FloatVector t3 = fromArray(FLOATS, from, fromAt + 3 * fromStride + LANES);
        FloatVector s4 = fromArray(FLOATS, from, fromAt + 4 * fromStride);
        FloatVector t4 = fromArray(FLOATS, from, fromAt + 4 * fromStride + LANES);
        FloatVector s5 = fromArray(FLOATS, from, fromAt + 5 * fromStride);
        FloatVector t5 = fromArray(FLOATS, from, fromAt + 5 * fromStride + LANES);
        FloatVector s6 = fromArray(FLOATS, from, fromAt + 6 * fromStride);
        FloatVector t6 = fromArray(FLOATS, from, fromAt + 6 * fromStride + LANES);
        FloatVector s7 = fromArray(FLOATS, from, fromAt + 7 * fromStride);
        FloatVector t7 = fromArray(FLOATS, from, fromAt + 7 * fromStride + LANES);
        for (int k = 0; k < depth; k += 2) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b1 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
            t0 = broadcast(FLOATS, a[aAt + k]).fma(y, t0);
            s1 = broadcast(FLOATS, a[a1 + k]).fma(x, s1);
            t1 = broadcast(FLOATS, a[a1 + k]).fma(y, t1);
            s2 = broadcast(FLOATS, a[a2 + k]).fma(x, s2);
            t2 = broadcast(FLOATS, a[a2 + k]).fma(y, t2);
            s3 = broadcast(FLOATS, a[a3 + k]).fma(x, s3);
            t3 = broadcast(FLOATS, a[a3 + k]).fma(y, t3);
            s4 = broadcast(FLOATS, a[a4 + k]).fma(x, s4);
            t4 = broadcast(FLOATS, a[a4 + k]).fma(y, t4);
            s5 = broadcast(FLOATS, a[a5 + k]).fma(x, s5);
            t5 = broadcast(FLOATS, a[a5 + k]).fma(y, t5);
            s6 = broadcast(FLOATS, a[a6 + k]).fma(x, s6);
            t6 = broadcast(FLOATS, a[a6 + k]).fma(y, t6);
            s7 = broadcast(FLOATS, a[a7 + k]).fma(x, s7);
            t7 = broadcast(FLOATS, a[a7 + k]).fma(y, t7);
            FloatVector u = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH);
            FloatVector v = fromArray(FLOATS, b, b1 + k * WIDTH + WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k + 1]).fma(u, s0);
            t0 = broadcast(FLOATS, a[aAt + k + 1]).fma(v, t0);
            s1 = broadcast(FLOATS, a[a1 + k + 1]).fma(u, s1);
            t1 = broadcast(FLOATS, a[a1 + k + 1]).fma(v, t1);
            s2 = broadcast(FLOATS, a[a2 + k + 1]).fma(u, s2);
            t2 = broadcast(FLOATS, a[a2 + k + 1]).fma(v, t2);
            s3 = broadcast(FLOATS, a[a3 + k + 1]).fma(u, s3);
            t3 = broadcast(FLOATS, a[a3 + k + 1]).fma(v, t3);
            s4 = broadcast(FLOATS, a[a4 + k + 1]).fma(u, s4);
            t4 = broadcast(FLOATS, a[a4 + k + 1]).fma(v, t4);
            s5 = broadcast(FLOATS, a[a5 + k + 1]).fma(u, s5);
            t5 = broadcast(FLOATS, a[a5 + k + 1]).fma(v, t5);
            s6 = broadcast(FLOATS, a[a6 + k + 1]).fma(u, s6);
            t6 = broadcast(FLOATS, a[a6 + k + 1]).fma(v, t6);
            s7 = broadcast(FLOATS, a[a7 + k + 1]).fma(u, s7);
            t7 = broadcast(FLOATS, a[a7 + k + 1]).fma(v, t7);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, cAt + cStride);
        t1.intoArray(c, cAt + cStride + LANES);
        s2.intoArray(c, cAt + 2 * cStride);
        t2.intoArray(c, cAt + 2 * cStride + LANES);
        s3.intoArray(c, cAt + 3 * cStride);
        t3.intoArray(c, cAt + 3 * cStride + LANES);
        s4.intoArray(c, cAt + 4 * cStride);
        t4.intoArray(c, cAt + 4 * cStride + LANES);
        s5.intoArray(c, cAt + 5 * cStride);
        t5.intoArray(c, cAt + 5 * cStride + LANES);
        s6.intoArray(c, cAt + 6 * cStride);
        t6.intoArray(c, cAt + 6 * cStride + LANES);
        s7.intoArray(c, cAt + 7 * cStride);
        t7.intoArray(c, cAt + 7 * cStride + LANES);
    }

    /** c[0 .. 7, 0 .. 2 lanes) = from + a[0 .. 7, 0 .. depth) · b; 14 running sums. */
    static void rows7(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int b1,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int a2 = aAt + 2 * aStride;
        int a3 = aAt + 3 * aStride;
        int a4 = aAt + 4 * aStride;
        int a5 = aAt + 5 * aStride;
        int a6 = aAt + 6 * aStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, fromAt + fromStride);
        FloatVector t1 = fromArray(FLOATS, from, fromAt + fromStride + LANES);
        FloatVector s2 = fromArray(FLOATS, from, fromAt + 2 * fromStride);
        FloatVector t2 = fromArray(FLOATS, from, fromAt + 2 * fromStride + LANES);
        FloatVector s3 = fromArray(FLOATS, from, fromAt + 3 * fromStride);
        FloatVector t3 = fromArray(FLOATS, from, fromAt + 3 * fromStride + LANES);
        FloatVector s4 = fromArray(FLOATS, from, fromAt + 4 * fromStride);
        FloatVector t4 = fromArray(FLOATS, from, fromAt + 4 * fromStride + LANES);
        FloatVector s5 = fromArray(FLOATS, from, fromAt + 5 * fromStride);
        FloatVector t5 = fromArray(FLOATS, from, fromAt + 5 * fromStride + LANES);
        FloatVector s6 = fromArray(FLOATS, from, fromAt + 6 * fromStride);
        FloatVector t6 = fromArray(FLOATS, from, fromAt + 6 * fromStride + LANES);
        for (int k = 0; k < depth; k += 2) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b1 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
            t0 = broadcast(FLOATS, a[aAt + k]).fma(y, t0);
            s1 = broadcast(FLOATS, a[a1 + k]).fma(x, s1);
            t1 = broadcast(FLOATS, a[a1 + k]).fma(y, t1);
            s2 = broadcast(FLOATS, a[a2 + k]).fma(x, s2);
            t2 = broadcast(FLOATS, a[a2 + k]).fma(y, t2);
            s3 = broadcast(FLOATS, a[a3 + k]).fma(x, s3);
            t3 = broadcast(FLOATS, a[a3 + k]).fma(y, t3);
            s4 = broadcast(FLOATS, a[a4 + k]).fma(x, s4);
            t4 = broadcast(FLOATS, a[a4 + k]).fma(y, t4);
            s5 = broadcast(FLOATS, a[a5 + k]).fma(x, s5);
            t5 = broadcast(FLOATS, a[a5 + k]).fma(y, t5);
            s6 = broadcast(FLOATS, a[a6 + k]).fma(x, s6);
            t6 = broadcast(FLOATS, a[a6 + k]).fma(y, t6);
            FloatVector u = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH);
            FloatVector v = fromArray(FLOATS, b, b1 + k * WIDTH + WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k + 1]).fma(u, s0);
            t0 = broadcast(FLOATS, a[aAt + k + 1]).fma(v, t0);
            s1 = broadcast(FLOATS, a[a1 + k + 1]).fma(u, s1);
            t1 = broadcast(FLOATS, a[a1 + k + 1]).fma(v, t1);
            s2 = broadcast(FLOATS, a[a2 + k + 1]).fma(u, s2);
            t2 = broadcast(FLOATS, a[a2 + k + 1]).fma(v, t2);
            s3 = broadcast(FLOATS, a[a3 + k + 1]).fma(u, s3);
            t3 = broadcast(FLOATS, a[a3 + k + 1]).fma(v, t3);
            s4 = broadcast(FLOATS, a[a4 + k + 1]).fma(u, s4);
            t4 = broadcast(FLOATS, a[a4 + k + 1]).fma(v, t4);
            s5 = broadcast(FLOATS, a[a5 + k + 1]).fma(u, s5);
            t5 = broadcast(FLOATS, a[a5 + k + 1]).fma(v, t5);
            s6 = broadcast(FLOATS, a[a6 + k + 1]).fma(u, s6);
            t6 = broadcast(FLOATS, a[a6 + k + 1]).fma(v, t6);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, cAt + cStride);
        t1.intoArray(c, cAt + cStride + LANES);
        s2.intoArray(c, cAt + 2 * cStride);
        t2.intoArray(c, cAt + 2 * cStride + LANES);
        s3.intoArray(c, cAt + 3 * cStride);
        t3.intoArray(c, cAt + 3 * cStride + LANES);
        s4.intoArray(c, cAt + 4 * cStride);
        t4.intoArray(c, cAt + 4 * cStride + LANES);
        s5.intoArray(c, cAt + 5 * cStride);
        t5.intoArray(c, cAt + 5 * cStride + LANES);
        s6.intoArray(c, cAt + 6 * cStride);
        t6.intoArray(c, cAt + 6 * cStride + LANES);
    }

    /** c[0 .. 6, 0 .. 2 lanes) = from + a[0 .. 6, 0 .. depth) · b; 12 running sums. */
    static void rows6(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int b1,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int a2 = aAt + 2 * aStride;
        int a3 = aAt + 3 * aStride;
        int a4 = aAt + 4 * aStride;
        int a5 = aAt + 5 * aStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, fromAt + fromStride);
        FloatVector t1 = fromArray(FLOATS, from, fromAt + fromStride + LANES);
        FloatVector s2 = fromArray(FLOATS, from, fromAt + 2 * fromStride);
        FloatVector t2 = fromArray(FLOATS, from, fromAt + 2 * fromStride + LANES);
        FloatVector s3 = fromArray(FLOATS, from, fromAt + 3 * fromStride);
        FloatVector t3 = fromArray(FLOATS, from, fromAt + 3 * fromStride + LANES);
        FloatVector s4 = fromArray(FLOATS, from, fromAt + 4 * fromStride);
        FloatVector t4 = fromArray(FLOATS, from, fromAt + 4 * fromStride + LANES);
        FloatVector s5 = fromArray(FLOATS, from, fromAt + 5 * fromStride);
        FloatVector t5 = fromArray(FLOATS, from, fromAt + 5 * fromStride + LANES);
        for (int k = 0; k < depth; k += 2) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b1 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
            t0 = broadcast(FLOATS, a[aAt + k]).fma(y, t0);
            s1 = broadcast(FLOATS, a[a1 + k]).fma(x, s1);
            t1 = broadcast(FLOATS, a[a1 + k]).fma(y, t1);
            s2 = broadcast(FLOATS, a[a2 + k]).fma(x, s2);
            t2 = broadcast(FLOATS, a[a2 + k]).fma(y, t2);
            s3 = broadcast(FLOATS, a[a3 + k]).fma(x, s3);
            t3 = broadcast(FLOATS, a[a3 + k]).fma(y, t3);
            s4 = broadcast(FLOATS, a[a4 + k]).fma(x, s4);
            t4 = broadcast(FLOATS, a[a4 + k]).fma(y, t4);
            s5 = broadcast(FLOATS, a[a5 + k]).fma(x, s5);
            t5 = broadcast(FLOATS, a[a5 + k]).fma(y, t5);
            FloatVector u = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH);
            FloatVector v = fromArray(FLOATS, b, b1 + k * WIDTH + WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k + 1]).fma(u, s0);
            t0 = broadcast(FLOATS, a[aAt + k + 1]).fma(v, t0);
            s1 = broadcast(FLOATS, a[a1 + k + 1]).fma(u, s1);
            t1 = broadcast(FLOATS, a[a1 + k + 1]).fma(v, t1);
            s2 = broadcast(FLOATS, a[a2 + k + 1]).fma(u, s2);
            t2 = broadcast(FLOATS, a[a2 + k + 1]).fma(v, t2);
            s3 = broadcast(FLOATS, a[a3 + k + 1]).fma(u, s3);
            t3 = broadcast(FLOATS, a[a3 + k + 1]).fma(v, t3);
            s4 = broadcast(FLOATS, a[a4 + k + 1]).fma(u, s4);
            t4 = broadcast(FLOATS, a[a4 + k + 1]).fma(v, t4);
            s5 = broadcast(FLOATS, a[a5 + k + 1]).fma(u, s5);
            t5 = broadcast(FLOATS, a[a5 + k + 1]).fma(v, t5);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, cAt + cStride);
        t1.intoArray(c, cAt + cStride + LANES);
        s2.intoArray(c, cAt + 2 * cStride);
        t2.intoArray(c, cAt + 2 * cStride + LANES);
        s3.intoArray(c, cAt + 3 * cStride);
        t3.intoArray(c, cAt + 3 * cStride + LANES);
        s4.intoArray(c, cAt + 4 * cStride);
        t4.intoArray(c, cAt + 4 * cStride + LANES);
        s5.intoArray(c, cAt + 5 * cStride);
        t5.intoArray(c, cAt + 5 * cStride + LANES);
    }

    /** c[0 .. 5, 0 .. 2 lanes) = from + a[0 .. 5, 0 .. depth) · b; 10 running sums. */
    static void rows5(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int b1,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int a2 = aAt + 2 * aStride;
        int a3 = aAt + 3 * aStride;
        int a4 = aAt + 4 * aStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, fromAt + fromStride);
        FloatVector t1 = fromArray(FLOATS, from, fromAt + fromStride + LANES);
        FloatVector s2 = fromArray(FLOATS, from, fromAt + 2 * fromStride);
        FloatVector t2 = fromArray(FLOATS, from, fromAt + 2 * fromStride + LANES);
        FloatVector s3 = fromArray(FLOATS, from, fromAt + 3 * fromStride);
        FloatVector t3 = fromArray(FLOATS, from, fromAt + 3 * fromStride + LANES);
        FloatVector s4 = fromArray(FLOATS, from, fromAt + 4 * fromStride);
        FloatVector t4 = fromArray(FLOATS, from, fromAt + 4 * fromStride + LANES);
        for (int k = 0; k < depth; k += 2) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b1 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
            t0 = broadcast(FLOATS, a[aAt + k]).fma(y, t0);
            s1 = broadcast(FLOATS, a[a1 + k]).fma(x, s1);
            t1 = broadcast(FLOATS, a[a1 + k]).fma(y, t1);
            s2 = broadcast(FLOATS, a[a2 + k]).fma(x, s2);
            t2 = broadcast(FLOATS, a[a2 + k]).fma(y, t2);
            s3 = broadcast(FLOATS, a[a3 + k]).fma(x, s3);
            t3 = broadcast(FLOATS, a[a3 + k]).fma(y, t3);
            s4 = broadcast(FLOATS, a[a4 + k]).fma(x, s4);
            t4 = broadcast(FLOATS, a[a4 + k]).fma(y, t4);
            FloatVector u = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH);
            FloatVector v = fromArray(FLOATS, b, b1 + k * WIDTH + WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k + 1]).fma(u, s0);
            t0 = broadcast(FLOATS, a[aAt + k + 1]).fma(v, t0);
            s1 = broadcast(FLOATS, a[a1 + k + 1]).fma(u, s1);
            t1 = broadcast(FLOATS, a[a1 + k + 1]).fma(v, t1);
            s2 = broadcast(FLOATS, a[a2 + k + 1]).fma(u, s2);
            t2 = broadcast(FLOATS, a[a2 + k + 1]).fma(v, t2);
            s3 = broadcast(FLOATS, a[a3 + k + 1]).fma(u, s3);
            t3 = broadcast(FLOATS, a[a3 + k + 1]).fma(v, t3);
            s4 = broadcast(FLOATS, a[a4 + k + 1]).fma(u, s4);
            t4 = broadcast(FLOATS, a[a4 + k + 1]).fma(v, t4);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, cAt + cStride);
        t1.intoArray(c, cAt + cStride + LANES);
        s2.intoArray(c, cAt + 2 * cStride);
        t2.intoArray(c, cAt + 2 * cStride + LANES);
        s3.intoArray(c, cAt + 3 * cStride);
        t3.intoArray(c, cAt + 3 * cStride + LANES);
        s4.intoArray(c, cAt + 4 * cStride);
        t4.intoArray(c, cAt + 4 * cStride + LANES);
    }

    /** c[0 .. 4, 0 .. 2 lanes) = from + a[0 .. 4, 0 .. depth) · b; 8 running sums. */
    static void rows4(
            float[] a,
            int aAt,
            int aStride,
            float[] b,
            int b0,
            int b1,
            int depth,
            float[] from,
            int fromAt,
            int fromStride,
            float[] c,
            int cAt,
            int cStride) {
        int a1 = aAt + aStride;
        int a2 = aAt + 2 * aStride;
        int a3 = aAt + 3 * aStride;
        FloatVector s0 = fromArray(FLOATS, from, fromAt);
        FloatVector t0 = fromArray(FLOATS, from, fromAt + LANES);
        FloatVector s1 = fromArray(FLOATS, from, fromAt + fromStride);
        FloatVector t1 = fromArray(FLOATS, from, fromAt + fromStride + LANES);
        FloatVector s2 = fromArray(FLOATS, from, fromAt + 2 * fromStride);
        FloatVector t2 = fromArray(FLOATS, from, fromAt + 2 * fromStride + LANES);
        FloatVector s3 = fromArray(FLOATS, from, fromAt + 3 * fromStride);
        FloatVector t3 = fromArray(FLOATS, from, fromAt + 3 * fromStride + LANES);
        for (int k = 0; k < depth; k += 2) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b1 + k * WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k]).fma(x, s0);
            t0 = broadcast(FLOATS, a[aAt + k]).fma(y, t0);
            s1 = broadcast(FLOATS, a[a1 + k]).fma(x, s1);
            t1 = broadcast(FLOATS, a[a1 + k]).fma(y, t1);
            s2 = broadcast(FLOATS, a[a2 + k]).fma(x, s2);
            t2 = broadcast(FLOATS, a[a2 + k]).fma(y, t2);
            s3 = broadcast(FLOATS, a[a3 + k]).fma(x, s3);
            t3 = broadcast(FLOATS, a[a3 + k]).fma(y, t3);
            FloatVector u = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH);
            FloatVector v = fromArray(FLOATS, b, b1 + k * WIDTH + WIDTH);
            s0 = broadcast(FLOATS, a[aAt + k + 1]).fma(u, s0);
            t0 = broadcast(FLOATS, a[aAt + k + 1]).fma(v, t0);
            s1 = broadcast(FLOATS, a[a1 + k + 1]).fma(u, s1);
            t1 = broadcast(FLOATS, a[a1 + k + 1]).fma(v, t1);
            s2 = broadcast(FLOATS, a[a2 + k + 1]).fma(u, s2);
            t2 = broadcast(FLOATS, a[a2 + k + 1]).fma(v, t2);
            s3 = broadcast(FLOATS, a[a3 + k + 1]).fma(u, s3);
            t3 = broadcast(FLOATS, a[a3 + k + 1]).fma(v, t3);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, cAt + cStride);
        t1.intoArray(c, cAt + cStride + LANES);
        s2.intoArray(c, cAt + 2 * cStride);
        t2.intoArray(c, cAt + 2 * cStride + LANES);
        s3.intoArray(c, cAt + 3 * cStride);
        t3.intoArray(c, cAt + 3 * cStride + LANES);
    }
}
