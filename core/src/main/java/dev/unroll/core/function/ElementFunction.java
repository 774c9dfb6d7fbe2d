package dev.unroll.core.function;

/** A function of one vector, element by element: either {@link Primitive} or written in others, {@link Composite}. */
public abstract sealed class ElementFunction permits Primitive, Composite {

    private final String name;

    ElementFunction(String name) {
        this.name = name;
    }

    /** Returns the name, as it stands in files and is written in ASCII: {@code tanh}. */
    public final String name() {
        return name;
    }

    /** Returns the sign in text and in MathML: {@code tanh}, {@code σ}. */
    public String symbol() {
        return name;
    }

    /** Returns the operator in LaTeX: {@code \tanh}. */
    public String latex() {
        return "\\operatorname{" + name + "}";
    }

    /** Returns f(x): the definition. */
    public abstract float of(float x);

    /**
     * Returns the slope f'(x).
     *
     * @param y f(x), which some slopes are simpler in
     */
    public abstract <E extends Expression<E>> E slope(E x, E y);

    /** Returns the name. */
    @Override
    public final String toString() {
        return name;
    }
}
