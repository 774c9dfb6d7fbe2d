package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Kernels.REDUCTION_LANES;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static dev.unroll.core.kernel.VectorLanes.load;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums and maxima: the sixteen virtual lanes are one, two or four vectors, folded in the tree that
 * {@link ScalarKernels} defines.
 *
 * <p>The last elements that fill no sixteen lanes are added one at a time to the lane they belong to, and +0 to the
 * others: that changes no bit, because a sum that started from +0 is never −0.
 */
final class VectorReductions {

    private static final FloatVector ZERO = FloatVector.zero(FLOATS);
    private static final FloatVector LANE_NUMBERS = ZERO.addIndex(1);

    private static final VectorShuffle<Float> BY_8 = rotation(8);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_1 = rotation(1);

    private VectorReductions() {}

    private static VectorShuffle<Float> rotation(int lanes) {
        return VectorShuffle.iota(FLOATS, lanes % LANES, 1, true);
    }

    static float sum(float[] x, int xAt, int n) {
        FloatVector v0 = ZERO;
        FloatVector v1 = ZERO;
        FloatVector v2 = ZERO;
        FloatVector v3 = ZERO;
        int whole = n - n % REDUCTION_LANES;
        for (int i = 0; i < whole; i += REDUCTION_LANES) {
            v0 = v0.add(load(x, xAt + i));
            if (LANES <= 8) {
                v1 = v1.add(load(x, xAt + i + LANES));
            }
            if (LANES <= 4) {
                v2 = v2.add(load(x, xAt + i + 2 * LANES));
                v3 = v3.add(load(x, xAt + i + 3 * LANES));
            }
        }
        for (int i = whole; i < n; i++) {
            int lane = i - whole;
            float value = x[xAt + i];
            v0 = v0.add(only(lane, value));
            v1 = v1.add(only(lane - LANES, value));
            v2 = v2.add(only(lane - 2 * LANES, value));
            v3 = v3.add(only(lane - 3 * LANES, value));
        }
        return fold(v0, v1, v2, v3);
    }

    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector v0 = ZERO;
        FloatVector v1 = ZERO;
        FloatVector v2 = ZERO;
        FloatVector v3 = ZERO;
        int whole = n - n % REDUCTION_LANES;
        for (int i = 0; i < whole; i += REDUCTION_LANES) {
            v0 = v0.add(load(x, xAt + i).mul(load(y, yAt + i)));
            if (LANES <= 8) {
                v1 = v1.add(load(x, xAt + i + LANES).mul(load(y, yAt + i + LANES)));
            }
            if (LANES <= 4) {
                v2 = v2.add(load(x, xAt + i + 2 * LANES).mul(load(y, yAt + i + 2 * LANES)));
                v3 = v3.add(load(x, xAt + i + 3 * LANES).mul(load(y, yAt + i + 3 * LANES)));
            }
        }
        for (int i = whole; i < n; i++) {
            int lane = i - whole;
            float value = x[xAt + i] * y[yAt + i];
            v0 = v0.add(only(lane, value));
            v1 = v1.add(only(lane - LANES, value));
            v2 = v2.add(only(lane - 2 * LANES, value));
            v3 = v3.add(only(lane - 3 * LANES, value));
        }
        return fold(v0, v1, v2, v3);
    }

    static float max(float[] x, int xAt, int n) {
        FloatVector v = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            v = v.max(load(x, xAt + i));
        }
        if (LANES == 16) {
            v = v.max(v.rearrange(BY_8));
        }
        if (LANES >= 8) {
            v = v.max(v.rearrange(BY_4));
        }
        v = v.max(v.rearrange(BY_2));
        v = v.max(v.rearrange(BY_1));
        float max = v.lane(0);
        for (int i = whole; i < n; i++) {
            max = Math.max(max, x[xAt + i]);
        }
        return max;
    }

    /** Returns {@code value} in this lane and zeros in all others; only zeros if there is no such lane. */
    private static FloatVector only(int lane, float value) {
        return ZERO.blend(value, LANE_NUMBERS.compare(EQ, lane));
    }

    /** Returns the sum of the sixteen lanes: those eight apart first, then four, two, one. */
    private static float fold(FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3) {
        FloatVector v = v0;
        if (LANES == 16) {
            v = v.add(v.rearrange(BY_8));
            v = v.add(v.rearrange(BY_4));
        } else if (LANES == 8) {
            v = v.add(v1);
            v = v.add(v.rearrange(BY_4));
        } else {
            v = v.add(v2).add(v1.add(v3));
        }
        v = v.add(v.rearrange(BY_2));
        v = v.add(v.rearrange(BY_1));
        return v.lane(0);
    }
}
