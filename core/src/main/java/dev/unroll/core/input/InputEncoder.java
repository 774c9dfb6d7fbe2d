package dev.unroll.core.input;

import dev.unroll.core.network.InputSpec;
import java.util.Map;

/** The way from what a user has to what a network reads: from texts to tokens, or from measured numbers to vectors. */
public interface InputEncoder {

    /** Returns the key that {@code config.json} has its data form under. */
    String kind();

    /** Returns what an input is called. */
    String unit();

    /** Returns how it reads, in a few words. */
    String description();

    /**
     * Throws unless a network of this input reads what is encoded here.
     *
     * @throws IllegalArgumentException naming both sizes
     */
    void requireReader(InputSpec input);

    /** Returns the plain data form, which {@link InputEncoders#read} reads. */
    Map<String, Object> toData();
}
