package dev.unroll.core.program;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.program.Slot.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All buffers of a program, the fixed ones first. */
final class SlotTable {

    private record Temporary(int width, int number) {}

    private final List<Slot> slots = new ArrayList<>();
    private final Map<Temporary, Slot> temporaries = new HashMap<>();
    private final Map<String, Slot> parameters = new LinkedHashMap<>();
    private final Map<String, Slot> masks = new LinkedHashMap<>();
    private final Slot input;

    SlotTable(Cell cell) {
        this.input = add(Kind.ROWS, cell.inputSize(), "x");
    }

    Slot add(Kind kind, int width, String name) {
        Slot slot = new Slot(slots.size(), kind, width, name);
        slots.add(slot);
        return slot;
    }

    /** Returns a buffer of one tile for what is used up within one term's instructions, the same for the same number. */
    Slot temporary(int width, int number) {
        return temporaries.computeIfAbsent(new Temporary(width, number), _ -> add(Kind.TILE, width, "tmp" + number));
    }

    /** Returns the one row of a vector of parameters. */
    Slot parameter(String name, int width) {
        return parameters.computeIfAbsent(name, _ -> add(Kind.PARAMETER, width, name));
    }

    /** Returns the rows of a mask. */
    Slot mask(String name, int width) {
        return masks.computeIfAbsent(name, _ -> add(Kind.MASK, width, name));
    }

    /** Returns the rows of all masks, by name. */
    Map<String, Slot> masks() {
        return Collections.unmodifiableMap(masks);
    }

    /** Returns the rows of all vectors of parameters, by name. */
    Map<String, Slot> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Returns the caller's input, [rows, inputSize]. */
    Slot input() {
        return input;
    }

    List<Slot> toList() {
        return List.copyOf(slots);
    }
}
