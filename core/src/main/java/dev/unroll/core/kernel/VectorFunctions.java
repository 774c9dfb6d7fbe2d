package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Functions.EXPONENT_BIAS;
import static dev.unroll.core.kernel.Functions.EXP_0;
import static dev.unroll.core.kernel.Functions.EXP_1;
import static dev.unroll.core.kernel.Functions.EXP_2;
import static dev.unroll.core.kernel.Functions.EXP_3;
import static dev.unroll.core.kernel.Functions.EXP_4;
import static dev.unroll.core.kernel.Functions.EXP_HIGH;
import static dev.unroll.core.kernel.Functions.EXP_LOW;
import static dev.unroll.core.kernel.Functions.FRACTION_BITS;
import static dev.unroll.core.kernel.Functions.LN2_HIGH;
import static dev.unroll.core.kernel.Functions.LN2_LOW;
import static dev.unroll.core.kernel.Functions.LOG2_E;
import static dev.unroll.core.kernel.Functions.LOG_0;
import static dev.unroll.core.kernel.Functions.LOG_1;
import static dev.unroll.core.kernel.Functions.LOG_2;
import static dev.unroll.core.kernel.Functions.LOG_3;
import static dev.unroll.core.kernel.Functions.LOG_4;
import static dev.unroll.core.kernel.Functions.LOG_5;
import static dev.unroll.core.kernel.Functions.LOG_6;
import static dev.unroll.core.kernel.Functions.LOG_7;
import static dev.unroll.core.kernel.Functions.ROUNDER;
import static dev.unroll.core.kernel.Functions.ROUNDER_BITS;
import static dev.unroll.core.kernel.Functions.SQRT_HALF_BITS;
import static dev.unroll.core.kernel.Functions.SUBNORMAL_EXPONENT;
import static dev.unroll.core.kernel.Functions.SUBNORMAL_SCALE;
import static dev.unroll.core.kernel.Functions.TANH_HIGH;
import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * {@link Functions}, several floats at a time: the same operations in the same order, hence the same bits.
 *
 * <p>Each loop is written out in full. C2 always inlines the Vector API, but not our own methods once the method it
 * compiles has grown large; a vector that passes between two methods which are not inlined becomes an object.
 */
final class VectorFunctions {

    private VectorFunctions() {}

    /** z = eˣ for the first {@code whole} elements, a multiple of the lanes. */
    static void exp(float[] x, int xAt, float[] z, int zAt, int whole) {
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector high = v.blend(EXP_HIGH, v.compare(GT, EXP_HIGH));
            FloatVector clamped = high.blend(EXP_LOW, high.compare(LT, EXP_LOW));
            FloatVector rounded = clamped.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUNDER));
            FloatVector n = rounded.sub(ROUNDER);
            FloatVector r = n.fma(broadcast(FLOATS, -LN2_LOW), n.fma(broadcast(FLOATS, -LN2_HIGH), clamped));
            FloatVector q = broadcast(FLOATS, EXP_4).fma(r, broadcast(FLOATS, EXP_3));
            q = q.fma(r, broadcast(FLOATS, EXP_2));
            q = q.fma(r, broadcast(FLOATS, EXP_1));
            q = q.fma(r, broadcast(FLOATS, EXP_0));
            FloatVector expm1 = r.mul(r).fma(q, r);
            IntVector power = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = power.lanewise(ASHR, 1);
            FloatVector first =
                    half.add(EXPONENT_BIAS).lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
            FloatVector second = power.sub(half)
                    .add(EXPONENT_BIAS)
                    .lanewise(LSHL, FRACTION_BITS)
                    .reinterpretAsFloats();
            expm1.add(1).mul(first).mul(second).intoArray(z, zAt + i);
        }
    }

    /** z = tanh x for the first {@code whole} elements, a multiple of the lanes. */
    static void tanh(float[] x, int xAt, float[] z, int zAt, int whole) {
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector positive = v.abs();
            FloatVector twice =
                    positive.blend(TANH_HIGH, positive.compare(GT, TANH_HIGH)).mul(2);
            FloatVector rounded = twice.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUNDER));
            FloatVector n = rounded.sub(ROUNDER);
            FloatVector r = n.fma(broadcast(FLOATS, -LN2_LOW), n.fma(broadcast(FLOATS, -LN2_HIGH), twice));
            FloatVector q = broadcast(FLOATS, EXP_4).fma(r, broadcast(FLOATS, EXP_3));
            q = q.fma(r, broadcast(FLOATS, EXP_2));
            q = q.fma(r, broadcast(FLOATS, EXP_1));
            q = q.fma(r, broadcast(FLOATS, EXP_0));
            FloatVector expm1 = r.mul(r).fma(q, r);
            FloatVector power = rounded.reinterpretAsInts()
                    .sub(ROUNDER_BITS)
                    .add(EXPONENT_BIAS)
                    .lanewise(LSHL, FRACTION_BITS)
                    .reinterpretAsFloats();
            FloatVector m = power.fma(expm1, power.sub(1));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            m.div(m.add(2)).reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(z, zAt + i);
        }
    }

    /** z = tanh(x + y) for the first {@code whole} elements, a multiple of the lanes. */
    static void tanhOfSum(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int whole) {
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i).add(FloatVector.fromArray(FLOATS, y, yAt + i));
            FloatVector positive = v.abs();
            FloatVector twice =
                    positive.blend(TANH_HIGH, positive.compare(GT, TANH_HIGH)).mul(2);
            FloatVector rounded = twice.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUNDER));
            FloatVector n = rounded.sub(ROUNDER);
            FloatVector r = n.fma(broadcast(FLOATS, -LN2_LOW), n.fma(broadcast(FLOATS, -LN2_HIGH), twice));
            FloatVector q = broadcast(FLOATS, EXP_4).fma(r, broadcast(FLOATS, EXP_3));
            q = q.fma(r, broadcast(FLOATS, EXP_2));
            q = q.fma(r, broadcast(FLOATS, EXP_1));
            q = q.fma(r, broadcast(FLOATS, EXP_0));
            FloatVector expm1 = r.mul(r).fma(q, r);
            FloatVector power = rounded.reinterpretAsInts()
                    .sub(ROUNDER_BITS)
                    .add(EXPONENT_BIAS)
                    .lanewise(LSHL, FRACTION_BITS)
                    .reinterpretAsFloats();
            FloatVector m = power.fma(expm1, power.sub(1));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            m.div(m.add(2)).reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(z, zAt + i);
        }
    }

    /** z = σ(x) for the first {@code whole} elements, a multiple of the lanes. */
    static void sigmoid(float[] x, int xAt, float[] z, int zAt, int whole) {
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector negative = v.abs().neg();
            FloatVector clamped = negative.blend(EXP_LOW, negative.compare(LT, EXP_LOW));
            FloatVector rounded = clamped.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUNDER));
            FloatVector n = rounded.sub(ROUNDER);
            FloatVector r = n.fma(broadcast(FLOATS, -LN2_LOW), n.fma(broadcast(FLOATS, -LN2_HIGH), clamped));
            FloatVector q = broadcast(FLOATS, EXP_4).fma(r, broadcast(FLOATS, EXP_3));
            q = q.fma(r, broadcast(FLOATS, EXP_2));
            q = q.fma(r, broadcast(FLOATS, EXP_1));
            q = q.fma(r, broadcast(FLOATS, EXP_0));
            FloatVector expm1 = r.mul(r).fma(q, r);
            IntVector power = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = power.lanewise(ASHR, 1);
            FloatVector first =
                    half.add(EXPONENT_BIAS).lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
            FloatVector second = power.sub(half)
                    .add(EXPONENT_BIAS)
                    .lanewise(LSHL, FRACTION_BITS)
                    .reinterpretAsFloats();
            FloatVector e = expm1.add(1).mul(first).mul(second);
            FloatVector numerator = broadcast(FLOATS, 1).blend(e, v.compare(LT, 0));
            numerator.div(e.add(1)).intoArray(z, zAt + i);
        }
    }

    /** z = σ(x + y) for the first {@code whole} elements, a multiple of the lanes. */
    static void sigmoidOfSum(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int whole) {
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i).add(FloatVector.fromArray(FLOATS, y, yAt + i));
            FloatVector negative = v.abs().neg();
            FloatVector clamped = negative.blend(EXP_LOW, negative.compare(LT, EXP_LOW));
            FloatVector rounded = clamped.fma(broadcast(FLOATS, LOG2_E), broadcast(FLOATS, ROUNDER));
            FloatVector n = rounded.sub(ROUNDER);
            FloatVector r = n.fma(broadcast(FLOATS, -LN2_LOW), n.fma(broadcast(FLOATS, -LN2_HIGH), clamped));
            FloatVector q = broadcast(FLOATS, EXP_4).fma(r, broadcast(FLOATS, EXP_3));
            q = q.fma(r, broadcast(FLOATS, EXP_2));
            q = q.fma(r, broadcast(FLOATS, EXP_1));
            q = q.fma(r, broadcast(FLOATS, EXP_0));
            FloatVector expm1 = r.mul(r).fma(q, r);
            IntVector power = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = power.lanewise(ASHR, 1);
            FloatVector first =
                    half.add(EXPONENT_BIAS).lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
            FloatVector second = power.sub(half)
                    .add(EXPONENT_BIAS)
                    .lanewise(LSHL, FRACTION_BITS)
                    .reinterpretAsFloats();
            FloatVector e = expm1.add(1).mul(first).mul(second);
            FloatVector numerator = broadcast(FLOATS, 1).blend(e, v.compare(LT, 0));
            numerator.div(e.add(1)).intoArray(z, zAt + i);
        }
    }

    /** z = |x| < least ? 0 : x for the first {@code whole} elements, a multiple of the lanes. */
    static void dropBelow(float least, float[] x, int xAt, float[] z, int zAt, int whole) {
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            v.blend(0, v.abs().compare(LT, least)).intoArray(z, zAt + i);
        }
    }

    /** z = ln x for the first {@code whole} elements, a multiple of the lanes. */
    static void log(float[] x, int xAt, float[] z, int zAt, int whole) {
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
            var tiny = v.compare(LT, Float.MIN_NORMAL);
            IntVector bits = v.blend(v.mul(SUBNORMAL_SCALE), tiny).reinterpretAsInts();
            IntVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, FRACTION_BITS);
            FloatVector f = bits.sub(exponent.lanewise(LSHL, FRACTION_BITS))
                    .reinterpretAsFloats()
                    .sub(1);
            FloatVector normal =
                    exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
            FloatVector e = normal.blend(normal.sub(SUBNORMAL_EXPONENT), tiny);
            FloatVector q = broadcast(FLOATS, LOG_7).fma(f, broadcast(FLOATS, LOG_6));
            q = q.fma(f, broadcast(FLOATS, LOG_5));
            q = q.fma(f, broadcast(FLOATS, LOG_4));
            q = q.fma(f, broadcast(FLOATS, LOG_3));
            q = q.fma(f, broadcast(FLOATS, LOG_2));
            q = q.fma(f, broadcast(FLOATS, LOG_1));
            q = q.fma(f, broadcast(FLOATS, LOG_0));
            FloatVector y = f.mul(f).fma(q.fma(f, broadcast(FLOATS, -0.5f)), f);
            FloatVector log = e.fma(broadcast(FLOATS, LN2_HIGH), e.fma(broadcast(FLOATS, LN2_LOW), y));
            FloatVector positive = v.blend(log, v.compare(LT, Float.POSITIVE_INFINITY));
            FloatVector signed = positive.blend(Float.NaN, v.compare(LT, 0));
            signed.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0)).intoArray(z, zAt + i);
        }
    }
}
