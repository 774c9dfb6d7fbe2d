package dev.unroll.core.program;

/** When a term is computed. */
public enum Phase {
    /** Before the time loop, for all steps at once: what a next state needs and does not depend on a state. */
    HOIST,
    /** Inside the time loop: what a next state needs and depends on a state. */
    LOOP,
    /** After the time loop, for the steps that are asked for: what only the output needs. */
    SINK
}
