package dev.unroll.core.cells;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;

/**
 * A cell that a configuration knows by name.
 *
 * @param name as it stands in configurations and files: {@code gru_reset_before}
 * @param about what it is, as the middle of a sentence
 * @param source who described it, and when
 */
public record BuiltInCell(String name, String about, String source, Factory factory) {

    /** Makes the cell at a size. */
    @FunctionalInterface
    public interface Factory {
        /** Returns the cell; one that knows no choice has the biases that it has. */
        Cell of(int inputSize, int hiddenSize, Bias bias);
    }

    /** Returns the cell with biases. */
    public Cell of(int inputSize, int hiddenSize) {
        return factory.of(inputSize, hiddenSize, Bias.PRESENT);
    }
}
