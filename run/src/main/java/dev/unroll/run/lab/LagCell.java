package dev.unroll.run.lab;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cells.BuiltInCell;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** All built-in cells, and some of them that start otherwise. */
    public static final List<LagCell> ALL = Stream.concat(
                    Cells.all().stream().map(LagCell::fresh),
                    Stream.of(
                            started("irnn", "rnn_relu", LagStart.IDENTITY),
                            started("lstm_open", "lstm", LagStart.OPEN),
                            started("gru_open", "gru", LagStart.OPEN)))
            .toList();

    private static LagCell fresh(BuiltInCell cell) {
        // As its paper has it: a unit that sees only itself cannot leave out what is not marked; the layer before it
        // can.
        int layers = cell.name().equals("indrnn") ? 2 : 1;
        return new LagCell(cell.name(), cell::of, LagStart.FRESH, layers);
    }

    private static LagCell started(String name, String builtIn, LagStart start) {
        return new LagCell(name, Cells.named(builtIn).orElseThrow()::of, start, 1);
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
