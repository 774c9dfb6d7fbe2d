package dev.unroll.core.cells;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Minus;
import dev.unroll.core.function.Plus;
import dev.unroll.core.function.Sigmoid;
import dev.unroll.core.function.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The gates by which a cell keeps a state, s' = f ⊙ s + …, where f is a sigmoid: a forget gate. Found in the equations, whatever
 * the cell is called.
 */
public final class KeepGates {

    /**
     * One gate.
     *
     * @param kept the biases that open it
     * @param taken the biases that open the gate of what comes in, if that is one of its own
     * @param isCoupled whether what comes in is let in by 1 − f, as in a GRU
     */
    public record KeepGate(List<Columns> kept, List<Columns> taken, boolean isCoupled) {}

    /** Some columns of a map's bias, {@code from} inclusive to {@code to} exclusive. */
    public record Columns(String map, int from, int to) {}

    private KeepGates() {}

    /** Returns the gates of a cell, state by state. */
    public static List<KeepGate> of(Cell cell) {
        var gates = new ArrayList<KeepGate>();
        cell.nexts().values().forEach(next -> gate(next.operands().getFirst()).ifPresent(gates::add));
        return List.copyOf(gates);
    }

    private static Optional<KeepGate> gate(Term sum) {
        if (!is(Plus.OPERATION, sum)) {
            return Optional.empty();
        }
        Term left = sum.operands().get(0);
        Term right = sum.operands().get(1);
        boolean isZoneout = factor(left, KeepGates::isMask).isPresent();
        return isZoneout
                ? factor(right, term -> is(Minus.OPERATION, term)).flatMap(KeepGates::gate)
                : gate(left, right).or(() -> gate(right, left));
    }

    /** Returns the gate if {@code keeping} is a gate times a state. */
    private static Optional<KeepGate> gate(Term keeping, Term coming) {
        return factor(keeping, KeepGates::isState).filter(KeepGates::isSigmoid).map(gate -> {
            boolean coupled = factor(coming, term -> isRest(term, gate)).isPresent();
            Optional<Term> taking =
                    factors(coming).stream().filter(KeepGates::isSigmoid).findFirst();
            return new KeepGate(biases(gate), taking.map(KeepGates::biases).orElse(List.of()), coupled);
        });
    }

    /** Returns the other factor of a product of which one is such a term. */
    private static Optional<Term> factor(Term product, Predicate<Term> such) {
        List<Term> factors = factors(product);
        if (factors.isEmpty()) {
            return Optional.empty();
        }
        return such.test(factors.get(0))
                ? Optional.of(factors.get(1))
                : such.test(factors.get(1)) ? Optional.of(factors.get(0)) : Optional.empty();
    }

    private static List<Term> factors(Term product) {
        return is(Times.OPERATION, product) ? product.operands() : List.of();
    }

    private static boolean isState(Term term) {
        return term.operation() instanceof State;
    }

    private static boolean isMask(Term term) {
        return term.operation() instanceof Mask;
    }

    private static boolean isSigmoid(Term term) {
        return term.operation() instanceof Apply(var function) && function == Sigmoid.FUNCTION;
    }

    private static boolean isRest(Term term, Term gate) {
        return is(Minus.OPERATION, term)
                && term.operands().get(0).operation() instanceof Constant(float number)
                && number == 1
                && term.operands().get(1) == gate;
    }

    private static boolean is(Arithmetic arithmetic, Term term) {
        return term.operation() instanceof Combine(var own) && own == arithmetic;
    }

    private static List<Columns> biases(Term gate) {
        var columns = new ArrayList<Columns>();
        Term sum = gate.operands().getFirst();
        addBiases(sum, 0, sum.size(), columns);
        return columns;
    }

    private static void addBiases(Term term, int from, int to, List<Columns> columns) {
        switch (term.operation()) {
            case Part(int start, int _) -> addBiases(term.operands().getFirst(), start + from, start + to, columns);
            case Linear(String map, Bias bias) -> {
                if (bias == Bias.PRESENT) {
                    columns.add(new Columns(map, from, to));
                }
            }
            case Combine(var arithmetic)
            when arithmetic == Plus.OPERATION ->
                term.operands().stream()
                        .filter(operand -> operand.size() == term.size())
                        .forEach(operand -> addBiases(operand, from, to, columns));
            default -> {}
        }
    }
}
