package dev.unroll.core.function;

import static dev.unroll.core.function.VectorWidth.FLOATS;
import static dev.unroll.core.function.VectorWidth.LANES;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** −1, 0 or 1, as x is negative, zero or positive; its slope is 0 everywhere. */
public final class Sign extends OwnLoop {

    public static final Sign FUNCTION = new Sign();

    private Sign() {
        super("sign");
    }

    @Override
    public float of(float x) {
        return x > 0 ? 1 : x < 0 ? -1 : x;
    }

    @Override
    void ofVectors(float[] x, int xAt, float[] z, int zAt, int n) {
        Vectors.apply(x, xAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return x.number(0);
    }

    private static final class Vectors {

        static void apply(float[] x, int xAt, float[] z, int zAt, int n) {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
                v.blend(1, v.compare(GT, 0)).blend(-1, v.compare(LT, 0)).intoArray(z, zAt + i);
            }
        }
    }
}
