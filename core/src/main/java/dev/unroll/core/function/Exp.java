package dev.unroll.core.function;

import dev.unroll.core.kernel.Functions;
import dev.unroll.core.kernel.Kernels;

/** eˣ. */
public final class Exp extends Primitive {

    public static final Exp FUNCTION = new Exp();

    private Exp() {
        super("exp");
    }

    @Override
    public String latex() {
        return "\\exp";
    }

    @Override
    public float of(float x) {
        return Functions.exp(x);
    }

    @Override
    public void apply(Kernels kernels, float[] x, int xAt, float[] z, int zAt, int n) {
        kernels.exp(x, xAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return y;
    }
}
