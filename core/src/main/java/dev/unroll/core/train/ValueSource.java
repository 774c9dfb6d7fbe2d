package dev.unroll.core.train;

/** Where the values come from that a network shall answer. Asked for the same sequence it gives the same values. */
public interface ValueSource {

    /** Returns for how many sequences there are values. */
    int count();

    /** Returns the values a sequence. */
    int outputs();

    /** Returns whether values may be missing: NaN, which counts for nothing. */
    default boolean mayBeMissing() {
        return false;
    }

    /** Writes the values of sequence {@code i} to {@code into[at .. at + outputs)}. */
    void write(int i, float[] into, int at);
}
