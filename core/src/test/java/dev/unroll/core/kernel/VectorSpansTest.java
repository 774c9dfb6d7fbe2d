package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Bits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pointwise operations and reductions of the fastest kernels against the scalar ones: equal bits. */
@Tag("lanes")
final class VectorSpansTest {

    /** Around every lane count and twice it, and primes. */
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 61, 64, 65, 257};

    private static final int X_AT = 3;
    private static final int Y_AT = 5;
    private static final int Z_AT = 2;
    private static final int AFTER = 20;

    /** z from x and y, all at their own offsets. */
    @FunctionalInterface
    interface Operation {
        void apply(Kernels kernels, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);
    }

    /** A number from x and y. */
    @FunctionalInterface
    interface Reduction {
        float apply(Kernels kernels, float[] x, float[] y, int n);
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                operation("add", (k, x, i, y, j, z, l, n) -> k.add(x, i, y, j, z, l, n)),
                operation("subtract", (k, x, i, y, j, z, l, n) -> k.subtract(x, i, y, j, z, l, n)),
                operation("multiply", (k, x, i, y, j, z, l, n) -> k.multiply(x, i, y, j, z, l, n)),
                operation("addScaled", (k, x, i, y, j, z, l, n) -> k.addScaled(x, i, 1.25f, z, l, n)),
                operation("addMultiplied", (k, x, i, y, j, z, l, n) -> k.addMultiplied(x, i, y, j, z, l, n)),
                operation("addScalar", (k, x, i, y, j, z, l, n) -> k.addScalar(x, i, 1.7f, z, l, n)),
                operation("multiplyScalar", (k, x, i, y, j, z, l, n) -> k.multiplyScalar(x, i, 1.7f, z, l, n)),
                operation("subtractFromScalar", (k, x, i, y, j, z, l, n) -> k.subtractFromScalar(1.7f, x, i, z, l, n)),
                operation("sigmoid", (k, x, i, y, j, z, l, n) -> k.sigmoid(x, i, z, l, n)),
                operation("tanh", (k, x, i, y, j, z, l, n) -> k.tanh(x, i, z, l, n)),
                operation("sigmoidOfSum", (k, x, i, y, j, z, l, n) -> k.sigmoidOfSum(x, i, y, j, z, l, n)),
                operation("tanhOfSum", (k, x, i, y, j, z, l, n) -> k.tanhOfSum(x, i, y, j, z, l, n)),
                operation("relu", (k, x, i, y, j, z, l, n) -> k.relu(x, i, z, l, n)),
                operation("dropBelow", (k, x, i, y, j, z, l, n) -> k.dropBelow(0.5f, x, i, z, l, n)),
                operation("exp", (k, x, i, y, j, z, l, n) -> k.exp(x, i, z, l, n)),
                operation("log", (k, x, i, y, j, z, l, n) -> k.log(x, i, z, l, n)),
                operation("sigmoidGradient", (k, x, i, y, j, z, l, n) -> k.sigmoidGradient(x, i, y, j, z, l, n)),
                operation("tanhGradient", (k, x, i, y, j, z, l, n) -> k.tanhGradient(x, i, y, j, z, l, n)),
                operation("reluGradient", (k, x, i, y, j, z, l, n) -> k.reluGradient(x, i, y, j, z, l, n)),
                operation("softmax", (k, x, i, y, j, z, l, n) -> k.softmax(x, i, z, l, n)),
                operation("softmaxGradient", (k, x, i, y, j, z, l, n) -> k.softmaxGradient(x, i, y, j, z, l, n)));
    }

    private static Arguments operation(String name, Operation operation) {
        return Arguments.of(name, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void hasTheScalarBitsAndWritesNothingElse(String name, Operation operation) {
        for (int n : LENGTHS) {
            check(name, operation, Bits.values(1, n + AFTER), Bits.values(2, n + AFTER), n);
            check(name, operation, Bits.specialValues(3, n + AFTER), Bits.specialValues(4, n + AFTER), n);
        }
    }

    private static void check(String name, Operation operation, float[] x, float[] y, int n) {
        float[] before = Bits.values(5, n + AFTER);
        float[] expected = before.clone();
        float[] actual = before.clone();
        operation.apply(Kernels.scalar(), x, X_AT, y, Y_AT, expected, Z_AT, n);
        operation.apply(Kernels.fastest(), x, X_AT, y, Y_AT, actual, Z_AT, n);
        assertSameBits(expected, actual, name + " of " + n);
        for (int i = 0; i < before.length; i++) {
            if (i < Z_AT || i >= Z_AT + n) {
                assertSameBits(before[i], actual[i], name + " of " + n + " outside", i);
            }
        }
        float[] inPlace = x.clone();
        operation.apply(Kernels.fastest(), inPlace, X_AT, y, Y_AT, inPlace, X_AT, n);
        float[] expectedInPlace = x.clone();
        operation.apply(Kernels.scalar(), expectedInPlace, X_AT, y, Y_AT, expectedInPlace, X_AT, n);
        assertSameBits(expectedInPlace, inPlace, name + " of " + n + " in place");
    }

    static Stream<Arguments> reductions() {
        return Stream.of(
                reduction("sum", (k, x, y, n) -> k.sum(x, X_AT, n)),
                reduction("dot", (k, x, y, n) -> k.dot(x, X_AT, y, Y_AT, n)),
                reduction("max", (k, x, y, n) -> k.max(x, X_AT, n)),
                reduction("softmax", (k, x, y, n) -> k.softmax(x, X_AT, new float[n], 0, n)));
    }

    private static Arguments reduction(String name, Reduction reduction) {
        return Arguments.of(name, reduction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reductions")
    void reducesToTheScalarBits(String name, Reduction reduction) {
        for (int n : LENGTHS) {
            for (int seed = 0; seed < 20; seed++) {
                float[] x = seed % 4 == 0 ? Bits.specialValues(seed, n + AFTER) : Bits.values(seed, n + AFTER);
                float[] y = Bits.values(seed + 100, n + AFTER);
                float expected = reduction.apply(Kernels.scalar(), x, y, n);
                float actual = reduction.apply(Kernels.fastest(), x, y, n);
                assertSameBits(expected, actual, name + " of " + n, seed);
            }
            float[] zeros = new float[n + AFTER];
            Arrays.fill(zeros, -0f);
            float expected = reduction.apply(Kernels.scalar(), zeros, zeros, n);
            assertSameBits(expected, reduction.apply(Kernels.fastest(), zeros, zeros, n), name + " of −0", n);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void hasTheScalarBitsOnceCompiled(String name, Operation operation) {
        int n = 1000;
        float[] x = Bits.specialValues(6, n + AFTER);
        float[] y = Bits.values(7, n + AFTER);
        float[] expected = new float[n + AFTER];
        float[] actual = new float[n + AFTER];
        // Enough calls for the optimizing compiler to take over from the interpreter.
        for (int i = 0; i < 2000; i++) {
            operation.apply(Kernels.fastest(), x, X_AT, y, Y_AT, actual, Z_AT, n);
        }
        for (int i = 0; i < 2000; i++) {
            operation.apply(Kernels.scalar(), x, X_AT, y, Y_AT, expected, Z_AT, n);
        }
        Arrays.fill(expected, 0);
        Arrays.fill(actual, 0);
        operation.apply(Kernels.fastest(), x, X_AT, y, Y_AT, actual, Z_AT, n);
        operation.apply(Kernels.scalar(), x, X_AT, y, Y_AT, expected, Z_AT, n);
        assertSameBits(expected, actual, name);
    }

    @Test
    void hashesAreEqualAndThoseOfPartsAddUp() {
        float[] x = Bits.specialValues(6, 257 + AFTER);
        for (int n : LENGTHS) {
            for (int at = 0; at < AFTER; at++) {
                long expected = Kernels.scalar().hash(x, at, n);
                assertEquals(expected, Kernels.fastest().hash(x, at, n), n + " from " + at);
                int part = n / 3;
                assertEquals(
                        expected,
                        Kernels.fastest().hash(x, at, part) + Kernels.fastest().hash(x, at + part, n - part));
            }
        }
    }

    @Test
    void anotherBitIsAnotherHash() {
        float[] x = Bits.values(7, 65);
        long hash = Kernels.fastest().hash(x, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                float[] other = x.clone();
                other[i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[i]) ^ 1 << bit);
                assertNotEquals(hash, Kernels.fastest().hash(other, 0, other.length), i + ", bit " + bit);
            }
        }
    }
}
