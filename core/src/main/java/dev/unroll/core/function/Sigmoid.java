package dev.unroll.core.function;

import dev.unroll.core.kernel.Functions;
import dev.unroll.core.kernel.Kernels;
import java.util.Optional;

/** σ(x) = 1 / (1 + e⁻ˣ). */
public final class Sigmoid extends Primitive {

    public static final Sigmoid FUNCTION = new Sigmoid();

    private Sigmoid() {
        super("sigmoid");
    }

    @Override
    public String symbol() {
        return "σ";
    }

    @Override
    public String latex() {
        return "\\sigma";
    }

    @Override
    public float of(float x) {
        return Functions.sigmoid(x);
    }

    @Override
    public void apply(Kernels kernels, float[] x, int xAt, float[] z, int zAt, int n) {
        kernels.sigmoid(x, xAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return y.times(y.number(1).minus(y));
    }

    @Override
    public Optional<Sweep> ofSum() {
        return Optional.of(Kernels::sigmoidOfSum);
    }

    @Override
    public Optional<Sweep> gradient() {
        return Optional.of(Kernels::sigmoidGradient);
    }
}
