package dev.unroll.core.cell;

import static dev.unroll.core.cell.Equations.sigmoid;
import static dev.unroll.core.cell.Equations.tanh;

import dev.unroll.core.cell.Operation.Bias;
import java.util.function.UnaryOperator;

/**
 * The well-known cells. Maps are named {@code ih} (input to hidden) and {@code hh} (hidden to hidden), gates are in
 * PyTorch's order, so weights carry over.
 */
public final class Cells {

    private Cells() {}

    /** Simple recurrent network, h' = tanh(W_ih x + b_ih + W_hh h + b_hh). Elman 1990. */
    public static Cell elman(int inputSize, int hiddenSize, Bias bias) {
        return elman("rnn_tanh", inputSize, hiddenSize, bias, Equations::tanh);
    }

    /** Simple recurrent network of rectified linear units, h' = relu(W_ih x + b_ih + W_hh h + b_hh). Le et al. 2015. */
    public static Cell elmanRelu(int inputSize, int hiddenSize, Bias bias) {
        return elman("rnn_relu", inputSize, hiddenSize, bias, Equations::relu);
    }

    private static Cell elman(String name, int inputSize, int hiddenSize, Bias bias, UnaryOperator<Term> activation) {
        return Cell.named(name, inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var fromInput = cell.linear("ih", cell.input(), hiddenSize, bias);
            var fromHidden = cell.linear("hh", h, hiddenSize, bias);
            cell.output(cell.next(h, activation.apply(fromInput.plus(fromHidden))));
        });
    }

    /** Long short-term memory. Hochreiter and Schmidhuber 1997, forget gate of Gers et al. 2000. Gates i f g o. */
    public static Cell lstm(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("lstm", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var c = cell.state("c", hiddenSize);
            var fromInput = cell.linear("ih", cell.input(), 4 * hiddenSize, bias);
            var fromHidden = cell.linear("hh", h, 4 * hiddenSize, bias);
            var z = cell.let("z", fromInput.plus(fromHidden));
            var i = cell.let("i", sigmoid(z.part(0, 4)));
            var f = cell.let("f", sigmoid(z.part(1, 4)));
            var g = cell.let("g", tanh(z.part(2, 4)));
            var o = cell.let("o", sigmoid(z.part(3, 4)));
            var nextC = cell.next(c, f.times(c).plus(i.times(g)));
            cell.output(cell.next(h, o.times(tanh(nextC))));
        });
    }

    /** Gated recurrent unit, reset gate after the product, as PyTorch and cuDNN have it. Cho et al. 2014, v3. Gates r z n. */
    public static Cell gru(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("gru", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var a = cell.let("a", cell.linear("ih", cell.input(), 3 * hiddenSize, bias));
            var b = cell.let("b", cell.linear("hh", h, 3 * hiddenSize, bias));
            var r = cell.let("r", sigmoid(a.part(0, 3).plus(b.part(0, 3))));
            var z = cell.let("z", sigmoid(a.part(1, 3).plus(b.part(1, 3))));
            var n = cell.let("n", tanh(a.part(2, 3).plus(r.times(b.part(2, 3)))));
            cell.output(cell.next(h, cell.constant(1).minus(z).times(n).plus(z.times(h))));
        });
    }

    /** Gated recurrent unit, reset gate before the product, as the paper has it. Cho et al. 2014, v1. Gates r z n. */
    public static Cell gruResetBefore(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("gru_reset_before", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var a = cell.let("a", cell.linear("ih", cell.input(), 3 * hiddenSize, bias));
            var b = cell.let("b", cell.linear("hh", h, 2 * hiddenSize, bias));
            var r = cell.let("r", sigmoid(a.part(0, 3).plus(b.part(0, 2))));
            var z = cell.let("z", sigmoid(a.part(1, 3).plus(b.part(1, 2))));
            var n = cell.let("n", tanh(a.part(2, 3).plus(cell.linear("hn", r.times(h), hiddenSize, bias))));
            cell.output(cell.next(h, cell.constant(1).minus(z).times(n).plus(z.times(h))));
        });
    }
}
