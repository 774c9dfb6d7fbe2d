package dev.unroll.core.engine;

import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.Phase;
import dev.unroll.core.program.Slot.Ref;

/** An input that is given as indices: of each row, which element is 1. No one-hot row is ever made. */
final class OneHotInput {

    private final int slot;
    private final int pickedSlot;
    private boolean given;
    private int[] indices = {};
    private int[] picked = {};
    private int[] pickBuffer = {};

    OneHotInput(CellProgram program) {
        this.slot = program.input().id();
        this.pickedSlot = program.sinkInputs().stream()
                .filter(read -> read.term().operation() instanceof Input)
                .map(read -> read.picked().id())
                .findFirst()
                .orElse(slot);
    }

    /** Takes the indices of the next pass; −1 is a row of zeros. */
    void give(int[] indices) {
        this.indices = indices;
        given = true;
    }

    /** Says that the next pass has a matrix for its input. */
    void none() {
        given = false;
    }

    /** Gathers the indices of the picked rows. */
    void pick(Picks picks, int rows) {
        if (!given) {
            return;
        }
        if (picks.isAll()) {
            picked = indices;
            return;
        }
        int count = picks.count(rows);
        if (pickBuffer.length < count) {
            pickBuffer = new int[count];
        }
        for (int i = 0; i < count; i++) {
            pickBuffer[i] = indices[picks.row(i)];
        }
        picked = pickBuffer;
    }

    /** Returns whether this operand is the input, and that is given as indices. */
    boolean is(Ref operand) {
        return given && (operand.slot() == slot || operand.slot() == pickedSlot);
    }

    /** Returns the indices of a phase's rows. */
    int[] indices(Phase phase) {
        return phase == Phase.SINK ? picked : indices;
    }
}
