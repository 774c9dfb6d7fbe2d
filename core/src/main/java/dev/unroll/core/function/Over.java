package dev.unroll.core.function;

import static dev.unroll.core.function.VectorWidth.FLOATS;
import static dev.unroll.core.function.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;

/** x / y. */
public final class Over extends OwnArithmetic {

    public static final Over OPERATION = new Over();

    private Over() {
        super("over", Form.PRODUCT);
    }

    @Override
    public String symbol() {
        return "/";
    }

    @Override
    public String latex() {
        return "/";
    }

    @Override
    public float of(float x, float y) {
        return x / y;
    }

    @Override
    void ofVectors(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        Vectors.apply(x, xAt, y, yAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> Adjoints<E> adjoints(E adjoint, E x, E y, E z) {
        return new Adjoints<>(adjoint.over(y), adjoint.times(z).over(y).times(-1));
    }

    private static final class Vectors {

        static void apply(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
                FloatVector w = FloatVector.fromArray(FLOATS, y, yAt + i);
                v.div(w).intoArray(z, zAt + i);
            }
        }
    }
}
