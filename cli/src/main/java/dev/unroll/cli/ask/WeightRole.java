package dev.unroll.cli.ask;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation;
import dev.unroll.core.cell.Term;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What textbooks call a parameter: W_xh from input to hidden, W_hh from hidden to hidden, W_hy from hidden to output; W_a, b_a
 * and v_a of attention. Of a cell of a user's own with several maps of one kind, what its equations call them.
 */
final class WeightRole {

    private WeightRole() {}

    /** Returns the name; a map of several vectors has several names side by side, [W_xh W_hh]. */
    static String of(Window window) {
        return switch (window.role()) {
            case EMBEDDING, INNER_EMBEDDING -> "W_ex";
            case HEAD_WEIGHT -> "W_hy";
            case HEAD_BIAS -> "b_y";
            case BRIDGE_WEIGHT -> "W_0";
            case BRIDGE_BIAS -> "b_0";
            case ATTENTION_WEIGHT -> "W_a";
            case ATTENTION_BIAS -> "b_a";
            case ATTENTION_QUERY -> "v_a";
            case CELL_VECTOR -> window.map();
            case CELL_BIAS, INPUT_WEIGHT, RECURRENT_WEIGHT ->
                ofCell(window.cell().orElseThrow(), window);
        };
    }

    private static String ofCell(Cell cell, Window window) {
        Term map = Objects.requireNonNull(cell.maps().get(window.map()));
        // Textbooks know our own cells, and those with one map of each kind.
        List<String> weights =
                cell.maps().values().stream().map(each -> weights(cell, each)).toList();
        boolean areAlike = Set.copyOf(weights).size() < weights.size();
        if (areAlike && Cells.named(cell.name()).isEmpty()) {
            var linear = (Operation.Linear) map.operation();
            return window.role() == Role.CELL_BIAS ? linear.offset() : linear.matrix();
        }
        return window.role() == Role.CELL_BIAS ? "b_" + to(cell, map) : weights(cell, map);
    }

    /** Returns where a map goes: h, into a state, or y, out. */
    private static String to(Cell cell, Term map) {
        // A map that no next state reads is a way out.
        Set<Term> intoStates = new HashSet<>();
        cell.nexts().values().forEach(next -> gather(next, intoStates));
        return intoStates.contains(map) ? "h" : "y";
    }

    private static String weights(Cell cell, Term map) {
        String to = to(cell, map);
        Term operand = map.operands().getFirst();
        if (!(operand.operation() instanceof Operation.Join)) {
            return weight(operand, to);
        }
        return operand.operands().stream().map(part -> weight(part, to)).collect(Collectors.joining(" ", "[", "]"));
    }

    private static String weight(Term operand, String to) {
        Set<Term> read = new HashSet<>();
        gather(operand, read);
        boolean readsState = read.stream().anyMatch(term -> term.operation() instanceof Operation.State);
        return (readsState ? "W_h" : "W_x") + to;
    }

    private static void gather(Term term, Set<Term> gathered) {
        if (gathered.add(term)) {
            term.operands().forEach(operand -> gather(operand, gathered));
        }
    }
}
