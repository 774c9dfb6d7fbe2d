package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * As {@link VectorTiles}, for CPUs with 32 vector registers and an even depth: two k a turn, so that they share the
 * addresses of the rows. With one k a turn, C2 moves addresses to and fro between kinds of registers, which costs a tenth; so
 * does an address that is no variable of its own but worked out in the loop.
 */
final class VectorTallTiles {

    private VectorTallTiles() {}

    /** c[0 .. 12, 0 .. 2 lanes) = from + a[0 .. 12, 0 .. depth) · b; 24 running sums. */
    static void rows12(
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
        int a2 = aAt + 2 * aStride;
        int a3 = aAt + 3 * aStride;
        int a4 = aAt + 4 * aStride;
        int a5 = aAt + 5 * aStride;
        int a6 = aAt + 6 * aStride;
        int a7 = aAt + 7 * aStride;
        int a8 = aAt + 8 * aStride;
        int a9 = aAt + 9 * aStride;
        int a10 = aAt + 10 * aStride;
        int a11 = aAt + 11 * aStride;
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
        FloatVector s8 = fromArray(FLOATS, from, fromAt + 8 * fromStride);
        FloatVector t8 = fromArray(FLOATS, from, fromAt + 8 * fromStride + LANES);
        FloatVector s9 = fromArray(FLOATS, from, fromAt + 9 * fromStride);
        FloatVector t9 = fromArray(FLOATS, from, fromAt + 9 * fromStride + LANES);
        FloatVector s10 = fromArray(FLOATS, from, fromAt + 10 * fromStride);
        FloatVector t10 = fromArray(FLOATS, from, fromAt + 10 * fromStride + LANES);
        FloatVector s11 = fromArray(FLOATS, from, fromAt + 11 * fromStride);
        FloatVector t11 = fromArray(FLOATS, from, fromAt + 11 * fromStride + LANES);
        for (int k = 0; k < depth; k += 2) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b0 + k * WIDTH + LANES);
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
            s8 = broadcast(FLOATS, a[a8 + k]).fma(x, s8);
            t8 = broadcast(FLOATS, a[a8 + k]).fma(y, t8);
            s9 = broadcast(FLOATS, a[a9 + k]).fma(x, s9);
            t9 = broadcast(FLOATS, a[a9 + k]).fma(y, t9);
            s10 = broadcast(FLOATS, a[a10 + k]).fma(x, s10);
            t10 = broadcast(FLOATS, a[a10 + k]).fma(y, t10);
            s11 = broadcast(FLOATS, a[a11 + k]).fma(x, s11);
            t11 = broadcast(FLOATS, a[a11 + k]).fma(y, t11);
            FloatVector u = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH);
            FloatVector v = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH + LANES);
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
            s8 = broadcast(FLOATS, a[a8 + k + 1]).fma(u, s8);
            t8 = broadcast(FLOATS, a[a8 + k + 1]).fma(v, t8);
            s9 = broadcast(FLOATS, a[a9 + k + 1]).fma(u, s9);
            t9 = broadcast(FLOATS, a[a9 + k + 1]).fma(v, t9);
            s10 = broadcast(FLOATS, a[a10 + k + 1]).fma(u, s10);
            t10 = broadcast(FLOATS, a[a10 + k + 1]).fma(v, t10);
            s11 = broadcast(FLOATS, a[a11 + k + 1]).fma(u, s11);
            t11 = broadcast(FLOATS, a[a11 + k + 1]).fma(v, t11);
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
        s8.intoArray(c, cAt + 8 * cStride);
        t8.intoArray(c, cAt + 8 * cStride + LANES);
        s9.intoArray(c, cAt + 9 * cStride);
        t9.intoArray(c, cAt + 9 * cStride + LANES);
        s10.intoArray(c, cAt + 10 * cStride);
        t10.intoArray(c, cAt + 10 * cStride + LANES);
        s11.intoArray(c, cAt + 11 * cStride);
        t11.intoArray(c, cAt + 11 * cStride + LANES);
    }

    /** c[0 .. 10, 0 .. 2 lanes) = from + a[0 .. 10, 0 .. depth) · b; 20 running sums. */
    static void rows10(
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
        int a2 = aAt + 2 * aStride;
        int a3 = aAt + 3 * aStride;
        int a4 = aAt + 4 * aStride;
        int a5 = aAt + 5 * aStride;
        int a6 = aAt + 6 * aStride;
        int a7 = aAt + 7 * aStride;
        int a8 = aAt + 8 * aStride;
        int a9 = aAt + 9 * aStride;
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
        FloatVector s8 = fromArray(FLOATS, from, fromAt + 8 * fromStride);
        FloatVector t8 = fromArray(FLOATS, from, fromAt + 8 * fromStride + LANES);
        FloatVector s9 = fromArray(FLOATS, from, fromAt + 9 * fromStride);
        FloatVector t9 = fromArray(FLOATS, from, fromAt + 9 * fromStride + LANES);
        for (int k = 0; k < depth; k += 2) {
            FloatVector x = fromArray(FLOATS, b, b0 + k * WIDTH);
            FloatVector y = fromArray(FLOATS, b, b0 + k * WIDTH + LANES);
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
            s8 = broadcast(FLOATS, a[a8 + k]).fma(x, s8);
            t8 = broadcast(FLOATS, a[a8 + k]).fma(y, t8);
            s9 = broadcast(FLOATS, a[a9 + k]).fma(x, s9);
            t9 = broadcast(FLOATS, a[a9 + k]).fma(y, t9);
            FloatVector u = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH);
            FloatVector v = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH + LANES);
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
            s8 = broadcast(FLOATS, a[a8 + k + 1]).fma(u, s8);
            t8 = broadcast(FLOATS, a[a8 + k + 1]).fma(v, t8);
            s9 = broadcast(FLOATS, a[a9 + k + 1]).fma(u, s9);
            t9 = broadcast(FLOATS, a[a9 + k + 1]).fma(v, t9);
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
        s8.intoArray(c, cAt + 8 * cStride);
        t8.intoArray(c, cAt + 8 * cStride + LANES);
        s9.intoArray(c, cAt + 9 * cStride);
        t9.intoArray(c, cAt + 9 * cStride + LANES);
    }

    /** c[0 .. 8, 0 .. 2 lanes) = from + a[0 .. 8, 0 .. depth) · b; 16 running sums. */
    static void rows8(
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
            FloatVector y = fromArray(FLOATS, b, b0 + k * WIDTH + LANES);
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
            FloatVector v = fromArray(FLOATS, b, b0 + k * WIDTH + WIDTH + LANES);
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
}
