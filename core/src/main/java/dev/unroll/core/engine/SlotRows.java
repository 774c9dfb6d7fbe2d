package dev.unroll.core.engine;

import dev.unroll.core.engine.Slot.Kind;
import dev.unroll.core.engine.Slot.Ref;
import java.util.Arrays;

/** Says which row of a slot belongs to a row of the batch: looked up for every operand of every instruction. */
final class SlotRows {

    private final Slot[] slots;
    private final int[] rowMask;
    private final int[] stepMask;

    SlotRows(Slot[] slots) {
        this.slots = slots;
        this.rowMask = new int[slots.length];
        this.stepMask = new int[slots.length];
        aheadOfLoop(true);
    }

    /** Says whether {@link Kind#AHEAD} is made before the time loop, or by it. */
    void aheadOfLoop(boolean ahead) {
        Arrays.setAll(rowMask, slot -> switch (slots[slot].kind()) {
            case ROWS, PICKED -> 1;
            case AHEAD -> ahead ? 1 : 0;
            case STEP, TILE -> 0;
        });
        Arrays.setAll(stepMask, slot -> switch (slots[slot].kind()) {
            case STEP -> 1;
            case AHEAD -> ahead ? 0 : 1;
            case ROWS, PICKED, TILE -> 0;
        });
    }

    /**
     * Returns the row of a slot.
     *
     * @param row in slots of one row a step
     * @param stepRow in slots of one row a sequence
     */
    int row(Ref ref, int row, int stepRow) {
        return row * rowMask[ref.slot()] + stepRow * stepMask[ref.slot()];
    }
}
