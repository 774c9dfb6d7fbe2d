package dev.unroll.core.function;

/**
 * ln(1 + eˣ), a smooth max(x, 0): for large x exact, for small x eˣ to the last bits, without overflow. ln σ(x) is
 * −softplus(−x).
 */
public final class Softplus extends Composite {

    public static final Softplus FUNCTION = new Softplus();

    private Softplus() {
        super("softplus");
    }

    @Override
    public <E extends Expression<E>> E value(E x) {
        E e = x.apply(Abs.FUNCTION).times(-1).apply(Exp.FUNCTION);
        E u = x.number(1).plus(e);
        // What 1 + e rounds away is added to the first order.
        E log1p = u.apply(Log.FUNCTION).plus(e.minus(u.minus(x.number(1))).over(u));
        return x.apply(Relu.FUNCTION).plus(log1p);
    }

    @Override
    public <E extends Expression<E>> E slope(E x, E y) {
        return x.apply(Sigmoid.FUNCTION);
    }
}
