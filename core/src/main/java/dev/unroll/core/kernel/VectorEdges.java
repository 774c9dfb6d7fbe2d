package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Panels.WIDTH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The innermost loops of small products, one vector of columns wide, of which only {@code n} count: masked, since to copy
 * them costs more than to multiply them.
 *
 * <p>Each loop has a method and a mask of its own. Where one that never runs stands behind another, C2 keeps the vectors of
 * both in objects (measured: thirty times slower).
 */
final class VectorEdges {

    private VectorEdges() {}

    /** c[0 .. n) += a[0 .. depth) · b, where row k of b is at {@code b0 + k * WIDTH}. */
    static void product(float[] a, int aAt, float[] b, int b0, int depth, float[] c, int cAt, int n) {
        VectorMask<Float> lanes = FLOATS.indexInRange(0, n);
        FloatVector sum = fromArray(FLOATS, c, cAt, lanes);
        for (int k = 0; k < depth; k++) {
            sum = broadcast(FLOATS, a[aAt + k]).fma(fromArray(FLOATS, b, b0 + k * WIDTH), sum);
        }
        sum.intoArray(c, cAt, lanes);
    }

    /** c[0 .. n) += Σₖ a[k · aStride] · b[k · bStride .. + n), k in 0 .. depth: one row of Aᵀ · B. */
    static void transposed(
            float[] a, int aAt, int aStride, float[] b, int bAt, int bStride, int depth, float[] c, int cAt, int n) {
        VectorMask<Float> lanes = FLOATS.indexInRange(0, n);
        FloatVector sum = fromArray(FLOATS, c, cAt, lanes);
        for (int k = 0; k < depth; k++) {
            FloatVector y = fromArray(FLOATS, b, bAt + k * bStride, lanes);
            sum = broadcast(FLOATS, a[aAt + k * aStride]).fma(y, sum);
        }
        sum.intoArray(c, cAt, lanes);
    }

    /** As {@link #transposed}, four rows of C, {@code cStride} apart: all are read before one is written, which a mask needs. */
    static void transposed4(
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
