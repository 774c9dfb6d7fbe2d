package dev.unroll.core.cell;

/** What a {@link Term} does with its operands. */
public sealed interface Operation {

    /** The input of the step, x. */
    record Input() implements Operation {}

    /** A state's value before the step. */
    record State(String name) implements Operation {}

    /** A state's value after the step: its operand. */
    record Next(String state) implements Operation {}

    /** A linear map of its operand, W v + b, or W v without bias; W is [size, operand's size]. */
    record Linear(String name, Bias bias) implements Operation {}

    /** A number, as long as whatever it meets. */
    record Constant(float value) implements Operation {}

    /** The elements {@code from} (inclusive) to {@code to} (exclusive) of its operand. */
    record Part(int from, int to) implements Operation {}

    /** Its operands one after another. */
    record Join() implements Operation {}

    /** An element by element function of one operand. */
    enum Function implements Operation {
        /** 1 / (1 + e⁻ˣ). */
        SIGMOID,
        /** The hyperbolic tangent. */
        TANH,
        /** max(x, 0). */
        RELU
    }

    /** Element by element arithmetic of two operands; one of size 1 is broadcast. */
    enum Arithmetic implements Operation {
        /** x + y. */
        PLUS,
        /** x − y. */
        MINUS,
        /** x ⊙ y. */
        TIMES
    }

    /** Whether a linear map adds a bias. */
    enum Bias {
        /** W v + b. */
        PRESENT,
        /** W v. */
        ABSENT
    }
}
