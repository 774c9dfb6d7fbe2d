package dev.unroll.core.program;

import dev.unroll.core.program.Slot.Ref;

/** One pointwise operation of a program, z = op(x, y, scalar), on the rows of a tile. Unused operands repeat z. */
public record Instruction(Op op, Ref z, Ref x, Ref y, float scalar) {

    Instruction(Op op, Ref z, Ref x, Ref y) {
        this(op, z, x, y, 0);
    }

    Instruction(Op op, Ref z, Ref x) {
        this(op, z, x, z, 0);
    }

    /** What is done to each element; a one-column operand is written y₁ or z₁. */
    public enum Op {
        /** z = scalar. */
        FILL,
        /** z = x. */
        COPY,
        /** z = x + y. */
        ADD,
        /** z = x − y. */
        SUBTRACT,
        /** z = x · y. */
        MULTIPLY,
        /** z = z + x. */
        ACCUMULATE,
        /** z = z + x · y. */
        ADD_MULTIPLIED,
        /** z = x + scalar. */
        ADD_SCALAR,
        /** z = x · scalar. */
        MULTIPLY_SCALAR,
        /** z = scalar − x. */
        SUBTRACT_FROM_SCALAR,
        /** z = x + y₁. */
        ADD_BROADCAST,
        /** z = x − y₁. */
        SUBTRACT_BROADCAST,
        /** z = y₁ − x. */
        SUBTRACT_FROM_BROADCAST,
        /** z = x · y₁. */
        MULTIPLY_BROADCAST,
        /** z = σ(x). */
        SIGMOID,
        /** z = tanh(x). */
        TANH,
        /** z = σ(x + y). */
        SIGMOID_OF_SUM,
        /** z = tanh(x + y). */
        TANH_OF_SUM,
        /** z = max(x, 0). */
        RELU,
        /** z = y · σ'(·), where x = σ(·). */
        SIGMOID_GRADIENT,
        /** z = y · tanh'(·), where x = tanh(·). */
        TANH_GRADIENT,
        /** z = y · relu'(·), where x = relu(·). */
        RELU_GRADIENT,
        /** z₁ = Σ x. */
        SUM,
        /** z₁ = Σ x · y. */
        DOT
    }
}
