package dev.unroll.core.engine;

import dev.unroll.core.cell.Cell;
import java.util.LinkedHashMap;
import java.util.Map;

/** Two buffers a state, for its value (or its adjoint) before and after each step. */
final class StateSlots {

    /** The two buffers of one state. */
    record Pair(Slot before, Slot after) {}

    private final Map<String, Pair> pairs = new LinkedHashMap<>();

    StateSlots(Cell cell, SlotTable slots) {
        cell.states().forEach((name, state) -> {
            Slot before = slots.add(Slot.Kind.ROWS, state.size());
            pairs.put(name, new Pair(before, slots.add(Slot.Kind.ROWS, state.size())));
        });
    }

    Pair of(String state) {
        Pair pair = pairs.get(state);
        if (pair == null) {
            throw new AssertionError("no state " + state);
        }
        return pair;
    }
}
