package dev.unroll.core.program;

import dev.unroll.core.program.Slot.Ref;
import java.util.List;

/**
 * The work of one level of a phase. Forward, the products run first and then the instructions; backward, the instructions
 * and then the products.
 */
public record Stage(List<Multiply> products, List<Instruction> instructions) {

    /** How a product's chain starts. */
    public enum Start {
        /** From the bias, or from zero where there is none, as in the backward pass. */
        BIAS,
        /** From what the result holds already. */
        RESULT
    }

    /**
     * One product with a packed weight, target += operand · weight.
     *
     * @param product which joint map, by its place in the program
     * @param source which of its sources the operand (forward) or the target (backward) is
     */
    public record Multiply(int product, int source, Start start, Ref operand, Ref target) {}

    boolean isEmpty() {
        return products.isEmpty() && instructions.isEmpty();
    }
}
