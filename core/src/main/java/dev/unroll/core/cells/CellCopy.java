package dev.unroll.core.cells;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.CellDefinition;
import dev.unroll.core.cell.Equations;
import dev.unroll.core.cell.Initial;
import dev.unroll.core.cell.Masking;
import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Operation.Join;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Operation.Sum;
import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.ElementFunction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes a cell's equations again, term after term, with changes where a subclass makes them. */
abstract class CellCopy {

    private final Cell cell;
    private final Set<Term> recurrent = new HashSet<>();
    private final Map<Term, Term> copies = new HashMap<>();

    CellCopy(Cell cell) {
        this.cell = cell;
        recurrent.addAll(cell.nexts().values());
        for (Term term : cell.terms().reversed()) {
            if (recurrent.contains(term)) {
                recurrent.addAll(term.operands());
            }
        }
    }

    /** Returns the cell with the changes, under the same name. */
    final Cell write() {
        return Cell.named(cell.name(), cell.inputSize(), into -> {
            for (Term term : cell.terms()) {
                Term copy = copy(into, term);
                copies.put(term, copy);
                cell.nameOf(term).ifPresent(name -> into.let(name, copy));
            }
            cell.starts()
                    .forEach((state, start) -> into.start(
                            copyOf(Objects.requireNonNull(cell.states().get(state)), true), copyOf(start, true)));
            into.output(copyOf(cell.output(), false));
        });
    }

    /** Returns whether a next state depends on the term. */
    final boolean isRecurrent(Term term) {
        return recurrent.contains(term);
    }

    /** Returns what a state is in the copy, and declares what changes of it need. */
    Term state(CellDefinition into, String name, int size) {
        return into.state(name, size);
    }

    /** Returns the copy of a state's next value. */
    Term next(CellDefinition into, Term before, Term value) {
        return into.next(before, value);
    }

    /** Returns the copy of a term for a reader that a next state does or does not depend on. */
    Term copyOf(Term term, boolean forRecurrent) {
        return copies.getOrDefault(term, term);
    }

    /** Returns what a copied map multiplies. */
    Term operand(CellDefinition into, Term map) {
        return copyOf(map.operands().getFirst(), isRecurrent(map));
    }

    /** Returns what a term is of other operands. */
    static Term combined(Term term, List<Term> operands) {
        return switch (term.operation()) {
            case Part(int from, int to) -> operands.getFirst().slice(from, to);
            case Join _ ->
                Equations.join(
                        operands.getFirst(),
                        operands.subList(1, operands.size()).toArray(Term[]::new));
            case Sum _ -> Equations.sum(operands.getFirst());
            case Apply(ElementFunction function) -> Equations.apply(function, operands.getFirst());
            case Combine(Arithmetic arithmetic) -> Equations.combine(arithmetic, operands.get(0), operands.get(1));
            default -> throw new IllegalArgumentException(term + " is no combination of terms");
        };
    }

    private Term copy(CellDefinition into, Term term) {
        return switch (term.operation()) {
            case Input _ -> into.input();
            case State(String name) -> state(into, name, term.size());
            case Next(String name) -> {
                Term before = copyOf(Objects.requireNonNull(cell.states().get(name)), true);
                yield next(into, before, copyOf(term.operands().getFirst(), true));
            }
            case Linear(String name, Bias bias) -> into.linear(name, operand(into, term), term.size(), bias);
            case Parameter(String name, Initial initial) -> into.parameter(name, term.size(), initial);
            case Mask(String name, Masking masking) -> into.mask(name, term.size(), masking);
            case Constant(float value) -> into.constant(value);
            case Part _, Join _, Sum _, Apply _, Combine _ ->
                combined(
                        term,
                        term.operands().stream()
                                .map(operand -> copyOf(operand, isRecurrent(term)))
                                .toList());
        };
    }
}
