package dev.unroll.core.pass.part;

import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Sequences;

/** Refuses batches that a network cannot read. */
public final class Reading {

    private Reading() {}

    /** Throws unless the steps of a batch are what the network reads. */
    public static void requireKind(Sequences.Kind read, Batch batch) {
        if (batch.kind() != read) {
            throw new IllegalArgumentException("the network reads " + read + " but was given " + batch.kind());
        }
    }

    /** Throws unless all tokens, or words, are in 0 .. count. */
    public static void requireTokens(String name, int count, Batch batch) {
        for (int row = 0; row < batch.unrolling().rows(); row++) {
            int token = batch.tokens()[row];
            if (token < 0 || token >= count) {
                throw new IllegalArgumentException(
                        "sequence " + batch.example(batch.unrolling().sequence(row)) + ", step " + batch.step(row)
                                + ": " + name + " " + token + " must be in 0 .. " + (count - 1));
            }
        }
    }
}
