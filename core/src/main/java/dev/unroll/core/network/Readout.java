package dev.unroll.core.network;

/** What of the last layer's outputs goes on. */
public sealed interface Readout {

    /** The last valid step of each sequence; of a backward direction, its own last step: the first of the sequence. */
    record LastStep() implements Readout {}

    /**
     * The last valid position of each sequence, {@code output[:, -1]} as PyTorch's users write it; a backward direction has
     * seen one step there.
     */
    record LastPosition() implements Readout {}

    /** Every step, a row each. */
    record EveryStep() implements Readout {}

    /** All steps side by side, [steps · outputs], the first step first; every sequence must have {@code steps} steps. */
    record Flatten(int steps) implements Readout {
        public Flatten {
            if (steps < 1) {
                throw new IllegalArgumentException("steps must be at least 1 but is " + steps);
            }
        }
    }

    /** The mean over the steps of each sequence. */
    record Mean() implements Readout {}

    /** The largest value over the steps of each sequence, element by element; of equal ones the earliest counts. */
    record Max() implements Readout {}

    /** Returns how many numbers go on, of {@code outputSize} a step. */
    default int width(int outputSize) {
        long width = this instanceof Flatten(int steps) ? (long) steps * outputSize : outputSize;
        if (width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    this + " makes " + width + " numbers of " + outputSize + " a step, more than an array can hold");
        }
        return (int) width;
    }
}
