package dev.unroll.core.function;

import dev.unroll.core.kernel.Kernels;

/** x + y. */
public final class Plus extends Arithmetic {

    public static final Plus OPERATION = new Plus();

    private Plus() {
        super("plus", Form.SUM);
    }

    @Override
    public String symbol() {
        return "+";
    }

    @Override
    public float of(float x, float y) {
        return x + y;
    }

    @Override
    public void apply(Kernels kernels, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        kernels.add(x, xAt, y, yAt, z, zAt, n);
    }

    @Override
    public void applyNumber(Kernels kernels, float[] x, int xAt, float s, float[] z, int zAt, int n) {
        kernels.addScalar(x, xAt, s, z, zAt, n);
    }

    @Override
    public void applyToNumber(Kernels kernels, float s, float[] x, int xAt, float[] z, int zAt, int n) {
        kernels.addScalar(x, xAt, s, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> Adjoints<E> adjoints(E adjoint, E x, E y, E z) {
        return new Adjoints<>(adjoint, adjoint);
    }
}
