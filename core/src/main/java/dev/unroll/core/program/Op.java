package dev.unroll.core.program;

import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Primitive;

/** What an {@link Instruction} does to each element; a one-column operand is written y₁ or z₁. */
public sealed interface Op {

    /** What every program needs, whatever its functions. */
    enum Basic implements Op {
        /** z = scalar. */
        FILL,
        /** z = x. */
        COPY,
        /** z = x₁. */
        SPREAD,
        /** z = z + x. */
        ACCUMULATE,
        /** z = z + x · y. */
        ADD_MULTIPLIED,
        /** z₁ = Σ x. */
        SUM,
        /** z₁ = Σ x · y. */
        DOT
    }

    /** z = f(x). */
    record Of(Primitive function) implements Op {}

    /** z = f(x + y). */
    record OfSum(Primitive function) implements Op {}

    /** z = y · f'(·), where x = f(·). */
    record Gradient(Primitive function) implements Op {}

    /** z = x ∘ y, its operands as the shape says. */
    record Combined(Arithmetic arithmetic, Shape shape) implements Op {}

    /** What the operands of arithmetic are. */
    enum Shape {
        /** x ∘ y. */
        VECTORS,
        /** x ∘ scalar. */
        NUMBER,
        /** scalar ∘ x. */
        TO_NUMBER,
        /** x ∘ y₁. */
        BROADCAST,
        /** y₁ ∘ x. */
        TO_BROADCAST
    }
}
