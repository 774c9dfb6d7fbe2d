package dev.unroll.core.function;

import dev.unroll.core.kernel.Kernels;

/**
 * An operation of two vectors, element by element; one of size 1 is broadcast.
 *
 * <p>To add one, write a class like {@link Max} and name it in {@link OperationTable}.
 */
public abstract class Arithmetic {

    /** How an operation is written, the loosest first. */
    public enum Form {
        /** Between its operands, as + is. */
        SUM,
        /** Between its operands, as ⊙ is. */
        PRODUCT,
        /** Before its operands, max(x, y). */
        CALL
    }

    /**
     * What reaches the operands of z = x ∘ y.
     *
     * @param left the adjoint of x
     * @param right the adjoint of y
     */
    public record Adjoints<E>(E left, E right) {}

    private final String name;
    private final Form form;

    Arithmetic(String name, Form form) {
        this.name = name;
        this.form = form;
    }

    /** Returns the name, as it stands in files: {@code plus}. */
    public final String name() {
        return name;
    }

    public final Form form() {
        return form;
    }

    /** Returns the sign in text and in MathML: {@code +}, {@code max}. */
    public String symbol() {
        return name;
    }

    /** Returns the sign or the operator in LaTeX: {@code \odot}, {@code \max}. */
    public String latex() {
        return symbol();
    }

    /** Returns x ∘ y: the definition. */
    public abstract float of(float x, float y);

    /** z = x ∘ y, on spans of n floats; z may be the span x or y. The bits are the same with all kernels. */
    public abstract void apply(Kernels kernels, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);

    /** z = x ∘ s; z may be the span x. */
    public void applyNumber(Kernels kernels, float[] x, int xAt, float s, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = of(x[xAt + i], s);
        }
    }

    /** z = s ∘ x; z may be the span x. */
    public void applyToNumber(Kernels kernels, float s, float[] x, int xAt, float[] z, int zAt, int n) {
        for (int i = 0; i < n; i++) {
            z[zAt + i] = of(s, x[xAt + i]);
        }
    }

    /**
     * Returns the adjoints of x and y.
     *
     * @param adjoint that of z = x ∘ y
     */
    public abstract <E extends Expression<E>> Adjoints<E> adjoints(E adjoint, E x, E y, E z);

    /** Returns the name. */
    @Override
    public final String toString() {
        return name;
    }
}
