package dev.unroll.core.function;

import dev.unroll.core.kernel.Kernels;
import java.util.Optional;

/** A function with a loop of its own. */
public abstract non-sealed class Primitive extends ElementFunction {

    /** An operation of two vectors on spans of n floats; z may be the span x or y. */
    @FunctionalInterface
    public interface Sweep {
        void apply(Kernels kernels, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);
    }

    Primitive(String name) {
        super(name);
    }

    /** z = f(x), on spans of n floats; z may be the span x. The bits are the same with all kernels. */
    public abstract void apply(Kernels kernels, float[] x, int xAt, float[] z, int zAt, int n);

    /** Returns what does f(x + y) in one sweep, with the bits of two, where there is such a kernel. */
    public Optional<Sweep> ofSum() {
        return Optional.empty();
    }

    /**
     * Returns what makes of y = f(x) and of the adjoint ȳ the adjoint ȳ ⊙ f'(x) in one sweep, z = gradient(y, ȳ), with the bits
     * of {@link #slope}, where there is such a kernel; the slope must be one of y alone.
     */
    public Optional<Sweep> gradient() {
        return Optional.empty();
    }
}
