package dev.unroll.core.loss;

/**
 * Arithmetic of numbers that do not underflow: x · Bⁱ, B = 2⁹⁶⁰, with a double x and an int i that are kept in arrays of
 * their own.
 *
 * <p>They are settled: √(1/B) ≤ x &lt; √B, or x is 0 and i is {@link #ZERO}. So two of them are added by adding their x, if
 * they have the same i; one that is two below the other is lost beside it. The precision is that of double, where
 * logarithms of the same numbers lose digits as they grow. Fukushima 2012.
 */
final class Wide {

    /** The i of zero: below that of all other numbers, though a thousand were multiplied a million times. */
    static final int ZERO = -(1 << 30);

    private static final double BASE = 0x1p960;
    private static final double INVERSE = 0x1p-960;
    private static final double MOST = 0x1p480;
    private static final double LEAST = 0x1p-480;
    private static final double LOG_BASE = 960 * StrictMath.log(2);

    /** Held, so that the i of a product of a million steps is above that of zero. */
    private static final double LEAST_LOG = -900 * LOG_BASE;

    private Wide() {}

    /** Returns what an x is worth beside an i that is higher by {@code below} ≥ 0. */
    static double lowered(double x, int below) {
        if (below == 0) {
            return x;
        }
        return below == 1 ? x * INVERSE : 0;
    }

    /** Returns the x that is settled, of one between 1/B and B². */
    static double settled(double x) {
        if (x >= MOST) {
            return x * INVERSE;
        }
        return x < LEAST ? x * BASE : x;
    }

    /** Returns the i that belongs to {@link #settled(double)}. */
    static int settled(double x, int i) {
        if (x >= MOST) {
            return i + 1;
        }
        if (x < LEAST) {
            return x == 0 ? ZERO : i - 1;
        }
        return i;
    }

    /** Returns the x of eˡ. */
    static double ofLog(double l) {
        return l == Double.NEGATIVE_INFINITY ? 0 : StrictMath.exp(held(l) - indexOfLog(l) * LOG_BASE);
    }

    /** Returns the i of eˡ. */
    static int indexOfLog(double l) {
        return l == Double.NEGATIVE_INFINITY ? ZERO : (int) Math.rint(held(l) / LOG_BASE);
    }

    private static double held(double l) {
        return l < LEAST_LOG ? LEAST_LOG : l;
    }

    /** Returns ln (x · Bⁱ). */
    static double log(double x, int i) {
        return x == 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(x) + i * LOG_BASE;
    }

    /** Returns x · Bⁱ as a double, of a product that is not settled but at most about 1: 0 if it underflows. */
    static double value(double x, int i) {
        return switch (i) {
            case 1 -> x * BASE;
            case 0 -> x;
            case -1 -> x * INVERSE;
            default -> 0;
        };
    }
}
