package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;

/** What adds the gradients of an epoch's batches, one after another. */
interface Learning {

    /** Begins an epoch. */
    void begin(int epoch);

    /** Passes over a batch of the epoch that was learned before. */
    void skip();

    /** Adds the gradient of the next batch of the epoch. */
    void add(long update);

    /** Returns what the batches since the last update have, counted. */
    EpochSums.UpdateCounts counts();

    /** Puts what the next batch depends on into a checkpoint. */
    void save(Checkpoint.Builder into);

    /** Goes on from a checkpoint. */
    void restore(Checkpoint from);
}
