package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.CounterHash.Purpose;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FunctionsTest {

    /** A function of one float. */
    @FunctionalInterface
    interface Function {
        float of(float x);
    }

    private static final float[] RANGE_EXP = {0, Float.POSITIVE_INFINITY};
    private static final float[] RANGE_LOG = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
    private static final float[] RANGE_TANH = {-1, 1};
    private static final float[] RANGE_SIGMOID = {0, 1};

    static Stream<Arguments> functions() {
        return Stream.of(
                function("exp", Functions::exp, StrictMath::exp, RANGE_EXP),
                function("log", Functions::log, StrictMath::log, RANGE_LOG),
                function("tanh", Functions::tanh, StrictMath::tanh, RANGE_TANH),
                function("sigmoid", Functions::sigmoid, FunctionsTest::exactSigmoid, RANGE_SIGMOID));
    }

    private static Arguments function(String name, Function actual, DoubleUnaryOperator exact, float[] range) {
        return Arguments.of(name, actual, exact, range);
    }

    /** In double, e⁻ˣ is finite for every float that matters here, and 1 + e⁻ˣ has all the accuracy needed. */
    private static double exactSigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void isWithinFiveUlpOfTheExactValue(String name, Function actual, DoubleUnaryOperator exact, float[] range) {
        // Every sign and exponent with fractions a prime apart: 1.4 million floats.
        for (long bits = 0; bits < 1L << 32; bits += 3067) {
            check(name, Float.intBitsToFloat((int) bits), actual, exact, range);
        }
        for (int i = 0; i < 1_000_000; i++) {
            float random = Float.intBitsToFloat((int) CounterHash.bits(1, Purpose.SAMPLING, i, 0, 0, 0));
            check(name, random, actual, exact, range);
        }
        // The interesting range densely: log near 1, exp around 0 and both ends, σ's negative tail.
        for (int i = -110_000; i <= 110_000; i++) {
            check(name, i * 1e-3f, actual, exact, range);
            check(name, i * 1e-5f, actual, exact, range);
            check(name, 1 + i * 0x1p-22f, actual, exact, range);
        }
    }

    private static void check(String name, float x, Function function, DoubleUnaryOperator exact, float[] range) {
        double expected = exact.applyAsDouble(x);
        float actual = function.of(x);
        if (Double.isNaN(expected)) {
            assertTrue(Float.isNaN(actual), () -> name + "(" + x + ") must be NaN but is " + actual);
            return;
        }
        boolean inRange = actual >= range[0] && actual <= range[1];
        assertTrue(inRange, () -> name + "(" + x + ") is " + actual);
        float nearest = (float) expected;
        if (Float.isInfinite(nearest) || nearest == actual) {
            assertEquals(nearest, actual, () -> name + "(" + x + ")");
            return;
        }
        // A subnormal result is measured in the same unit, the smallest float.
        double error = Math.abs(actual - expected) / Math.ulp(nearest);
        assertTrue(error <= 5, () -> name + "(" + x + ") = " + actual + " is " + error + " ulp from " + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "0, 1",
        "-0.0, 1",
        "Infinity, Infinity",
        "-Infinity, 0",
        "89, Infinity",
        "-104, 0",
        "-103.2, 1.4E-45",
        "1.4E-45, 1"
    })
    void expAtTheEdges(float x, float expected) {
        assertEquals(expected, Functions.exp(x));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "0, -Infinity",
        "-0.0, -Infinity",
        "1, 0",
        "-1, NaN",
        "-1.4E-45, NaN",
        "-Infinity, NaN",
        "Infinity, Infinity",
        "1.4E-45, -103.27893",
        "1.17549435E-38, -87.33655",
        "3.4028235E38, 88.72284"
    })
    void logAtTheEdges(float x, float expected) {
        assertEquals(expected, Functions.log(x));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "0, 0",
        "-0.0, -0.0",
        "Infinity, 1",
        "-Infinity, -1",
        "10, 1",
        "-3.4028235E38, -1",
        "1.4E-45, 1.4E-45",
        "-1.4E-45, -1.4E-45",
        "-1E-38, -1E-38",
        "1E-30, 1E-30",
        "-1E-5, -1E-5"
    })
    void tanhAtTheEdges(float x, float expected) {
        assertEquals(expected, Functions.tanh(x));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "0, 0.5",
        "-0.0, 0.5",
        "Infinity, 1",
        "-Infinity, 0",
        "17.5, 1",
        "-3.4028235E38, 0",
        "-103.2, 1.4E-45",
        "-104, 0"
    })
    void sigmoidAtTheEdges(float x, float expected) {
        assertEquals(expected, Functions.sigmoid(x));
    }

    @Test
    void tanhIsOdd() {
        for (int i = 0; i < 100_000; i++) {
            float x = 20 * CounterHash.uniform(2, Purpose.SAMPLING, i, 0, 0, 0);
            assertEquals(-Functions.tanh(x), Functions.tanh(-x));
        }
    }
}
