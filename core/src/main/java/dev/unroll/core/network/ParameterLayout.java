package dev.unroll.core.network;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.engine.MapWindows;
import dev.unroll.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where each parameter of a network lies in one flat array: named windows, one after another, row-major.
 *
 * <p>Names are PyTorch's: {@code embedding.weight}, {@code rnn.weight_ih_l0}, {@code rnn.bias_hh_l1_reverse}, {@code
 * fc.weight}. A cell whose maps are not called {@code ih} and {@code hh} has {@code rnn_l0.<map>.weight} and {@code
 * rnn_l0.<map>.bias}; a vector of its equations is {@code rnn_l0.<name>}. A second linear layer is {@code fc1}; attention over the steps is {@code pooling}; what reads the letters
 * of words, or the source of a pair, has the names of a network of its own, after {@code letters.} or {@code source.}. A layer
 * that starts from what came of the source has {@code bridge_l0.weight}, one that attends to it {@code
 * attention_l0.key.weight}.
 */
public final class ParameterLayout {

    /** What a parameter does, as far as its initialization and its decay may ask. */
    public enum Role {
        /** The vectors that stand for the tokens or words of the network's input. */
        EMBEDDING,
        /** The vectors that stand for the tokens of an inner network, such as letters. */
        INNER_EMBEDDING,
        INPUT_WEIGHT,
        RECURRENT_WEIGHT,
        CELL_BIAS,
        /** A vector that a cell's equations declare: a peephole, a gain. */
        CELL_VECTOR,
        HEAD_WEIGHT,
        HEAD_BIAS,
        /** What makes the first state of a decoder's layer of the last states of an encoder's. */
        BRIDGE_WEIGHT,
        BRIDGE_BIAS,
        /** What makes of a step what is compared with a query. */
        ATTENTION_WEIGHT,
        ATTENTION_BIAS,
        /** What steps are compared with. */
        ATTENTION_QUERY
    }

    /**
     * One named window.
     *
     * @param shape [rows, columns], or [size] for a bias
     * @param layer the recurrent layer of its network that it belongs to, −1 for the embedding and the head
     * @param cell of that layer
     * @param map the linear map of the cell it belongs to, or an empty text
     * @param fanIn how many numbers the map it belongs to reads
     */
    public record Window(
            String name,
            Role role,
            int offset,
            List<Integer> shape,
            int layer,
            Optional<Cell> cell,
            String map,
            int fanIn) {

        /** Returns a window at the start that belongs to no cell. */
        static Window of(String name, Role role, List<Integer> shape, int fanIn) {
            return new Window(name, role, 0, shape, -1, Optional.empty(), "", fanIn);
        }

        /** Returns a window at the start that belongs to a cell. */
        static Window ofCell(String name, Role role, List<Integer> shape, int layer, Cell cell, String map, int fanIn) {
            return new Window(name, role, 0, shape, layer, Optional.of(cell), map, fanIn);
        }

        private Window at(int moved) {
            return new Window(name, role, moved, shape, layer, cell, map, fanIn);
        }

        /** Returns the number of elements. */
        public int size() {
            return (int) elements();
        }

        /** Returns the number of elements, though it be more than an array holds. */
        private long elements() {
            long product = 1;
            for (int extent : shape) {
                product *= extent;
            }
            return product;
        }

        /** Returns this window on a flat array; a bias is one row. */
        public Matrix on(float[] flat) {
            int columns = shape.getLast();
            return Matrix.window(flat, offset, size() / columns, columns, columns);
        }
    }

    /** The longest array that every JVM can make. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    public static final String EMBEDDING = "embedding.weight";

    private final Map<String, Window> windows = new LinkedHashMap<>();
    private int size;

    ParameterLayout(NetworkSpec spec) {
        if (spec.chain().gives().kind() == Signal.Kind.TOKENS) {
            throw new IllegalArgumentException(
                    "a network that reads one-hot tokens must have a part that makes numbers of them, but it has none");
        }
        spec.parameters("").forEach(this::add);
    }

    private void add(Window window) {
        long end = size + window.elements();
        if (end > LARGEST) {
            throw new IllegalArgumentException("the network must have at most " + LARGEST + " parameters but has " + end
                    + " or more with " + window.name() + " " + window.shape());
        }
        if (windows.put(window.name(), window.at(size)) != null) {
            throw new IllegalArgumentException("the network has two parameters " + window.name()
                    + "; between two attentions there must be a recurrent layer");
        }
        size = (int) end;
    }

    /** Returns the length of the flat array. */
    public int size() {
        return size;
    }

    /** Returns all windows in order. */
    public List<Window> windows() {
        return new ArrayList<>(windows.values());
    }

    /** Returns the window of that name. */
    public Window window(String name) {
        Window window = windows.get(name);
        if (window == null) {
            throw new IllegalArgumentException("there is no parameter " + name + "; there are " + windows.keySet());
        }
        return window;
    }

    /** Returns the windows on the parameters of one direction of a layer, by linear map and by vector. */
    @SuppressWarnings("exports")
    public Map<String, MapWindows> cell(Layer layer, Place place, int direction, float[] flat) {
        var names = new CellNames(layer.cell(), place, direction);
        var maps = new LinkedHashMap<String, MapWindows>();
        layer.cell().maps().forEach((map, term) -> {
            boolean biased = ((Linear) term.operation()).bias() == Bias.PRESENT;
            Matrix bias = biased ? window(names.bias(map)).on(flat) : Matrix.zeros(0, term.size());
            maps.put(map, new MapWindows(window(names.weight(map)).on(flat), bias));
        });
        layer.cell()
                .parameters()
                .keySet()
                .forEach(vector -> maps.put(
                        vector, MapWindows.ofVector(window(names.vector(vector)).on(flat))));
        return maps;
    }
}
