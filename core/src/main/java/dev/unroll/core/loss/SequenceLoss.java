package dev.unroll.core.loss;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;

/** A loss of whole sequences: all rows of a sequence are judged together, by one thread. */
public non-sealed interface SequenceLoss extends Loss {

    /** Returns whether a label can be judged at all, where the prediction has so many columns. */
    boolean knows(int label, int columns);

    /** Returns how many steps the labels {@code labels[from .. to)} need at least. */
    int requiredSteps(int[] labels, int from, int to);

    /** Returns one that works: it owns its memory and serves one thread. */
    Run run(Kernels kernels);

    /** A loss at work, on one sequence after another; allocates only for one larger than any before. */
    interface Run {

        /**
         * Returns the loss of a sequence, not yet divided by the {@link Loss#divisor}.
         *
         * @param prediction [., N]
         * @param rows the row of each step, the first step first; may be longer
         * @param steps of the sequence
         * @param sequence whose targets are meant
         * @throws IllegalArgumentException if the sequence has fewer steps than its labels need
         */
        double loss(Matrix prediction, int[] rows, int steps, Targets targets, int sequence);

        /**
         * Returns what {@link #loss} does, bit for bit, and writes {@code scale} times its gradient.
         *
         * @param gradient [., N], overwritten at the same rows; not the prediction
         */
        double lossAndGradient(
                Matrix prediction, int[] rows, int steps, Targets targets, int sequence, float scale, Matrix gradient);
    }
}
