package dev.unroll.run.lab;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Cells;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import java.util.List;
import java.util.Optional;

/**
 * A cell that a problem is tried with.
 *
 * @param name as it is typed
 * @param start of its weights
 * @param layers how many a network has
 */
public record LagCell(String name, Maker maker, LagStart start, int layers) {

    /** Makes a cell of its sizes. */
    @FunctionalInterface
    public interface Maker {
        Cell of(int inputSize, int hiddenSize);
    }

    /** All cells. */
    public static final List<LagCell> ALL = List.of(
            fresh("rnn_tanh", (input, hidden) -> Cells.elman(input, hidden, Bias.PRESENT)),
            fresh("rnn_relu", (input, hidden) -> Cells.elmanRelu(input, hidden, Bias.PRESENT)),
            new LagCell("irnn", (input, hidden) -> Cells.elmanRelu(input, hidden, Bias.PRESENT), LagStart.IDENTITY, 1),
            // As its paper has it: a unit that sees only itself cannot leave out what is not marked; the layer before
            // it can.
            new LagCell("indrnn", (input, hidden) -> Cells.indRnn(input, hidden, Bias.PRESENT), LagStart.FRESH, 2),
            fresh("lstm", (input, hidden) -> Cells.lstm(input, hidden, Bias.PRESENT)),
            new LagCell("lstm_open", (input, hidden) -> Cells.lstm(input, hidden, Bias.PRESENT), LagStart.OPEN, 1),
            fresh("lstm_peephole", (input, hidden) -> Cells.lstmPeephole(input, hidden, Bias.PRESENT)),
            fresh("lstm_coupled", (input, hidden) -> Cells.lstmCoupled(input, hidden, Bias.PRESENT)),
            fresh("lstm_layer_norm", Cells::lstmLayerNorm),
            fresh("slstm", (input, hidden) -> Cells.slstm(input, hidden, Bias.PRESENT)),
            fresh("gru", (input, hidden) -> Cells.gru(input, hidden, Bias.PRESENT)),
            new LagCell("gru_open", (input, hidden) -> Cells.gru(input, hidden, Bias.PRESENT), LagStart.OPEN, 1),
            fresh("gru_reset_before", (input, hidden) -> Cells.gruResetBefore(input, hidden, Bias.PRESENT)),
            fresh("gru_layer_norm", Cells::gruLayerNorm),
            fresh("mingru", (input, hidden) -> Cells.minGru(input, hidden, Bias.PRESENT)),
            fresh("minlstm", (input, hidden) -> Cells.minLstm(input, hidden, Bias.PRESENT)),
            fresh("sru", (input, hidden) -> Cells.sru(input, hidden, Bias.PRESENT)));

    private static LagCell fresh(String name, Maker maker) {
        return new LagCell(name, maker, LagStart.FRESH, 1);
    }

    /** Returns the cell of a name. */
    public static Optional<LagCell> named(String name) {
        return ALL.stream().filter(cell -> cell.name.equals(name)).findFirst();
    }

    /** Returns the network that has its layers after what it has so far. */
    NetworkSpec after(NetworkSpec begun, int hiddenSize) {
        NetworkSpec network = begun;
        for (int i = 0; i < layers; i++) {
            network = network.then(width -> new Layer(maker.of(width, hiddenSize)));
        }
        return network;
    }
}
