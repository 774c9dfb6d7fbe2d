package dev.unroll.core.function;

import dev.unroll.core.kernel.Functions;
import dev.unroll.core.kernel.Kernels;

/** ln x; −∞ for zero, NaN for negative x. */
public final class Log extends Primitive {

    public static final Log FUNCTION = new Log();

    private Log() {
        super("log");
    }

    @Override
    public String latex() {
        return "\\log";
    }

    @Override
    public float of(float x) {
        return Functions.log(x);
    }

    @Override
    public void apply(Kernels kernels, float[] x, int xAt, float[] z, int zAt, int n) {
        kernels.log(x, xAt, z, zAt, n);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return x.number(1).over(x);
    }
}
