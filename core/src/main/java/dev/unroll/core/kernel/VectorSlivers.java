package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static dev.unroll.core.kernel.VectorLanes.MANY_REGISTERS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of {@link VectorTransposedProducts}: a few columns of A times two vectors of columns of B, both
 * packed in strips of {@link #STRIP} columns, sums in registers.
 *
 * <p>Parameters of all: row k of A's columns from {@code a[aAt + k * STRIP]}, row k of B's strip from
 * {@code b[bAt + k * STRIP]}; C from {@code c[cAt]}, rows {@code cStride} apart. Written out as {@link VectorTiles} is, for
 * the same reasons.
 */
final class VectorSlivers {

    /** Columns of a strip: two vectors. */
    static final int STRIP = 2 * LANES;

    /**
     * Columns of A at a time, by how many of a strip remain; the last number if there are more. With more than four, C2
     * spills a sum where there are but 16 registers.
     */
    private static final int[] HEIGHTS = MANY_REGISTERS
            ? new int[] {0, 1, 2, 3, 4, 3, 6, 4, 8, 6, 6, 8, 12, 6, 8, 12, 8, 8, 12, 8, 12, 12, 12, 12, 12}
            : new int[] {0, 1, 2, 3, 4, 3, 4, 4, 4};

    private VectorSlivers() {}

    /** c[0 .. rows, 0 .. 2 lanes) += the product of as many columns of A, in strips {@code strip} apart, and a strip of B. */
    static void add(
            float[] a, int a0, int strip, float[] b, int bAt, int depth, float[] c, int cAt, int cStride, int rows) {
        int height;
        for (int i = 0; i < rows; i += height) {
            int left = Math.min(rows - i, STRIP - i % STRIP);
            height = HEIGHTS[Math.min(left, HEIGHTS.length - 1)];
            int aAt = a0 + i / STRIP * strip + i % STRIP;
            int at = cAt + i * cStride;
            switch (height) {
                case 12 -> rows12(a, aAt, b, bAt, depth, c, at, cStride);
                case 8 -> rows8(a, aAt, b, bAt, depth, c, at, cStride);
                case 6 -> rows6(a, aAt, b, bAt, depth, c, at, cStride);
                case 4 -> rows4(a, aAt, b, bAt, depth, c, at, cStride);
                case 3 -> rows3(a, aAt, b, bAt, depth, c, at, cStride);
                case 2 -> rows2(a, aAt, b, bAt, depth, c, at, cStride);
                default -> rows1(a, aAt, b, bAt, depth, c, at);
            }
        }
    }

    static void rows12(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        FloatVector t1 = fromArray(FLOATS, c, cAt + cStride + LANES);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * cStride);
        FloatVector t2 = fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * cStride);
        FloatVector t3 = fromArray(FLOATS, c, cAt + 3 * cStride + LANES);
        FloatVector s4 = fromArray(FLOATS, c, cAt + 4 * cStride);
        FloatVector t4 = fromArray(FLOATS, c, cAt + 4 * cStride + LANES);
        FloatVector s5 = fromArray(FLOATS, c, cAt + 5 * cStride);
        FloatVector t5 = fromArray(FLOATS, c, cAt + 5 * cStride + LANES);
        FloatVector s6 = fromArray(FLOATS, c, cAt + 6 * cStride);
        FloatVector t6 = fromArray(FLOATS, c, cAt + 6 * cStride + LANES);
        FloatVector s7 = fromArray(FLOATS, c, cAt + 7 * cStride);
        FloatVector t7 = fromArray(FLOATS, c, cAt + 7 * cStride + LANES);
        FloatVector s8 = fromArray(FLOATS, c, cAt + 8 * cStride);
        FloatVector t8 = fromArray(FLOATS, c, cAt + 8 * cStride + LANES);
        FloatVector s9 = fromArray(FLOATS, c, cAt + 9 * cStride);
        FloatVector t9 = fromArray(FLOATS, c, cAt + 9 * cStride + LANES);
        FloatVector s10 = fromArray(FLOATS, c, cAt + 10 * cStride);
        FloatVector t10 = fromArray(FLOATS, c, cAt + 10 * cStride + LANES);
        FloatVector s11 = fromArray(FLOATS, c, cAt + 11 * cStride);
        FloatVector t11 = fromArray(FLOATS, c, cAt + 11 * cStride + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, bAt + k * STRIP);
            FloatVector y = fromArray(FLOATS, b, bAt + k * STRIP + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * STRIP]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * STRIP + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[aAt + k * STRIP + 2]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
            FloatVector w3 = broadcast(FLOATS, a[aAt + k * STRIP + 3]);
            s3 = w3.fma(x, s3);
            t3 = w3.fma(y, t3);
            FloatVector w4 = broadcast(FLOATS, a[aAt + k * STRIP + 4]);
            s4 = w4.fma(x, s4);
            t4 = w4.fma(y, t4);
            FloatVector w5 = broadcast(FLOATS, a[aAt + k * STRIP + 5]);
            s5 = w5.fma(x, s5);
            t5 = w5.fma(y, t5);
            FloatVector w6 = broadcast(FLOATS, a[aAt + k * STRIP + 6]);
            s6 = w6.fma(x, s6);
            t6 = w6.fma(y, t6);
            FloatVector w7 = broadcast(FLOATS, a[aAt + k * STRIP + 7]);
            s7 = w7.fma(x, s7);
            t7 = w7.fma(y, t7);
            FloatVector w8 = broadcast(FLOATS, a[aAt + k * STRIP + 8]);
            s8 = w8.fma(x, s8);
            t8 = w8.fma(y, t8);
            FloatVector w9 = broadcast(FLOATS, a[aAt + k * STRIP + 9]);
            s9 = w9.fma(x, s9);
            t9 = w9.fma(y, t9);
            FloatVector w10 = broadcast(FLOATS, a[aAt + k * STRIP + 10]);
            s10 = w10.fma(x, s10);
            t10 = w10.fma(y, t10);
            FloatVector w11 = broadcast(FLOATS, a[aAt + k * STRIP + 11]);
            s11 = w11.fma(x, s11);
            t11 = w11.fma(y, t11);
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

    static void rows8(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        FloatVector t1 = fromArray(FLOATS, c, cAt + cStride + LANES);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * cStride);
        FloatVector t2 = fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * cStride);
        FloatVector t3 = fromArray(FLOATS, c, cAt + 3 * cStride + LANES);
        FloatVector s4 = fromArray(FLOATS, c, cAt + 4 * cStride);
        FloatVector t4 = fromArray(FLOATS, c, cAt + 4 * cStride + LANES);
        FloatVector s5 = fromArray(FLOATS, c, cAt + 5 * cStride);
        FloatVector t5 = fromArray(FLOATS, c, cAt + 5 * cStride + LANES);
        FloatVector s6 = fromArray(FLOATS, c, cAt + 6 * cStride);
        FloatVector t6 = fromArray(FLOATS, c, cAt + 6 * cStride + LANES);
        FloatVector s7 = fromArray(FLOATS, c, cAt + 7 * cStride);
        FloatVector t7 = fromArray(FLOATS, c, cAt + 7 * cStride + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, bAt + k * STRIP);
            FloatVector y = fromArray(FLOATS, b, bAt + k * STRIP + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * STRIP]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * STRIP + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[aAt + k * STRIP + 2]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
            FloatVector w3 = broadcast(FLOATS, a[aAt + k * STRIP + 3]);
            s3 = w3.fma(x, s3);
            t3 = w3.fma(y, t3);
            FloatVector w4 = broadcast(FLOATS, a[aAt + k * STRIP + 4]);
            s4 = w4.fma(x, s4);
            t4 = w4.fma(y, t4);
            FloatVector w5 = broadcast(FLOATS, a[aAt + k * STRIP + 5]);
            s5 = w5.fma(x, s5);
            t5 = w5.fma(y, t5);
            FloatVector w6 = broadcast(FLOATS, a[aAt + k * STRIP + 6]);
            s6 = w6.fma(x, s6);
            t6 = w6.fma(y, t6);
            FloatVector w7 = broadcast(FLOATS, a[aAt + k * STRIP + 7]);
            s7 = w7.fma(x, s7);
            t7 = w7.fma(y, t7);
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

    static void rows6(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        FloatVector t1 = fromArray(FLOATS, c, cAt + cStride + LANES);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * cStride);
        FloatVector t2 = fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * cStride);
        FloatVector t3 = fromArray(FLOATS, c, cAt + 3 * cStride + LANES);
        FloatVector s4 = fromArray(FLOATS, c, cAt + 4 * cStride);
        FloatVector t4 = fromArray(FLOATS, c, cAt + 4 * cStride + LANES);
        FloatVector s5 = fromArray(FLOATS, c, cAt + 5 * cStride);
        FloatVector t5 = fromArray(FLOATS, c, cAt + 5 * cStride + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, bAt + k * STRIP);
            FloatVector y = fromArray(FLOATS, b, bAt + k * STRIP + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * STRIP]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * STRIP + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[aAt + k * STRIP + 2]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
            FloatVector w3 = broadcast(FLOATS, a[aAt + k * STRIP + 3]);
            s3 = w3.fma(x, s3);
            t3 = w3.fma(y, t3);
            FloatVector w4 = broadcast(FLOATS, a[aAt + k * STRIP + 4]);
            s4 = w4.fma(x, s4);
            t4 = w4.fma(y, t4);
            FloatVector w5 = broadcast(FLOATS, a[aAt + k * STRIP + 5]);
            s5 = w5.fma(x, s5);
            t5 = w5.fma(y, t5);
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

    static void rows4(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        FloatVector t1 = fromArray(FLOATS, c, cAt + cStride + LANES);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * cStride);
        FloatVector t2 = fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
        FloatVector s3 = fromArray(FLOATS, c, cAt + 3 * cStride);
        FloatVector t3 = fromArray(FLOATS, c, cAt + 3 * cStride + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, bAt + k * STRIP);
            FloatVector y = fromArray(FLOATS, b, bAt + k * STRIP + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * STRIP]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * STRIP + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[aAt + k * STRIP + 2]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
            FloatVector w3 = broadcast(FLOATS, a[aAt + k * STRIP + 3]);
            s3 = w3.fma(x, s3);
            t3 = w3.fma(y, t3);
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

    static void rows3(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        FloatVector t1 = fromArray(FLOATS, c, cAt + cStride + LANES);
        FloatVector s2 = fromArray(FLOATS, c, cAt + 2 * cStride);
        FloatVector t2 = fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, bAt + k * STRIP);
            FloatVector y = fromArray(FLOATS, b, bAt + k * STRIP + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * STRIP]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * STRIP + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
            FloatVector w2 = broadcast(FLOATS, a[aAt + k * STRIP + 2]);
            s2 = w2.fma(x, s2);
            t2 = w2.fma(y, t2);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, cAt + cStride);
        t1.intoArray(c, cAt + cStride + LANES);
        s2.intoArray(c, cAt + 2 * cStride);
        t2.intoArray(c, cAt + 2 * cStride + LANES);
    }

    static void rows2(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt, int cStride) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        FloatVector s1 = fromArray(FLOATS, c, cAt + cStride);
        FloatVector t1 = fromArray(FLOATS, c, cAt + cStride + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, bAt + k * STRIP);
            FloatVector y = fromArray(FLOATS, b, bAt + k * STRIP + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * STRIP]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
            FloatVector w1 = broadcast(FLOATS, a[aAt + k * STRIP + 1]);
            s1 = w1.fma(x, s1);
            t1 = w1.fma(y, t1);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
        s1.intoArray(c, cAt + cStride);
        t1.intoArray(c, cAt + cStride + LANES);
    }

    static void rows1(float[] a, int aAt, float[] b, int bAt, int depth, float[] c, int cAt) {
        FloatVector s0 = fromArray(FLOATS, c, cAt);
        FloatVector t0 = fromArray(FLOATS, c, cAt + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x = fromArray(FLOATS, b, bAt + k * STRIP);
            FloatVector y = fromArray(FLOATS, b, bAt + k * STRIP + LANES);
            FloatVector w0 = broadcast(FLOATS, a[aAt + k * STRIP]);
            s0 = w0.fma(x, s0);
            t0 = w0.fma(y, t0);
        }
        s0.intoArray(c, cAt);
        t0.intoArray(c, cAt + LANES);
    }
}
