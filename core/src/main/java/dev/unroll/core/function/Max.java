package dev.unroll.core.function;

import static dev.unroll.core.function.VectorWidth.FLOATS;
import static dev.unroll.core.function.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;

/** The larger of x and y, NaN if one is; where they are equal, each gets half of the adjoint. */
public final class Max extends OwnArithmetic {

    public static final Max OPERATION = new Max();

    private Max() {
        super("max", Form.CALL);
    }

    @Override
    public String symbol() {
        return "max";
    }

    @Override
    public String latex() {
        return "\\max";
    }

    @Override
    public float of(float x, float y) {
        return Math.max(x, y);
    }

    @Override
    void ofVectors(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        Vectors.apply(x, xAt, y, yAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> Adjoints<E> adjoints(E adjoint, E x, E y, E z) {
        return new Adjoints<>(adjoint.times(share(x, y)), adjoint.times(share(y, x)));
    }

    /** Returns 1 where x is larger than y, ½ where they are equal, else 0. */
    static <E extends Expression<E>> E share(E x, E y) {
        return x.minus(y).apply(Sign.FUNCTION).plus(x.number(1)).times(0.5f);
    }

    private static final class Vectors {

        static void apply(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
                FloatVector w = FloatVector.fromArray(FLOATS, y, yAt + i);
                v.max(w).intoArray(z, zAt + i);
            }
        }
    }
}
