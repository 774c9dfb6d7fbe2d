package dev.unroll.core.function;

import dev.unroll.core.kernel.Kernels;
import java.util.Optional;

/** max(x, 0); the slope at 0 is 0. */
public final class Relu extends Primitive {

    public static final Relu FUNCTION = new Relu();

    private Relu() {
        super("relu");
    }

    @Override
    public float of(float x) {
        return x <= 0 ? 0 : x;
    }

    @Override
    public void apply(Kernels kernels, float[] x, int xAt, float[] z, int zAt, int n) {
        kernels.relu(x, xAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return y.apply(Sign.FUNCTION);
    }

    @Override
    public Optional<Sweep> gradient() {
        return Optional.of(Kernels::reluGradient);
    }
}
