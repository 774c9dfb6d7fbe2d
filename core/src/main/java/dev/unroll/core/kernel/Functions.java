package dev.unroll.core.kernel;

/**
 * eˣ, ln x, tanh x and σ(x), one float at a time: the definition that {@code VectorFunctions} repeats operation by
 * operation, so that both give the same bits on every machine.
 *
 * <p>Each is at most 5 ulp from the exact value wherever that is a normal float (measured: eˣ 1.1,
 * ln x 0.9, tanh and σ 2.4), bounded as the function is, exact at the infinities, and keeps NaN; tanh keeps the sign of
 * zero, and tiny x. The reductions are Cody and Waite's (1980); the polynomials are minimax fits of Unroll's own, by
 * relative error, with coefficients rounded to float one after another. Without FMA hardware {@link Math#fma} is about
 * a thousand times slower.
 */
public final class Functions {

    /** Beyond this eˣ is infinite. */
    static final float EXP_HIGH = 89;

    /** Below this eˣ is zero. */
    static final float EXP_LOW = -105;

    /** From here tanh x is 1 in float. */
    static final float TANH_HIGH = 9.1f;

    static final float LOG2_E = 0x1.715476p+0f;

    /** ln 2 in two parts; the first has so few bits that its product with an exponent is exact. */
    static final float LN2_HIGH = 0x1.63p-1f;

    static final float LN2_LOW = -0x1.bd0106p-13f;

    /** 1.5 · 2²³: adding it rounds a small float to the nearest integer, found in the low bits of the sum. */
    static final float ROUNDER = 0x1.8p23f;

    static final int ROUNDER_BITS = 0x4b400000;

    static final int EXPONENT_BIAS = 127;
    static final int FRACTION_BITS = 23;

    /** (eʳ − 1 − r) / r² for |r| ≤ ln 2 / 2; the relative error of eʳ − 1 is 1.4e-8. */
    static final float EXP_0 = 0x1.fffffep-2f;

    static final float EXP_1 = 0x1.5554b4p-3f;
    static final float EXP_2 = 0x1.5556f2p-5f;
    static final float EXP_3 = 0x1.12256cp-7f;
    static final float EXP_4 = 0x1.6b9ce4p-10f;

    /** (ln(1 + f) − f + f² / 2) / f³ for √½ ≤ 1 + f ≤ √2; the relative error of ln(1 + f) is 5.9e-9. */
    static final float LOG_0 = 0x1.555554p-2f;

    static final float LOG_1 = -0x1.000228p-2f;
    static final float LOG_2 = 0x1.99a028p-3f;
    static final float LOG_3 = -0x1.54720cp-3f;
    static final float LOG_4 = 0x1.22d794p-3f;
    static final float LOG_5 = -0x1.0d8554p-3f;
    static final float LOG_6 = 0x1.056c0ep-3f;
    static final float LOG_7 = -0x1.38dbb2p-4f;

    /** The bits of √½: the fraction of a number is taken between √½ and √2. */
    static final int SQRT_HALF_BITS = 0x3f3504f3;

    /** Makes every subnormal number normal. */
    static final float SUBNORMAL_SCALE = 0x1p24f;

    static final float SUBNORMAL_EXPONENT = 24;

    private Functions() {}

    /** Returns eˣ. */
    public static float exp(float x) {
        float high = x > EXP_HIGH ? EXP_HIGH : x;
        float clamped = high < EXP_LOW ? EXP_LOW : high;
        float rounded = Math.fma(clamped, LOG2_E, ROUNDER);
        int n = Float.floatToRawIntBits(rounded) - ROUNDER_BITS;
        int half = n >> 1;
        // Two factors, because 2ⁿ alone may be no normal float though the result is one, or is subnormal.
        return (1 + reducedExpm1(clamped, rounded - ROUNDER)) * powerOfTwo(half) * powerOfTwo(n - half);
    }

    /** Returns tanh x = m / (m + 2), where m = e²ˣ − 1, computed for |x|. */
    public static float tanh(float x) {
        float positive = Math.abs(x);
        float twice = 2 * (positive > TANH_HIGH ? TANH_HIGH : positive);
        float rounded = Math.fma(twice, LOG2_E, ROUNDER);
        float power = powerOfTwo(Float.floatToRawIntBits(rounded) - ROUNDER_BITS);
        float m = Math.fma(power, reducedExpm1(twice, rounded - ROUNDER), power - 1);
        int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
        return Float.intBitsToFloat(Float.floatToRawIntBits(m / (m + 2)) | sign);
    }

    /** Returns σ(x) = 1 / (1 + e⁻ˣ), for negative x as eˣ / (1 + eˣ), so that the tail keeps its relative accuracy. */
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** Returns ln x; −∞ for zero, NaN for negative x. */
    public static float log(float x) {
        boolean tiny = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(tiny ? x * SUBNORMAL_SCALE : x);
        int exponent = (bits - SQRT_HALF_BITS) >> FRACTION_BITS;
        float f = Float.intBitsToFloat(bits - (exponent << FRACTION_BITS)) - 1;
        float e = Float.intBitsToFloat(exponent + ROUNDER_BITS) - ROUNDER - (tiny ? SUBNORMAL_EXPONENT : 0);
        float q = Math.fma(LOG_7, f, LOG_6);
        q = Math.fma(q, f, LOG_5);
        q = Math.fma(q, f, LOG_4);
        q = Math.fma(q, f, LOG_3);
        q = Math.fma(q, f, LOG_2);
        q = Math.fma(q, f, LOG_1);
        q = Math.fma(q, f, LOG_0);
        float y = Math.fma(f * f, Math.fma(q, f, -0.5f), f);
        float log = Math.fma(e, LN2_HIGH, Math.fma(e, LN2_LOW, y));
        float positive = x < Float.POSITIVE_INFINITY ? log : x;
        float signed = x < 0 ? Float.NaN : positive;
        return x == 0 ? Float.NEGATIVE_INFINITY : signed;
    }

    /** Returns eʳ − 1, where r = x − n ln 2. */
    private static float reducedExpm1(float x, float n) {
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float q = Math.fma(EXP_4, r, EXP_3);
        q = Math.fma(q, r, EXP_2);
        q = Math.fma(q, r, EXP_1);
        q = Math.fma(q, r, EXP_0);
        return Math.fma(r * r, q, r);
    }

    /** Returns 2ⁿ for n in −126 .. 128. */
    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + EXPONENT_BIAS) << FRACTION_BITS);
    }
}
