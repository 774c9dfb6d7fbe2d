package dev.unroll.core.function;

import static dev.unroll.core.function.VectorWidth.FLOATS;
import static dev.unroll.core.function.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;

/** The square root; NaN for negative x. */
public final class Sqrt extends OwnLoop {

    public static final Sqrt FUNCTION = new Sqrt();

    private Sqrt() {
        super("sqrt");
    }

    @Override
    public float of(float x) {
        return (float) Math.sqrt(x);
    }

    @Override
    void ofVectors(float[] x, int xAt, float[] z, int zAt, int n) {
        Vectors.apply(x, xAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return y.number(0.5f).over(y);
    }

    private static final class Vectors {

        static void apply(float[] x, int xAt, float[] z, int zAt, int n) {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
                v.sqrt().intoArray(z, zAt + i);
            }
        }
    }
}
