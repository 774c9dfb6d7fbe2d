package dev.unroll.core.train;

import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;

/**
 * Backpropagation through time that ends after so many steps (Williams and Peng 1990): sequences are learned in chunks, an
 * update each. The state is carried from chunk to chunk, the gradient is not.
 *
 * @param steps of a chunk
 */
public record Truncation(int steps) {

    public Truncation {
        if (steps < 1) {
            throw new IllegalArgumentException("a chunk must have at least 1 step but has " + steps);
        }
    }

    /** Throws unless such a network can be fed in chunks: no layer looks ahead, and every step is read out. */
    static void requireFits(NetworkSpec spec) {
        if (!fits(spec)) {
            throw new IllegalArgumentException(
                    "truncated backpropagation needs a network that reads forward and answers"
                            + " at every step, but this one "
                            + why(spec));
        }
    }

    private static String why(NetworkSpec spec) {
        if (spec.input() instanceof InputSpec.Pair) {
            return "reads a source before the first step";
        }
        if (!spec.canStream()) {
            return "has a layer that reads backward";
        }
        return spec.reduction() == 1 ? "has the readout " + spec.readout() : "reduces the time";
    }

    /** Returns whether such a network can be fed in chunks. */
    static boolean fits(NetworkSpec spec) {
        return spec.canStream() && spec.answersEachStep() && spec.reduction() == 1;
    }

    /** Returns how many chunks the sequences {@code which[from .. to)} make; one at least. */
    int chunks(Sequences sequences, int[] which, int from, int to) {
        int longest = 1;
        for (int i = from; i < to; i++) {
            longest = Math.max(longest, sequences.length(which[i]));
        }
        return Math.ceilDiv(longest, steps);
    }
}
