package dev.unroll.core.function;

import dev.unroll.core.kernel.Kernels;

/** x ⊙ y. */
public final class Times extends Arithmetic {

    public static final Times OPERATION = new Times();

    private Times() {
        super("times", Form.PRODUCT);
    }

    @Override
    public String symbol() {
        return "⊙";
    }

    @Override
    public String latex() {
        return "\\odot";
    }

    @Override
    public float of(float x, float y) {
        return x * y;
    }

    @Override
    public void apply(Kernels kernels, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) {
        kernels.multiply(x, xAt, y, yAt, z, zAt, n);
    }

    @Override
    public void applyNumber(Kernels kernels, float[] x, int xAt, float s, float[] z, int zAt, int n) {
        kernels.multiplyScalar(x, xAt, s, z, zAt, n);
    }

    @Override
    public void applyToNumber(Kernels kernels, float s, float[] x, int xAt, float[] z, int zAt, int n) {
        kernels.multiplyScalar(x, xAt, s, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> Adjoints<E> adjoints(E adjoint, E x, E y, E z) {
        return new Adjoints<>(adjoint.times(y), adjoint.times(x));
    }
}
