package dev.unroll.core.train;

import dev.unroll.core.network.Sequences;

/** Sequences with their labels. */
public record Examples(Sequences inputs, Labels labels) {

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
