package dev.unroll.core.function;

import dev.unroll.core.kernel.Functions;
import dev.unroll.core.kernel.Kernels;
import java.util.Optional;

/** The hyperbolic tangent. */
public final class Tanh extends Primitive {

    public static final Tanh FUNCTION = new Tanh();

    private Tanh() {
        super("tanh");
    }

    @Override
    public String latex() {
        return "\\tanh";
    }

    @Override
    public float of(float x) {
        return Functions.tanh(x);
    }

    @Override
    public void apply(Kernels kernels, float[] x, int xAt, float[] z, int zAt, int n) {
        kernels.tanh(x, xAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return y.number(1).minus(y.times(y));
    }

    @Override
    public Optional<Sweep> ofSum() {
        return Optional.of(Kernels::tanhOfSum);
    }

    @Override
    public Optional<Sweep> gradient() {
        return Optional.of(Kernels::tanhGradient);
    }
}
