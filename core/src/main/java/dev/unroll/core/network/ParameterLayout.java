package dev.unroll.core.network;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Term;
import dev.unroll.core.engine.MapWindows;
import dev.unroll.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each parameter of a network lies in one flat array: named windows, one after another, row-major.
 *
 * <p>Names are PyTorch's: {@code embedding.weight}, {@code rnn.weight_ih_l0}, {@code rnn.bias_hh_l1_reverse}, {@code
 * fc.weight}. A cell whose maps are not called {@code ih} and {@code hh} has {@code rnn_l0.<map>.weight} and {@code
 * rnn_l0.<map>.bias}.
 */
public final class ParameterLayout {

    /** What a parameter does, as far as its initialization and its decay may ask. */
    public enum Role {
        EMBEDDING,
        INPUT_WEIGHT,
        RECURRENT_WEIGHT,
        CELL_BIAS,
        HEAD_WEIGHT,
        HEAD_BIAS
    }

    /**
     * One named window.
     *
     * @param shape [rows, columns], or [size] for a bias
     * @param layer the recurrent layer it belongs to, −1 for the embedding and the head
     * @param map the linear map of the cell it belongs to, or an empty text
     * @param fanIn how many numbers the map it belongs to reads
     */
    public record Window(String name, Role role, int offset, List<Integer> shape, int layer, String map, int fanIn) {

        /** Returns the number of elements. */
        public int size() {
            return shape.stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
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
    public static final String HEAD_WEIGHT = "fc.weight";
    public static final String HEAD_BIAS = "fc.bias";

    private final Map<String, Window> windows = new LinkedHashMap<>();
    private int size;

    ParameterLayout(NetworkSpec spec) {
        if (spec.input() instanceof InputSpec.Embedding(int tokens, int width)) {
            add(EMBEDDING, Role.EMBEDDING, List.of(tokens, width), -1, "", tokens);
        }
        for (int layer = 0; layer < spec.layers().size(); layer++) {
            for (int direction = 0; direction < spec.layers().get(layer).directions(); direction++) {
                addCell(spec.layers().get(layer).cell(), layer, direction);
            }
        }
        if (spec.head() instanceof Head.Linear(int outputs)) {
            add(HEAD_WEIGHT, Role.HEAD_WEIGHT, List.of(outputs, spec.featureSize()), -1, "", spec.featureSize());
            add(HEAD_BIAS, Role.HEAD_BIAS, List.of(outputs), -1, "", spec.featureSize());
        }
    }

    private void addCell(Cell cell, int layer, int direction) {
        for (Term map : cell.maps().values()) {
            String name = ((Linear) map.operation()).name();
            Term operand = map.operands().getFirst();
            Role role = operand == cell.terms().getFirst() ? Role.INPUT_WEIGHT : Role.RECURRENT_WEIGHT;
            List<Integer> shape = List.of(map.size(), operand.size());
            add(parameterName(cell, layer, direction, name, "weight"), role, shape, layer, name, operand.size());
        }
        for (Term map : cell.maps().values()) {
            Linear linear = (Linear) map.operation();
            if (linear.bias() == Bias.PRESENT) {
                String name = parameterName(cell, layer, direction, linear.name(), "bias");
                add(
                        name,
                        Role.CELL_BIAS,
                        List.of(map.size()),
                        layer,
                        linear.name(),
                        map.operands().getFirst().size());
            }
        }
    }

    private static String parameterName(Cell cell, int layer, int direction, String map, String kind) {
        String place = "_l" + layer + (direction == 0 ? "" : "_reverse");
        boolean pytorch = cell.maps().keySet().stream().allMatch(name -> name.equals("ih") || name.equals("hh"));
        return pytorch ? "rnn." + kind + "_" + map + place : "rnn" + place + "." + map + "." + kind;
    }

    private void add(String name, Role role, List<Integer> shape, int layer, String map, int fanIn) {
        long end = size + shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (end > LARGEST) {
            throw new IllegalArgumentException("the network must have at most " + LARGEST + " parameters but has " + end
                    + " or more with " + name + " " + shape);
        }
        windows.put(name, new Window(name, role, size, shape, layer, map, fanIn));
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

    /** Returns the windows on the parameters of one direction of a layer, by linear map, for the packages that run it. */
    @SuppressWarnings("exports")
    public Map<String, MapWindows> cell(Layer layer, int number, int direction, float[] flat) {
        var maps = new LinkedHashMap<String, MapWindows>();
        layer.cell().maps().forEach((map, term) -> {
            Matrix weight = window(parameterName(layer.cell(), number, direction, map, "weight"))
                    .on(flat);
            boolean biased = ((Linear) term.operation()).bias() == Bias.PRESENT;
            Matrix bias = biased
                    ? window(parameterName(layer.cell(), number, direction, map, "bias"))
                            .on(flat)
                    : Matrix.zeros(0, term.size());
            maps.put(map, new MapWindows(weight, bias));
        });
        return maps;
    }
}
