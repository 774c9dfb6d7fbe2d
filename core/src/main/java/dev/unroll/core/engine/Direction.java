package dev.unroll.core.engine;

/** The order in which a layer reads its sequences. */
public enum Direction {
    /** From the first step to the last. */
    FORWARD,
    /** From the last valid step to the first. */
    BACKWARD;

    /** Returns the other one: the order of the backward pass. */
    Direction opposite() {
        return this == FORWARD ? BACKWARD : FORWARD;
    }
}
