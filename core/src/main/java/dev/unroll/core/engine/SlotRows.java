package dev.unroll.core.engine;

import dev.unroll.core.program.Slot;
import dev.unroll.core.program.Slot.Kind;
import dev.unroll.core.program.Slot.Ref;
import java.util.List;

/** Says which row of a slot belongs to a row of the batch: looked up for every operand of every instruction. */
final class SlotRows {

    private final Slot[] slots;
    private final int[] rowMask;
    private final int[] stepMask;
    private boolean ahead = true;
    private boolean all = true;

    SlotRows(List<Slot> slots) {
        this.slots = slots.toArray(Slot[]::new);
        this.rowMask = new int[slots.size()];
        this.stepMask = new int[slots.size()];
        fit();
    }

    /**
     * Says which rows there are.
     *
     * @param ahead whether {@link Kind#AHEAD} is made before the time loop, or by it
     * @param all whether the output is asked for at every step
     */
    void fit(boolean ahead, boolean all) {
        if (this.ahead != ahead || this.all != all) {
            this.ahead = ahead;
            this.all = all;
            fit();
        }
    }

    private void fit() {
        for (Slot slot : slots) {
            boolean byRow =
                    switch (slot.kind()) {
                        case ROWS, PICKED, MASK -> true;
                        case AHEAD -> ahead;
                        case SPREAD -> all;
                        case STEP, PARAMETER, TILE -> false;
                    };
            rowMask[slot.id()] = byRow ? 1 : 0;
            stepMask[slot.id()] = byRow || slot.kind() == Kind.TILE || slot.kind() == Kind.PARAMETER ? 0 : 1;
        }
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
