package dev.unroll.core.function;

/** A function that is written in others. */
public abstract non-sealed class Composite extends ElementFunction {

    Composite(String name) {
        super(name);
    }

    @Override
    public final float of(float x) {
        return value(new Expression.Scalar(x)).value();
    }

    /** Returns f(x). */
    public abstract <E extends Expression<E>> E value(E x);
}
