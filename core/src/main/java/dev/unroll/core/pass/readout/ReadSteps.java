package dev.unroll.core.pass.readout;

import dev.unroll.core.network.Batch;

/** Refuses batches that a readout cannot read. */
final class ReadSteps {

    private ReadSteps() {}

    /** Throws unless every sequence has a step. */
    static void requireSome(Batch batch) {
        for (int b = 0; b < batch.size(); b++) {
            if (batch.unrolling().length(b) == 0) {
                throw new IllegalArgumentException("sequence " + batch.example(b)
                        + " has no steps, so nothing can be read out of it; leave it out or give it a token");
            }
        }
    }
}
