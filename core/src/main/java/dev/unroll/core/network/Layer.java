package dev.unroll.core.network;

import dev.unroll.core.cell.Cell;

/** One recurrent layer: a cell, and the order in which it reads the sequences. */
public record Layer(Cell cell, Reading reading) {

    /** The order in which a layer reads. */
    public enum Reading {
        /** From the first step to the last. */
        FORWARD,
        /** From the last valid step to the first. */
        BACKWARD,
        /** Both, each with weights of its own; outputs side by side, forward first. Schuster and Paliwal 1997. */
        BIDIRECTIONAL
    }

    /** A layer that reads forward. */
    public Layer(Cell cell) {
        this(cell, Reading.FORWARD);
    }

    /** Returns 1, or 2 for a bidirectional layer. */
    public int directions() {
        return reading == Reading.BIDIRECTIONAL ? 2 : 1;
    }

    /** Returns the columns of the layer's output. */
    public int outputSize() {
        return directions() * cell.outputSize();
    }

    /** Returns the columns of the layer's states, all directions together. */
    public int stateSize() {
        return directions() * cell.stateSize();
    }
}
