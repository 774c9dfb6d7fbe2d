package dev.unroll.core.program;

import dev.unroll.core.program.Slot.Ref;

/** One pointwise operation of a program, z = op(x, y, scalar), on the rows of a tile. Unused operands repeat z. */
public record Instruction(Op op, Ref z, Ref x, Ref y, float scalar) {

    Instruction(Op op, Ref z, Ref x, Ref y) {
        this(op, z, x, y, 0);
    }

    Instruction(Op op, Ref z, Ref x) {
        this(op, z, x, z, 0);
    }

    /** Returns the same with its result elsewhere. */
    Instruction into(Ref target) {
        return new Instruction(op, target, x, y.equals(z) ? target : y, scalar);
    }
}
