package dev.unroll.core.train;

import dev.unroll.core.network.Sequences;
import java.util.function.IntFunction;

/**
 * Sequences with their labels.
 *
 * @param names what errors call a sequence, of its number, from 0
 */
public record Examples(Sequences inputs, Labels labels, IntFunction<String> names) {

    /** Sequences that errors call by their numbers: {@code sample 0}. */
    public Examples(Sequences inputs, Labels labels) {
        this(inputs, labels, sample -> "sample " + sample);
    }

    public Examples {
        if (inputs.count() != labels.count()) {
            throw new IllegalArgumentException(
                    "there are " + inputs.count() + " sequences but labels for " + labels.count());
        }
        for (int i = 0; labels instanceof Labels.OfSteps steps && i < steps.count(); i++) {
            if (steps.length(i) != inputs.length(i)) {
                throw new IllegalArgumentException(
                        "sequence " + i + " has " + inputs.length(i) + " steps but labels for " + steps.length(i));
            }
        }
    }

    /** Returns the number of sequences. */
    public int count() {
        return inputs.count();
    }
}
