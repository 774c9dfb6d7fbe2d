package dev.unroll.core.compact;

import static dev.unroll.core.compact.VectorCompactKernels.BYTES;
import static dev.unroll.core.compact.VectorCompactKernels.FLOATS;
import static dev.unroll.core.compact.VectorCompactKernels.LANES;
import static dev.unroll.core.kernel.Panels.WIDTH;
import static jdk.incubator.vector.VectorOperators.B2F;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;

/**
 * The innermost loops of a row times weights of int8: bytes become floats and are multiplied by their column's scale, which is
 * exact, so that the one rounding is that of the sum.
 *
 * <p>Parameters as in {@link VectorBFloat16}; {@code at} is the first column in {@code scales}.
 */
final class VectorInt8 {

    private VectorInt8() {}

    /** One row of A times 8 vectors of columns. */
    static void wide8(
            float[] a, int aAt, byte[] b, int bAt, int panel, int depth, float[] scales, int at, float[] c, int cAt) {
        int b0 = bAt + 0 * LANES / WIDTH * panel + 0 * LANES % WIDTH;
        int b1 = bAt + 1 * LANES / WIDTH * panel + 1 * LANES % WIDTH;
        int b2 = bAt + 2 * LANES / WIDTH * panel + 2 * LANES % WIDTH;
        int b3 = bAt + 3 * LANES / WIDTH * panel + 3 * LANES % WIDTH;
        int b4 = bAt + 4 * LANES / WIDTH * panel + 4 * LANES % WIDTH;
        int b5 = bAt + 5 * LANES / WIDTH * panel + 5 * LANES % WIDTH;
        int b6 = bAt + 6 * LANES / WIDTH * panel + 6 * LANES % WIDTH;
        int b7 = bAt + 7 * LANES / WIDTH * panel + 7 * LANES % WIDTH;
        FloatVector r0 = FloatVector.fromArray(FLOATS, scales, at);
        FloatVector r1 = FloatVector.fromArray(FLOATS, scales, at + LANES);
        FloatVector r2 = FloatVector.fromArray(FLOATS, scales, at + 2 * LANES);
        FloatVector r3 = FloatVector.fromArray(FLOATS, scales, at + 3 * LANES);
        FloatVector r4 = FloatVector.fromArray(FLOATS, scales, at + 4 * LANES);
        FloatVector r5 = FloatVector.fromArray(FLOATS, scales, at + 5 * LANES);
        FloatVector r6 = FloatVector.fromArray(FLOATS, scales, at + 6 * LANES);
        FloatVector r7 = FloatVector.fromArray(FLOATS, scales, at + 7 * LANES);
        FloatVector s0 = FloatVector.fromArray(FLOATS, c, cAt);
        FloatVector s1 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
        FloatVector s2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(FLOATS, c, cAt + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(FLOATS, c, cAt + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(FLOATS, c, cAt + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(FLOATS, c, cAt + 7 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector w = FloatVector.broadcast(FLOATS, a[aAt + k]);
            Vector<Float> v0 = ByteVector.fromArray(BYTES, b, b0 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s0 = w.fma(v0.mul(r0), s0);
            Vector<Float> v1 = ByteVector.fromArray(BYTES, b, b1 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s1 = w.fma(v1.mul(r1), s1);
            Vector<Float> v2 = ByteVector.fromArray(BYTES, b, b2 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s2 = w.fma(v2.mul(r2), s2);
            Vector<Float> v3 = ByteVector.fromArray(BYTES, b, b3 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s3 = w.fma(v3.mul(r3), s3);
            Vector<Float> v4 = ByteVector.fromArray(BYTES, b, b4 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s4 = w.fma(v4.mul(r4), s4);
            Vector<Float> v5 = ByteVector.fromArray(BYTES, b, b5 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s5 = w.fma(v5.mul(r5), s5);
            Vector<Float> v6 = ByteVector.fromArray(BYTES, b, b6 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s6 = w.fma(v6.mul(r6), s6);
            Vector<Float> v7 = ByteVector.fromArray(BYTES, b, b7 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s7 = w.fma(v7.mul(r7), s7);
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

    /** One row of A times 4 vectors of columns. */
    static void wide4(
            float[] a, int aAt, byte[] b, int bAt, int panel, int depth, float[] scales, int at, float[] c, int cAt) {
        int b0 = bAt + 0 * LANES / WIDTH * panel + 0 * LANES % WIDTH;
        int b1 = bAt + 1 * LANES / WIDTH * panel + 1 * LANES % WIDTH;
        int b2 = bAt + 2 * LANES / WIDTH * panel + 2 * LANES % WIDTH;
        int b3 = bAt + 3 * LANES / WIDTH * panel + 3 * LANES % WIDTH;
        FloatVector r0 = FloatVector.fromArray(FLOATS, scales, at);
        FloatVector r1 = FloatVector.fromArray(FLOATS, scales, at + LANES);
        FloatVector r2 = FloatVector.fromArray(FLOATS, scales, at + 2 * LANES);
        FloatVector r3 = FloatVector.fromArray(FLOATS, scales, at + 3 * LANES);
        FloatVector s0 = FloatVector.fromArray(FLOATS, c, cAt);
        FloatVector s1 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
        FloatVector s2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector w = FloatVector.broadcast(FLOATS, a[aAt + k]);
            Vector<Float> v0 = ByteVector.fromArray(BYTES, b, b0 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s0 = w.fma(v0.mul(r0), s0);
            Vector<Float> v1 = ByteVector.fromArray(BYTES, b, b1 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s1 = w.fma(v1.mul(r1), s1);
            Vector<Float> v2 = ByteVector.fromArray(BYTES, b, b2 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s2 = w.fma(v2.mul(r2), s2);
            Vector<Float> v3 = ByteVector.fromArray(BYTES, b, b3 + k * WIDTH).convertShape(B2F, FLOATS, 0);
            s3 = w.fma(v3.mul(r3), s3);
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + LANES);
        s2.intoArray(c, cAt + 2 * LANES);
        s3.intoArray(c, cAt + 3 * LANES);
    }

    /** As {@link #wide8}, for one vector of columns. */
    static void narrow(float[] a, int aAt, byte[] b, int bAt, int depth, float[] scales, int at, float[] c, int cAt) {
        FloatVector r = FloatVector.fromArray(FLOATS, scales, at);
        FloatVector sum = FloatVector.fromArray(FLOATS, c, cAt);
        for (int k = 0; k < depth; k++) {
            Vector<Float> v = ByteVector.fromArray(BYTES, b, bAt + k * WIDTH).convertShape(B2F, FLOATS, 0);
            sum = FloatVector.broadcast(FLOATS, a[aAt + k]).fma(v.mul(r), sum);
        }
        sum.intoArray(c, cAt);
    }
}
