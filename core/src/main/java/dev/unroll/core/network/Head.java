package dev.unroll.core.network;

/** What makes the network's outputs of what is read out. */
public sealed interface Head {

    /** A linear layer with bias. */
    record Linear(int outputs) implements Head {
        public Linear {
            if (outputs < 1) {
                throw new IllegalArgumentException("outputs must be at least 1 but is " + outputs);
            }
        }
    }

    /** Nothing: the cell's outputs are the network's. */
    record None() implements Head {}
}
