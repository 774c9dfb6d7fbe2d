package dev.unroll.core.compact;

import dev.unroll.core.kernel.Matrix;

/** Weights as whole numbers of 8 bits times a scale of their row. */
final class Int8 {

    /** The largest whole number; −128 is left out, so that rounding is symmetric. */
    static final int LARGEST = 127;

    /** Lower bits that a scale does not use: 16 significant bits times 7 are 23, which a float holds. */
    private static final int UNUSED = 0xff;

    /** Rows of smaller numbers than this times 127 are on its grid: a smaller scale would make products subnormal. */
    private static final float SMALLEST = 0x1p-100f;

    private Int8() {}

    /** Returns the scale of a row, which after {@link #round} is still the same. */
    static float scale(Matrix weight, int row) {
        float largest = 0;
        for (int j = 0; j < weight.columns(); j++) {
            largest = Math.max(largest, Math.abs(weight.get(row, j)));
        }
        int bits = Float.floatToRawIntBits(largest / LARGEST);
        return Math.max(SMALLEST, Float.intBitsToFloat((bits + UNUSED) & ~UNUSED));
    }

    /** Returns the nearest whole number of scales, a tie to the even one. */
    static int nearest(float value, float scale) {
        return (int) StrictMath.rint((double) value / scale);
    }

    static void round(Matrix weight, int row) {
        float scale = scale(weight, row);
        for (int j = 0; j < weight.columns(); j++) {
            weight.set(row, j, nearest(weight.get(row, j), scale) * scale);
        }
    }
}
