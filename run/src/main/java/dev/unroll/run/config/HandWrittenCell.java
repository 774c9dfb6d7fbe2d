package dev.unroll.run.config;

import static dev.unroll.core.cell.Equations.join;
import static dev.unroll.core.cell.Equations.relu;

import dev.unroll.core.cell.Cell;

/** The cell that tutorials write by hand, written as a user of Unroll would. */
final class HandWrittenCell {

    private HandWrittenCell() {}

    /** h' = relu(W [x; h]), y = V [x; h] with the previous h. Robertson, "NLP from scratch", PyTorch tutorials, 2017. */
    static Cell of(int inputSize, int hiddenSize, int outputSize) {
        return Cell.named("by_hand", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var both = join(cell.input(), h);
            cell.next(h, relu(cell.linear("W", both, hiddenSize)));
            cell.output(cell.linear("V", both, outputSize));
        });
    }
}
