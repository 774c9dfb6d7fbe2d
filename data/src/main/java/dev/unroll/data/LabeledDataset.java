package dev.unroll.data;

import java.util.List;

/**
 * Examples of classes.
 *
 * @param <E> texts, or sequences of vectors
 */
public interface LabeledDataset<E extends Labeled> extends Dataset<E> {

    /** Returns the names of the classes, in the order in which tables have them. */
    List<String> labels();
}
