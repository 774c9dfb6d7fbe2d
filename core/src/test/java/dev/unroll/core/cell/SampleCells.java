package dev.unroll.core.cell;

import static dev.unroll.core.cell.Equations.join;
import static dev.unroll.core.cell.Equations.relu;
import static dev.unroll.core.cell.Equations.sigmoid;
import static dev.unroll.core.cell.Equations.tanh;

import dev.unroll.core.cell.Masking.Drawn;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.cells.Regularization;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** As in multiplicative integration (Wu et al., 2016): a function of a sum of products, h' = tanh(W x ⊙ U h + V h ⊙ h). */
    public static Cell multiplicative(int inputSize, int hiddenSize) {
        return Cell.named("multiplicative", inputSize, cell -> {
            var x = cell.input();
            var h = cell.state("h", hiddenSize);
            var first = cell.linear("W", x, hiddenSize).times(cell.linear("U", h, hiddenSize));
            var second = cell.linear("V", h, hiddenSize).times(h);
            cell.output(cell.next(h, tanh(first.plus(second))));
        });
    }

    /**
     * Gates right out of a product that begins before the loop, i = σ(A[x; h]), f = σ(B[x; h]), c' = f ⊙ c + i; and a state
     * out of two products of the loop, h' = tanh(U h + V c).
     */
    public static Cell crossed(int inputSize, int hiddenSize) {
        return Cell.named("crossed", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var c = cell.state("c", hiddenSize);
            var both = join(cell.input(), h);
            var i = sigmoid(cell.linear("A", both, hiddenSize));
            var f = sigmoid(cell.linear("B", both, hiddenSize));
            cell.next(c, f.times(c).plus(i));
            var sum = cell.linear("U", h, hiddenSize).plus(cell.linear("V", c, hiddenSize));
            cell.output(cell.next(h, tanh(sum)));
        });
    }

    /**
     * One vector that the loop, what comes before it and what comes after it read, whole and in parts: h' = tanh(W x ⊙ u + u ⊙ h),
     * y = [h' + u; softplus(u[0:1])].
     */
    public static Cell sharedVector(int inputSize, int hiddenSize) {
        return Cell.named("shared_vector", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var u = cell.parameter("u", hiddenSize);
            var before = cell.linear("W", cell.input(), hiddenSize).times(u);
            var next = cell.next(h, tanh(before.plus(u.times(h))));
            cell.output(join(next.plus(u), Equations.softplus(u.slice(0, 1))));
        });
    }

    /** Every built-in cell, with and without biases, and those above. */
    public static List<Cell> all(int inputSize, int hiddenSize) {
        var cells = new ArrayList<Cell>();
        for (Bias bias : Bias.values()) {
            cells.add(Cells.elman(inputSize, hiddenSize, bias));
            cells.add(Cells.elmanRelu(inputSize, hiddenSize, bias));
            cells.add(Cells.lstm(inputSize, hiddenSize, bias));
            cells.add(Cells.gru(inputSize, hiddenSize, bias));
            cells.add(Cells.gruResetBefore(inputSize, hiddenSize, bias));
            cells.add(Cells.lstmProjection(inputSize, hiddenSize, 2, bias));
            cells.add(Cells.lstmPeephole(inputSize, hiddenSize, bias));
            cells.add(Cells.lstmCoupled(inputSize, hiddenSize, bias));
            cells.add(Cells.indRnn(inputSize, hiddenSize, bias));
            cells.add(Cells.minGru(inputSize, hiddenSize, bias));
            cells.add(Cells.minLstm(inputSize, hiddenSize, bias));
            cells.add(Cells.sru(inputSize, hiddenSize, bias));
            cells.add(Cells.slstm(inputSize, hiddenSize, bias));
        }
        cells.add(byHand(inputSize, hiddenSize, 3));
        cells.add(multiplicative(inputSize, hiddenSize));
        cells.add(crossed(inputSize, hiddenSize));
        cells.add(sharedVector(inputSize, hiddenSize));
        cells.add(
                named("lstm_zoneout", Regularization.zoneout(Cells.lstm(inputSize, hiddenSize, Bias.PRESENT), 0.25f)));
        cells.add(named(
                "gru_reset_before_recurrent_dropout",
                Regularization.recurrentDropout(
                        Cells.gruResetBefore(inputSize, hiddenSize, Bias.PRESENT), 0.5f, Drawn.ONCE)));
        cells.add(Cells.lstmLayerNorm(inputSize, hiddenSize));
        cells.add(Cells.gruLayerNorm(inputSize, hiddenSize));
        return cells;
    }

    /** Returns the same equations under another name. */
    private static Cell named(String name, Cell cell) {
        var data = new HashMap<String, Object>(cell.toData());
        data.put("name", name);
        return Cell.fromData(data);
    }
}
