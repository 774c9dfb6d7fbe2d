package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** {@link Functions}, several floats at a time: the same operations in the same order, hence the same bits. */
final class VectorFunctions {

    private VectorFunctions() {}

    static FloatVector exp(FloatVector x) {
        FloatVector high = x.blend(Functions.EXP_HIGH, x.compare(GT, Functions.EXP_HIGH));
        FloatVector clamped = high.blend(Functions.EXP_LOW, high.compare(LT, Functions.EXP_LOW));
        FloatVector rounded = clamped.fma(constant(Functions.LOG2_E), constant(Functions.ROUNDER));
        IntVector n = rounded.reinterpretAsInts().sub(Functions.ROUNDER_BITS);
        IntVector half = n.lanewise(ASHR, 1);
        FloatVector e = reducedExpm1(clamped, rounded.sub(Functions.ROUNDER)).add(1);
        return e.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector positive = x.abs();
        FloatVector twice = positive.blend(Functions.TANH_HIGH, positive.compare(GT, Functions.TANH_HIGH))
                .mul(2);
        FloatVector rounded = twice.fma(constant(Functions.LOG2_E), constant(Functions.ROUNDER));
        FloatVector power = powerOfTwo(rounded.reinterpretAsInts().sub(Functions.ROUNDER_BITS));
        FloatVector m = power.fma(reducedExpm1(twice, rounded.sub(Functions.ROUNDER)), power.sub(1));
        IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
        return m.div(m.add(2)).reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = exp(x.abs().neg());
        FloatVector numerator = constant(1).blend(e, x.compare(LT, 0));
        return numerator.div(e.add(1));
    }

    static FloatVector log(FloatVector x) {
        var tiny = x.compare(LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(Functions.SUBNORMAL_SCALE), tiny).reinterpretAsInts();
        IntVector exponent = bits.sub(Functions.SQRT_HALF_BITS).lanewise(ASHR, Functions.FRACTION_BITS);
        FloatVector f = bits.sub(exponent.lanewise(LSHL, Functions.FRACTION_BITS))
                .reinterpretAsFloats()
                .sub(1);
        FloatVector normal =
                exponent.add(Functions.ROUNDER_BITS).reinterpretAsFloats().sub(Functions.ROUNDER);
        FloatVector e = normal.blend(normal.sub(Functions.SUBNORMAL_EXPONENT), tiny);
        FloatVector q = constant(Functions.LOG_7).fma(f, constant(Functions.LOG_6));
        q = q.fma(f, constant(Functions.LOG_5));
        q = q.fma(f, constant(Functions.LOG_4));
        q = q.fma(f, constant(Functions.LOG_3));
        q = q.fma(f, constant(Functions.LOG_2));
        q = q.fma(f, constant(Functions.LOG_1));
        q = q.fma(f, constant(Functions.LOG_0));
        FloatVector y = f.mul(f).fma(q.fma(f, constant(-0.5f)), f);
        FloatVector log = e.fma(constant(Functions.LN2_HIGH), e.fma(constant(Functions.LN2_LOW), y));
        FloatVector positive = x.blend(log, x.compare(LT, Float.POSITIVE_INFINITY));
        FloatVector signed = positive.blend(Float.NaN, x.compare(LT, 0));
        return signed.blend(Float.NEGATIVE_INFINITY, x.compare(EQ, 0));
    }

    private static FloatVector reducedExpm1(FloatVector x, FloatVector n) {
        FloatVector r = n.fma(constant(-Functions.LN2_LOW), n.fma(constant(-Functions.LN2_HIGH), x));
        FloatVector q = constant(Functions.EXP_4).fma(r, constant(Functions.EXP_3));
        q = q.fma(r, constant(Functions.EXP_2));
        q = q.fma(r, constant(Functions.EXP_1));
        q = q.fma(r, constant(Functions.EXP_0));
        return r.mul(r).fma(q, r);
    }

    private static FloatVector powerOfTwo(IntVector n) {
        return n.add(Functions.EXPONENT_BIAS)
                .lanewise(LSHL, Functions.FRACTION_BITS)
                .reinterpretAsFloats();
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
