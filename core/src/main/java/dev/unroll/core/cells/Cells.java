package dev.unroll.core.cells;

import static dev.unroll.core.cell.Equations.exp;
import static dev.unroll.core.cell.Equations.layerNorm;
import static dev.unroll.core.cell.Equations.max;
import static dev.unroll.core.cell.Equations.relu;
import static dev.unroll.core.cell.Equations.sigmoid;
import static dev.unroll.core.cell.Equations.tanh;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.CellDefinition;
import dev.unroll.core.cell.Equations;
import dev.unroll.core.cell.Initial;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Term;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The well-known cells. Maps are named {@code ih} (input to hidden) and {@code hh} (hidden to hidden), gates are in
 * PyTorch's order, so weights carry over.
 */
public final class Cells {

    private static final List<BuiltInCell> ALL = List.of(
            new BuiltInCell("rnn_tanh", "simple recurrent network", "Elman 1990", Cells::elman),
            new BuiltInCell(
                    "rnn_relu",
                    "simple recurrent network of rectified linear units",
                    "Le et al. 2015",
                    Cells::elmanRelu),
            new BuiltInCell(
                    "lstm", "long short-term memory", "Hochreiter and Schmidhuber 1997; Gers et al. 2000", Cells::lstm),
            new BuiltInCell("gru", "gated recurrent unit, as PyTorch has it", "Cho et al. 2014, v3", Cells::gru),
            new BuiltInCell(
                    "gru_reset_before",
                    "gated recurrent unit, reset gate before the product",
                    "Cho et al. 2014, v1",
                    Cells::gruResetBefore),
            new BuiltInCell(
                    "lstm_peephole",
                    "long short-term memory whose gates see the memory cell",
                    "Gers and Schmidhuber 2000",
                    Cells::lstmPeephole),
            new BuiltInCell(
                    "lstm_coupled",
                    "long short-term memory that forgets as much as it takes in",
                    "Greff et al. 2015",
                    Cells::lstmCoupled),
            new BuiltInCell(
                    "lstm_projection",
                    "long short-term memory with a hidden state of half the size",
                    "Sak et al. 2014",
                    (input, hidden, bias) -> lstmProjection(input, hidden, Math.ceilDiv(hidden, 2), bias)),
            new BuiltInCell(
                    "lstm_layer_norm",
                    "long short-term memory with layer normalization",
                    "Ba, Kiros and Hinton 2016",
                    (input, hidden, _) -> lstmLayerNorm(input, hidden)),
            new BuiltInCell(
                    "gru_layer_norm",
                    "gated recurrent unit with layer normalization",
                    "Ba, Kiros and Hinton 2016",
                    (input, hidden, _) -> gruLayerNorm(input, hidden)),
            new BuiltInCell("indrnn", "independently recurrent network", "Li et al. 2018", Cells::indRnn),
            new BuiltInCell("mingru", "minimal gated recurrent unit", "Feng et al. 2024", Cells::minGru),
            new BuiltInCell("minlstm", "minimal long short-term memory", "Feng et al. 2024", Cells::minLstm),
            new BuiltInCell("sru", "simple recurrent unit", "Lei et al. 2018", Cells::sru),
            new BuiltInCell(
                    "slstm", "long short-term memory with exponential gates", "Beck et al. 2024", Cells::slstm));

    private Cells() {}

    /** Returns all cells, those that people use most first: a new one is a line here. */
    public static List<BuiltInCell> all() {
        return ALL;
    }

    /** Returns the cell of that name: {@code lstm}. */
    public static Optional<BuiltInCell> named(String name) {
        return ALL.stream().filter(cell -> cell.name().equals(name)).findFirst();
    }

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

    /**
     * Long short-term memory whose hidden state is projected to fewer elements. Sak et al. 2014, as PyTorch has it. Gates i f g
     * o.
     *
     * @param projectionSize the size of h and of the output
     */
    public static Cell lstmProjection(int inputSize, int hiddenSize, int projectionSize, Bias bias) {
        return Cell.named("lstm_projection", inputSize, cell -> {
            var h = cell.state("h", projectionSize);
            var c = cell.state("c", hiddenSize);
            var fromInput = cell.linear("ih", cell.input(), 4 * hiddenSize, bias);
            var fromHidden = cell.linear("hh", h, 4 * hiddenSize, bias);
            var z = cell.let("z", fromInput.plus(fromHidden));
            var i = cell.let("i", sigmoid(z.part(0, 4)));
            var f = cell.let("f", sigmoid(z.part(1, 4)));
            var g = cell.let("g", tanh(z.part(2, 4)));
            var o = cell.let("o", sigmoid(z.part(3, 4)));
            var nextC = cell.next(c, f.times(c).plus(i.times(g)));
            var projected = cell.linear("hr", o.times(tanh(nextC)), projectionSize, Bias.ABSENT);
            cell.output(cell.next(h, projected));
        });
    }

    /** Long short-term memory whose gates see the memory cell. Gers and Schmidhuber 2000. Gates i f g o. */
    public static Cell lstmPeephole(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("lstm_peephole", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var c = cell.state("c", hiddenSize);
            var fromInput = cell.linear("ih", cell.input(), 4 * hiddenSize, bias);
            var fromHidden = cell.linear("hh", h, 4 * hiddenSize, Bias.ABSENT);
            var z = cell.let("z", fromInput.plus(fromHidden));
            var seenByI = cell.parameter("p_i", hiddenSize);
            var seenByF = cell.parameter("p_f", hiddenSize);
            var seenByO = cell.parameter("p_o", hiddenSize);
            var i = cell.let("i", sigmoid(z.part(0, 4).plus(seenByI.times(c))));
            var f = cell.let("f", sigmoid(z.part(1, 4).plus(seenByF.times(c))));
            var g = cell.let("g", tanh(z.part(2, 4)));
            var nextC = cell.next(c, f.times(c).plus(i.times(g)));
            var o = cell.let("o", sigmoid(z.part(3, 4).plus(seenByO.times(nextC))));
            cell.output(cell.next(h, o.times(tanh(nextC))));
        });
    }

    /** Long short-term memory that forgets as much as it takes in. Greff et al. 2015, CIFG. Gates f g o. */
    public static Cell lstmCoupled(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("lstm_coupled", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var c = cell.state("c", hiddenSize);
            var fromInput = cell.linear("ih", cell.input(), 3 * hiddenSize, bias);
            var fromHidden = cell.linear("hh", h, 3 * hiddenSize, Bias.ABSENT);
            var z = cell.let("z", fromInput.plus(fromHidden));
            var f = cell.let("f", sigmoid(z.part(0, 3)));
            var g = cell.let("g", tanh(z.part(1, 3)));
            var o = cell.let("o", sigmoid(z.part(2, 3)));
            var nextC = cell.next(c, f.times(c).plus(cell.constant(1).minus(f).times(g)));
            cell.output(cell.next(h, o.times(tanh(nextC))));
        });
    }

    /** Long short-term memory with normalized gates and memory cell. Ba, Kiros and Hinton 2016. Gates i f g o. */
    public static Cell lstmLayerNorm(int inputSize, int hiddenSize) {
        return Cell.named("lstm_layer_norm", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var c = cell.state("c", hiddenSize);
            var fromInput = normalized(cell, "i", cell.linear("ih", cell.input(), 4 * hiddenSize, Bias.ABSENT));
            var fromHidden = normalized(cell, "h", cell.linear("hh", h, 4 * hiddenSize, Bias.ABSENT));
            var z = cell.let("z", fromInput.plus(fromHidden));
            var i = cell.let("i", sigmoid(z.part(0, 4)));
            var f = cell.let("f", sigmoid(z.part(1, 4)));
            var g = cell.let("g", tanh(z.part(2, 4)));
            var o = cell.let("o", sigmoid(z.part(3, 4)));
            var nextC = cell.next(c, f.times(c).plus(i.times(g)));
            cell.output(cell.next(h, o.times(tanh(normalized(cell, "c", nextC)))));
        });
    }

    /** Gated recurrent unit, reset gate after the product, with normalized sums. Ba, Kiros and Hinton 2016. Gates r z n. */
    public static Cell gruLayerNorm(int inputSize, int hiddenSize) {
        return Cell.named("gru_layer_norm", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var fromInput = cell.linear("ih", cell.input(), 3 * hiddenSize, Bias.ABSENT);
            var fromHidden = cell.linear("hh", h, 3 * hiddenSize, Bias.ABSENT);
            var a = cell.let("a", normalized(cell, "i", fromInput));
            var b = cell.let("b", normalized(cell, "h", fromHidden));
            var r = cell.let("r", sigmoid(a.part(0, 3).plus(b.part(0, 3))));
            var z = cell.let("z", sigmoid(a.part(1, 3).plus(b.part(1, 3))));
            var n = cell.let("n", tanh(a.part(2, 3).plus(r.times(b.part(2, 3)))));
            cell.output(cell.next(h, cell.constant(1).minus(z).times(n).plus(z.times(h))));
        });
    }

    private static Term normalized(CellDefinition cell, String name, Term of) {
        var gain = cell.parameter("g_" + name, of.size(), Initial.of(1));
        var offset = cell.parameter("b_" + name, of.size());
        return layerNorm(of, gain, offset);
    }

    /**
     * Independently recurrent network: each unit sees of the state only itself, h' = relu(W_ih x + b_ih + u ⊙ h). Li et al. 2018.
     */
    public static Cell indRnn(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("indrnn", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var u = cell.parameter("u", hiddenSize, new Initial(0, 1));
            var fromInput = cell.linear("ih", cell.input(), hiddenSize, bias);
            cell.output(cell.next(h, relu(fromInput.plus(u.times(h)))));
        });
    }

    /** Minimal gated recurrent unit: gate and candidate see the input alone. Feng et al. 2024. */
    public static Cell minGru(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("mingru", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var z = cell.let("z", sigmoid(cell.linear("z", cell.input(), hiddenSize, bias)));
            var n = cell.let("n", cell.linear("n", cell.input(), hiddenSize, bias));
            cell.output(cell.next(h, cell.constant(1).minus(z).times(h).plus(z.times(n))));
        });
    }

    /** Minimal long short-term memory: gates and candidate see the input alone. Feng et al. 2024. */
    public static Cell minLstm(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("minlstm", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var f = cell.let("f", sigmoid(cell.linear("f", cell.input(), hiddenSize, bias)));
            var i = cell.let("i", sigmoid(cell.linear("i", cell.input(), hiddenSize, bias)));
            var n = cell.let("n", cell.linear("n", cell.input(), hiddenSize, bias));
            var both = cell.let("s", f.plus(i));
            cell.output(cell.next(h, f.over(both).times(h).plus(i.over(both).times(n))));
        });
    }

    /**
     * Simple recurrent unit: all products see the input alone. Lei et al. 2018. Where the sizes differ, a linear map brings the
     * input to the output.
     */
    public static Cell sru(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("sru", inputSize, cell -> {
            var c = cell.state("c", hiddenSize);
            var x = cell.input();
            var candidate = cell.linear("w", x, hiddenSize, Bias.ABSENT);
            var seenByF = cell.parameter("v_f", hiddenSize);
            var seenByR = cell.parameter("v_r", hiddenSize);
            var f = cell.let("f", sigmoid(cell.linear("f", x, hiddenSize, bias).plus(seenByF.times(c))));
            var r = cell.let("r", sigmoid(cell.linear("r", x, hiddenSize, bias).plus(seenByR.times(c))));
            var nextC = cell.next(c, f.times(c).plus(cell.constant(1).minus(f).times(candidate)));
            var skipped = inputSize == hiddenSize ? x : cell.linear("s", x, hiddenSize, Bias.ABSENT);
            cell.output(r.times(nextC).plus(cell.constant(1).minus(r).times(skipped)));
        });
    }

    /**
     * Long short-term memory with exponential gates, kept in range by the state m. Beck et al. 2024, xLSTM's sLSTM. Gates i f z o.
     */
    public static Cell slstm(int inputSize, int hiddenSize, Bias bias) {
        return Cell.named("slstm", inputSize, cell -> {
            var h = cell.state("h", hiddenSize);
            var c = cell.state("c", hiddenSize);
            var n = cell.state("n", hiddenSize);
            var m = cell.state("m", hiddenSize);
            var fromInput = cell.linear("ih", cell.input(), 4 * hiddenSize, bias);
            var fromHidden = cell.linear("hh", h, 4 * hiddenSize, Bias.ABSENT);
            var a = cell.let("a", fromInput.plus(fromHidden));
            var kept = cell.let("k", a.part(1, 4).plus(m));
            var nextM = cell.next(m, max(kept, a.part(0, 4)));
            var i = cell.let("i", exp(a.part(0, 4).minus(nextM)));
            var f = cell.let("f", exp(kept.minus(nextM)));
            var z = cell.let("z", tanh(a.part(2, 4)));
            var o = cell.let("o", sigmoid(a.part(3, 4)));
            var nextC = cell.next(c, f.times(c).plus(i.times(z)));
            var nextN = cell.next(n, f.times(n).plus(i));
            cell.output(cell.next(h, o.times(nextC.over(nextN))));
        });
    }
}
