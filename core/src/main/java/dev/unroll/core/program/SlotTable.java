package dev.unroll.core.program;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.program.Slot.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All buffers of a program, the fixed ones first. */
final class SlotTable {

    private final List<Slot> slots = new ArrayList<>();
    private final Map<Integer, Slot> temporaries = new HashMap<>();
    private final Slot input;

    SlotTable(Cell cell) {
        this.input = add(Kind.ROWS, cell.inputSize());
    }

    Slot add(Kind kind, int width) {
        Slot slot = new Slot(slots.size(), kind, width);
        slots.add(slot);
        return slot;
    }

    /** Returns a buffer of one tile whose contents are used up by the very next instruction. */
    Slot temporary(int width) {
        return temporaries.computeIfAbsent(width, columns -> add(Kind.TILE, columns));
    }

    /** Returns the caller's input, [rows, inputSize]. */
    Slot input() {
        return input;
    }

    List<Slot> toList() {
        return List.copyOf(slots);
    }
}
