package dev.unroll.core.cell;

import static dev.unroll.core.cell.Equations.join;
import static dev.unroll.core.cell.Equations.relu;

import dev.unroll.core.cell.Operation.Bias;
import java.util.ArrayList;
import java.util.List;

/** The cells that tests run: the built-in ones and the one of a user. */
public final class SampleCells {

    private SampleCells() {}

    /** A cell as a user writes it, {@code h' = relu(W[x; h])}, {@code y = V[x; h]}: the output reads the state from before. */
    public static Cell byHand(int inputSize, int hiddenSize, int outputSize) {
        return Cell.named("by_hand", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var both = join(cell.input(), h);
            cell.next(h, relu(cell.linear("W", both, hiddenSize)));
            cell.output(cell.linear("V", both, outputSize));
        });
    }

    /** Every built-in cell, with and without biases, and the one by hand. */
    public static List<Cell> all(int inputSize, int hiddenSize) {
        var cells = new ArrayList<Cell>();
        for (Bias bias : Bias.values()) {
            cells.add(Cells.elman(inputSize, hiddenSize, bias));
            cells.add(Cells.elmanRelu(inputSize, hiddenSize, bias));
            cells.add(Cells.lstm(inputSize, hiddenSize, bias));
            cells.add(Cells.gru(inputSize, hiddenSize, bias));
            cells.add(Cells.gruResetBefore(inputSize, hiddenSize, bias));
        }
        cells.add(byHand(inputSize, hiddenSize, 3));
        return cells;
    }
}
