package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Kernels.REDUCTION_LANES;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and maxima: the sixteen virtual lanes are one, two or four vectors, folded in the tree that
 * {@link ScalarKernels} defines.
 *
 * <p>The last elements that fill no sixteen lanes are added to the lanes they belong to, in masked vectors: after a loop
 * that seldom runs, C2 keeps the sums in objects (measured: eight times slower).
 */
final class VectorReductions {

    private static final VectorShuffle<Float> BY_8 = rotation(8);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_1 = rotation(1);

    private static final VectorSpecies<Long> PAIRS = FLOATS.withLanes(long.class);

    /** 0, 2, 4, … */
    private static final LongVector EVEN_NUMBERS = LongVector.zero(PAIRS).addIndex(2);

    private VectorReductions() {}

    private static VectorShuffle<Float> rotation(int lanes) {
        return VectorShuffle.iota(FLOATS, lanes % LANES, 1, true);
    }

    /** Elements {@code i .. n}, of which there may be none, and zeros, which change no sum that began at zero. */
    private static FloatVector rest(float[] x, int xAt, int i, int n) {
        return FloatVector.fromArray(FLOATS, x, xAt + i, FLOATS.indexInRange(i, n));
    }

    static float sum(float[] x, int xAt, int n) {
        FloatVector v0 = FloatVector.zero(FLOATS);
        FloatVector v1 = FloatVector.zero(FLOATS);
        FloatVector v2 = FloatVector.zero(FLOATS);
        FloatVector v3 = FloatVector.zero(FLOATS);
        int whole = n - n % REDUCTION_LANES;
        for (int i = 0; i < whole; i += REDUCTION_LANES) {
            v0 = v0.add(FloatVector.fromArray(FLOATS, x, xAt + i));
            if (LANES <= 8) {
                v1 = v1.add(FloatVector.fromArray(FLOATS, x, xAt + i + LANES));
            }
            if (LANES <= 4) {
                v2 = v2.add(FloatVector.fromArray(FLOATS, x, xAt + i + 2 * LANES));
                v3 = v3.add(FloatVector.fromArray(FLOATS, x, xAt + i + 3 * LANES));
            }
        }
        v0 = v0.add(rest(x, xAt, whole, n));
        if (LANES <= 8) {
            v1 = v1.add(rest(x, xAt, whole + LANES, n));
        }
        if (LANES <= 4) {
            v2 = v2.add(rest(x, xAt, whole + 2 * LANES, n));
            v3 = v3.add(rest(x, xAt, whole + 3 * LANES, n));
        }
        FloatVector v = LANES == 4 ? v0.add(v2).add(v1.add(v3)) : LANES == 8 ? v0.add(v1) : v0.add(v0.rearrange(BY_8));
        if (LANES >= 8) {
            v = v.add(v.rearrange(BY_4));
        }
        v = v.add(v.rearrange(BY_2));
        return v.add(v.rearrange(BY_1)).lane(0);
    }

    /** The hash of whole vectors that begin at an even place: each pair of numbers is a long, the even one its lower half. */
    static long hash(float[] x, int xAt, int n) {
        LongVector factors = LongVector.broadcast(PAIRS, xAt + 1).add(EVEN_NUMBERS);
        LongVector sum = LongVector.zero(PAIRS);
        for (int i = 0; i < n; i += LANES) {
            LongVector pairs = FloatVector.fromArray(FLOATS, x, xAt + i).reinterpretAsLongs();
            sum = sum.add(pairs.mul(factors));
            factors = factors.add(LANES);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector v0 = FloatVector.zero(FLOATS);
        FloatVector v1 = FloatVector.zero(FLOATS);
        FloatVector v2 = FloatVector.zero(FLOATS);
        FloatVector v3 = FloatVector.zero(FLOATS);
        int whole = n - n % REDUCTION_LANES;
        for (int i = 0; i < whole; i += REDUCTION_LANES) {
            v0 = v0.add(FloatVector.fromArray(FLOATS, x, xAt + i).mul(FloatVector.fromArray(FLOATS, y, yAt + i)));
            if (LANES <= 8) {
                v1 = v1.add(FloatVector.fromArray(FLOATS, x, xAt + i + LANES)
                        .mul(FloatVector.fromArray(FLOATS, y, yAt + i + LANES)));
            }
            if (LANES <= 4) {
                v2 = v2.add(FloatVector.fromArray(FLOATS, x, xAt + i + 2 * LANES)
                        .mul(FloatVector.fromArray(FLOATS, y, yAt + i + 2 * LANES)));
                v3 = v3.add(FloatVector.fromArray(FLOATS, x, xAt + i + 3 * LANES)
                        .mul(FloatVector.fromArray(FLOATS, y, yAt + i + 3 * LANES)));
            }
        }
        v0 = v0.add(rest(x, xAt, whole, n).mul(rest(y, yAt, whole, n)));
        if (LANES <= 8) {
            v1 = v1.add(rest(x, xAt, whole + LANES, n).mul(rest(y, yAt, whole + LANES, n)));
        }
        if (LANES <= 4) {
            v2 = v2.add(rest(x, xAt, whole + 2 * LANES, n).mul(rest(y, yAt, whole + 2 * LANES, n)));
            v3 = v3.add(rest(x, xAt, whole + 3 * LANES, n).mul(rest(y, yAt, whole + 3 * LANES, n)));
        }
        FloatVector v = LANES == 4 ? v0.add(v2).add(v1.add(v3)) : LANES == 8 ? v0.add(v1) : v0.add(v0.rearrange(BY_8));
        if (LANES >= 8) {
            v = v.add(v.rearrange(BY_4));
        }
        v = v.add(v.rearrange(BY_2));
        return v.add(v.rearrange(BY_1)).lane(0);
    }

    static float max(float[] x, int xAt, int n) {
        FloatVector v = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            v = v.max(FloatVector.fromArray(FLOATS, x, xAt + i));
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
}
