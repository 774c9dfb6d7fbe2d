package dev.unroll.core.cell;

import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;

/** What a {@link Term} does with its operands. */
public sealed interface Operation {

    /** The input of the step, x. */
    record Input() implements Operation {}

    /** A state's value before the step. */
    record State(String name) implements Operation {}

    /** A state's value after the step: its operand. */
    record Next(String state) implements Operation {}

    /** A linear map of its operand, W v + b, or W v without bias; W is [size, operand's size]. */
    record Linear(String name, Bias bias) implements Operation {

        /** Returns what equations call W: {@code W_name}, or the name itself if it begins with a capital letter. */
        public String matrix() {
            return CellText.matrix(name);
        }

        /** Returns what equations call b, as {@link #matrix}. */
        public String offset() {
            return CellText.bias(name);
        }
    }

    /** A number, as long as whatever it meets. */
    record Constant(float value) implements Operation {}

    /** The elements {@code from} (inclusive) to {@code to} (exclusive) of its operand. */
    record Part(int from, int to) implements Operation {}

    /** Its operands one after another. */
    record Join() implements Operation {}

    /** A vector of parameters, the same at every step. */
    record Parameter(String name, Initial initial) implements Operation {}

    /** Numbers that chance draws while a network is trained. */
    record Mask(String name, Masking masking) implements Operation {}

    /** A function of its operand, element by element. */
    record Apply(ElementFunction function) implements Operation {}

    /** Arithmetic of its two operands, element by element; one of size 1 is broadcast. */
    record Combine(Arithmetic arithmetic) implements Operation {}

    /** The sum of its operand's elements, one number. */
    record Sum() implements Operation {}

    /** Whether a linear map adds a bias. */
    enum Bias {
        /** W v + b. */
        PRESENT,
        /** W v. */
        ABSENT
    }
}
