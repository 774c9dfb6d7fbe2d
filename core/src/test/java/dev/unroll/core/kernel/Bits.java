package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.kernel.CounterHash.Purpose;

/** Test values, and the only comparison that contract 1 knows: equal bits, where one NaN is as good as another. */
final class Bits {

    /** Every kind of float that arithmetic treats in its own way, and the edges of the functions. */
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        88.72f,
        89.5f,
        -87.4f,
        -103.5f,
        -105.5f,
        9.1f,
        -9.2f,
        1e-20f,
        -1e-20f,
        0x1.fffffep-1f
    };

    private Bits() {}

    /** Returns {@code n} floats between −4 and 4. */
    static float[] values(long seed, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = 8 * CounterHash.uniform(seed, Purpose.SAMPLING, i, 0, 0, 0) - 4;
        }
        return values;
    }

    /** Returns {@code n} floats of random bits and special values in turn. */
    static float[] specialValues(long seed, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            long bits = CounterHash.bits(seed, Purpose.SAMPLING, i, 0, 0, 0);
            values[i] = bits < 0
                    ? SPECIAL[(int) Long.remainderUnsigned(bits, SPECIAL.length)]
                    : Float.intBitsToFloat((int) bits);
        }
        return values;
    }

    /** Returns a window on random values with columns before and after it, and a row above and below. */
    static Matrix window(long seed, int rows, int columns) {
        int stride = columns + 5;
        return Matrix.window(values(seed, (rows + 2) * stride), stride + 3, rows, columns, stride);
    }

    /** Returns the same window on a copy of its array. */
    static Matrix copy(Matrix matrix) {
        return Matrix.window(matrix.data().clone(), matrix.offset(), matrix.rows(), matrix.columns(), matrix.stride());
    }

    static void assertSameBits(float[] expected, float[] actual, String what) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertSameBits(expected[i], actual[i], what, i);
        }
    }

    static void assertSameBits(float expected, float actual, String what, int at) {
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            assertEquals(
                    Float.toHexString(expected) + " " + expected,
                    Float.toHexString(actual) + " " + actual,
                    what + ", element " + at);
        }
    }
}
