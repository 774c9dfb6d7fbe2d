package dev.unroll.core.program;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Next;
import dev.unroll.core.cell.Term;
import dev.unroll.core.program.Slot.Kind;
import dev.unroll.core.program.Slot.Ref;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Two buffers a state, for its value (or its adjoint) before and after each step: of one row a sequence and step where
 * somebody reads them later, of one row a sequence where only the next step does.
 */
public final class StateSlots {

    /** The two buffers of one state. */
    public record Pair(Slot before, Slot after) {}

    private final Map<String, Pair> pairs = new LinkedHashMap<>();

    /**
     * Makes the buffers of a cell's states.
     *
     * @param what stands before the names of the states: nothing for values, ∂ for adjoints
     * @param before the kind of the buffer of a state before a step
     * @param after of a state after it
     */
    StateSlots(Cell cell, SlotTable slots, String what, Function<Term, Kind> before, Function<Term, Kind> after) {
        cell.states().forEach((name, state) -> {
            Slot first = slots.add(before.apply(state), state.size(), what + name);
            Slot second = slots.add(after.apply(next(cell, name)), state.size(), what + name + "'");
            pairs.put(name, new Pair(first, second));
        });
    }

    private static Term next(Cell cell, String state) {
        Term next = cell.nexts().get(state);
        if (next == null) {
            throw new AssertionError("state " + state + " has no next");
        }
        return next;
    }

    /** Returns where a next state lies. */
    Ref after(Term next) {
        return of(((Next) next.operation()).state()).after().ref();
    }

    /** Returns the two buffers of a state. */
    public Pair of(String state) {
        Pair pair = pairs.get(state);
        if (pair == null) {
            throw new AssertionError("no state " + state);
        }
        return pair;
    }
}
