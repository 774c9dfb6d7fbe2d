package dev.unroll.core.function;

import dev.unroll.core.kernel.Kernels;

/** A function whose loop stands in its own file: one element as it is defined, and whole vectors with the same bits. */
abstract class OwnLoop extends Primitive {

    OwnLoop(String name) {
        super(name);
    }

    /** z = f(x) for {@code n} elements, a multiple of the lanes. */
    abstract void ofVectors(float[] x, int xAt, float[] z, int zAt, int n);

    @Override
    public final void apply(Kernels kernels, float[] x, int xAt, float[] z, int zAt, int n) {
        int whole = kernels.wholeVectors(n);
        if (whole > 0) {
            ofVectors(x, xAt, z, zAt, whole);
        }
        for (int i = whole; i < n; i++) {
            z[zAt + i] = of(x[xAt + i]);
        }
    }
}
