package dev.unroll.core.compact;

import dev.unroll.core.kernel.Matrix;

/** A float without the lower half of its bits: sign, 8 bits of exponent, 7 of 8 significant bits. */
final class BFloat16 {

    /** Bits of the lower half. */
    static final int HALF = 16;

    /** The upper half. */
    static final int UPPER = 0xffff0000;

    private BFloat16() {}

    /** Returns the nearest float whose lower half is zero, a tie to the even one; beyond the largest, infinity. */
    static float nearest(float value) {
        int bits = Float.floatToRawIntBits(value);
        int odd = (bits >>> HALF) & 1;
        return Float.intBitsToFloat((bits + 0x7fff + odd) & UPPER);
    }

    static void round(Matrix weight, int row) {
        for (int j = 0; j < weight.columns(); j++) {
            weight.set(row, j, nearest(weight.get(row, j)));
        }
    }
}
