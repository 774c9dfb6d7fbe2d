package dev.unroll.core.model;

/** The quantiles of the standard normal distribution: Acklam's rational approximation (2003), right to 1.2e-9 of its size. */
final class NormalQuantile {

    private static final double TAIL = 0.02425;

    private static final double[] CENTER_ABOVE = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] CENTER_BELOW = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] TAIL_ABOVE = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] TAIL_BELOW = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
    };

    private NormalQuantile() {}

    /** Returns below which number a part p of the values lies, 0 &lt; p &lt; 1. */
    static double of(double p) {
        if (p > 1 - TAIL) {
            return -of(1 - p);
        }
        if (p < TAIL) {
            double q = StrictMath.sqrt(-2 * StrictMath.log(p));
            return polynomial(TAIL_ABOVE, q) / polynomial(TAIL_BELOW, q);
        }
        double q = p - 0.5;
        return q * polynomial(CENTER_ABOVE, q * q) / polynomial(CENTER_BELOW, q * q);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
