package dev.unroll.core.function;

import static dev.unroll.core.function.VectorWidth.FLOATS;
import static dev.unroll.core.function.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;

/** The smaller of x and y, NaN if one is; where they are equal, each gets half of the adjoint. */
public final class Min extends OwnArithmetic {

    public static final Min OPERATION = new Min();

    private Min() {
        super("min", Form.CALL);
    }

    @Override
    public String symbol() {
        return "min";
    }

    @Override
    public String latex() {
        return "\\min";
    }

    @Override
    public float of(float x, float y) {
        return Math.min(x, y);
    }

    @Override
    void ofVectors(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        Vectors.apply(x, xAt, y, yAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> Adjoints<E> adjoints(E adjoint, E x, E y, E z) {
        return new Adjoints<>(adjoint.times(Max.share(y, x)), adjoint.times(Max.share(x, y)));
    }

    private static final class Vectors {

        static void apply(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
                FloatVector w = FloatVector.fromArray(FLOATS, y, yAt + i);
                v.min(w).intoArray(z, zAt + i);
            }
        }
    }
}
