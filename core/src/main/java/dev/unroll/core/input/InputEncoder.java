package dev.unroll.core.input;

import dev.unroll.core.network.InputSpec;
import java.util.Map;
import java.util.function.Consumer;

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

    /** Gives the texts that the encoder is known by to a hash of the data. */
    void describe(Consumer<String> hash);

    /** Returns whether it has an entry that stands for every token never seen, at index 0. */
    default boolean hasUnknown() {
        return false;
    }

    /** Returns the plain data form, which {@link InputEncoders#read} reads. */
    Map<String, Object> toData();
}
