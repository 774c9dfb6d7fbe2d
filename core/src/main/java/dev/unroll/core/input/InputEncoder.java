package dev.unroll.core.input;

import dev.unroll.core.network.InputSpec;

/** The way from what a user has to what a network reads: from texts to tokens, or from measured numbers to vectors. */
public sealed interface InputEncoder permits TextEncoder, VectorEncoder {

    /**
     * Throws unless a network of this input reads what is encoded here.
     *
     * @throws IllegalArgumentException naming both sizes
     */
    void requireReader(InputSpec input);
}
