package dev.unroll.core.function;

import dev.unroll.core.kernel.Kernels;
import java.util.Arrays;

/** An operation whose loop stands in its own file: one element as it is defined, and whole vectors with the same bits. */
abstract class OwnArithmetic extends Arithmetic {

    OwnArithmetic(String name, Form form) {
        super(name, form);
    }

    /** z = x ∘ y for {@code n} elements, a multiple of the lanes. */
    abstract void ofVectors(float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);

    @Override
    public final void apply(Kernels kernels, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        int whole = kernels.wholeVectors(n);
        if (whole > 0) {
            ofVectors(x, xAt, y, yAt, z, zAt, whole);
        }
        for (int i = whole; i < n; i++) {
            z[zAt + i] = of(x[xAt + i], y[yAt + i]);
        }
    }

    @Override
    public final void applyNumber(Kernels kernels, float[] x, int xAt, float s, float[] z, int zAt, int n) {
        if (x == z) {
            super.applyNumber(kernels, x, xAt, s, z, zAt, n);
        } else {
            Arrays.fill(z, zAt, zAt + n, s);
            apply(kernels, x, xAt, z, zAt, z, zAt, n);
        }
    }

    @Override
    public final void applyToNumber(Kernels kernels, float s, float[] x, int xAt, float[] z, int zAt, int n) {
        if (x == z) {
            super.applyToNumber(kernels, s, x, xAt, z, zAt, n);
        } else {
            Arrays.fill(z, zAt, zAt + n, s);
            apply(kernels, z, zAt, x, xAt, z, zAt, n);
        }
    }
}
