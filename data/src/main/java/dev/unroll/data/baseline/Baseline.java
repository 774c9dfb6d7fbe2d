package dev.unroll.data.baseline;

/**
 * A simple model to compare with. Immutable; any number of threads may ask it.
 *
 * @param <I> what it is asked of: a text, or a sequence of vectors
 */
public interface Baseline<I> {

    /** Returns what to call it in a table, as {@code naive Bayes, 1- to 4-grams}. */
    String name();

    /** Returns what to call it in a JSON object, as {@code naive_bayes}. */
    String key();

    /** Returns the label of an input. */
    String predict(I input);
}
