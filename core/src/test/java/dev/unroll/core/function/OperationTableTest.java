package dev.unroll.core.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.function.Expression.Scalar;
import dev.unroll.core.kernel.Kernels;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTableTest {

    private static final float[] ONCE = {
        0,
        -0.0f,
        1,
        -1,
        0.5f,
        -0.5f,
        3,
        -3,
        17,
        -17,
        90,
        -90,
        200,
        -200,
        1e-20f,
        -1e-20f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };

    /** Twice, so that each stands in whole vectors and not only after them. */
    private static final float[] EDGES = twice();

    /** Not at the begin of the arrays, and no multiple of any vector's lanes. */
    private static final int AT = 3;

    private static float[] twice() {
        float[] twice = Arrays.copyOf(ONCE, 2 * ONCE.length);
        System.arraycopy(ONCE, 0, twice, ONCE.length, ONCE.length);
        return twice;
    }

    static Stream<Primitive> primitives() {
        return OperationTable.functions().stream()
                .filter(Primitive.class::isInstance)
                .map(Primitive.class::cast);
    }

    static Stream<Arithmetic> arithmetic() {
        return OperationTable.arithmetic().stream();
    }

    static Stream<ElementFunction> functions() {
        return OperationTable.functions().stream();
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void vectorsHaveTheBitsOfTheDefinition(Primitive function) {
        float[] x = new float[AT + EDGES.length];
        System.arraycopy(EDGES, 0, x, AT, EDGES.length);
        for (Kernels kernels : new Kernels[] {Kernels.scalar(), Kernels.fastest()}) {
            float[] z = x.clone();
            function.apply(kernels, z, AT, z, AT, EDGES.length);
            for (int i = 0; i < EDGES.length; i++) {
                assertEquals(function.of(EDGES[i]), z[AT + i], function + " of " + EDGES[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetic")
    void vectorsAndNumbersHaveTheBitsOfTheDefinition(Arithmetic operation) {
        int n = EDGES.length;
        for (Kernels kernels : new Kernels[] {Kernels.scalar(), Kernels.fastest()}) {
            for (float s : EDGES) {
                float[] filled = new float[n];
                Arrays.fill(filled, s);
                float[] vectors = new float[n];
                float[] number = new float[n];
                float[] toNumber = EDGES.clone();
                operation.apply(kernels, EDGES, 0, filled, 0, vectors, 0, n);
                operation.applyNumber(kernels, EDGES, 0, s, number, 0, n);
                operation.applyToNumber(kernels, s, toNumber, 0, toNumber, 0, n);
                for (int i = 0; i < n; i++) {
                    String what = operation + " of " + EDGES[i] + " and " + s;
                    assertEquals(operation.of(EDGES[i], s), vectors[i], what);
                    assertEquals(operation.of(EDGES[i], s), number[i], what);
                    assertEquals(operation.of(s, EDGES[i]), toNumber[i], what + ", the other way");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aSlopeIsTheLimitOfDifferences(ElementFunction function) {
        for (float x : new float[] {0.9f, 1.7f, 2.5f}) {
            double step = 1 / 64.0;
            double ahead = function.of((float) (x + step));
            double behind = function.of((float) (x - step));
            Scalar slope = function.slope(new Scalar(x), new Scalar(function.of(x)));
            assertEquals((ahead - behind) / (2 * step), slope.value(), 2e-3, function + " at " + x);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-90, -30, -17, -3, -0.1f, 0, 0.1f, 3, 17, 90, 1e30f})
    void softplusKeepsItsTailAndDoesNotOverflow(float x) {
        double exact = Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs((double) x)));
        assertEquals(exact, Softplus.FUNCTION.of(x), 1e-6 * exact);
    }

    @Test
    void equalOperandsOfMaxAndMinShareTheAdjoint() {
        var one = new Scalar(1);
        for (Arithmetic operation : new Arithmetic[] {Max.OPERATION, Min.OPERATION}) {
            var adjoints = operation.adjoints(one, new Scalar(2), new Scalar(2), new Scalar(2));
            assertEquals(0.5f, adjoints.left().value(), operation.name());
            assertEquals(0.5f, adjoints.right().value(), operation.name());
        }
    }

    @Test
    void allNamesDiffer() {
        var names = Stream.concat(
                        OperationTable.functions().stream().map(ElementFunction::name),
                        OperationTable.arithmetic().stream().map(Arithmetic::name))
                .toList();
        assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
    }
}
