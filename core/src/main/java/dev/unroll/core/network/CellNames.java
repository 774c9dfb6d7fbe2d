package dev.unroll.core.network;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Term;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the parameters of one direction of a layer are called, and what they do. */
record CellNames(Cell cell, Place place, int direction) {

    /** Input to hidden, hidden to hidden, and what projects the hidden state. */
    private static final Set<String> PYTORCH = Set.of("ih", "hh", "hr");

    List<Window> windows() {
        var windows = new ArrayList<Window>();
        for (Term map : cell.maps().values()) {
            Term operand = map.operands().getFirst();
            Role role = operand == cell.terms().getFirst() ? Role.INPUT_WEIGHT : Role.RECURRENT_WEIGHT;
            windows.add(window(map, weight(name(map)), role, List.of(map.size(), operand.size())));
        }
        for (Term map : cell.maps().values()) {
            if (((Linear) map.operation()).bias() == Bias.PRESENT) {
                windows.add(window(map, bias(name(map)), Role.CELL_BIAS, List.of(map.size())));
            }
        }
        cell.parameters()
                .forEach((name, vector) -> windows.add(Window.ofCell(
                        vector(name),
                        Role.CELL_VECTOR,
                        List.of(vector.size()),
                        place.layers(),
                        cell,
                        name,
                        vector.size())));
        return windows;
    }

    private Window window(Term map, String name, Role role, List<Integer> shape) {
        int fanIn = map.operands().getFirst().size();
        return Window.ofCell(name, role, shape, place.layers(), cell, name(map), fanIn);
    }

    private static String name(Term map) {
        return ((Linear) map.operation()).name();
    }

    String weight(String map) {
        return parameter(map, "weight");
    }

    String bias(String map) {
        return parameter(map, "bias");
    }

    String vector(String name) {
        return place.prefix() + "rnn" + end() + "." + name;
    }

    private String parameter(String map, String kind) {
        return isNamedAsInPyTorch(cell)
                ? place.prefix() + "rnn." + kind + "_" + map + end()
                : place.prefix() + "rnn" + end() + "." + map + "." + kind;
    }

    private String end() {
        return "_l" + place.layers() + (direction == 0 ? "" : "_reverse");
    }

    /** Returns whether a cell's maps are those of PyTorch's cells. */
    static boolean isNamedAsInPyTorch(Cell cell) {
        return cell.maps().keySet().stream().allMatch(PYTORCH::contains);
    }
}
