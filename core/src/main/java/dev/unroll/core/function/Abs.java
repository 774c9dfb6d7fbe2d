package dev.unroll.core.function;

import static dev.unroll.core.function.VectorWidth.FLOATS;
import static dev.unroll.core.function.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;

/** |x|; the slope at 0 is 0. */
public final class Abs extends OwnLoop {

    public static final Abs FUNCTION = new Abs();

    private Abs() {
        super("abs");
    }

    @Override
    public float of(float x) {
        return Math.abs(x);
    }

    @Override
    void ofVectors(float[] x, int xAt, float[] z, int zAt, int n) {
        Vectors.apply(x, xAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return x.apply(Sign.FUNCTION);
    }

    private static final class Vectors {

        static void apply(float[] x, int xAt, float[] z, int zAt, int n) {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
                v.abs().intoArray(z, zAt + i);
            }
        }
    }
}
