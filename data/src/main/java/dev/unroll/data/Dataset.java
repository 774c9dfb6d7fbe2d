package dev.unroll.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * Labeled examples, and how they were read. Some sets come parted: with examples that their makers keep for the score.
 *
 * @param <E> texts, or sequences of vectors
 */
public sealed interface Dataset<E extends Labeled> permits TextDataset, VectorDataset {

    /** Returns what to call the data set: its folder's or file's name. */
    String name();

    /** Returns the examples in the order in which they were read, without those that are kept for the score. */
    List<E> examples();

    /** Returns the examples that the makers of the data keep for the score; none if the data come in one part. */
    List<E> test();

    /** Returns the names of the classes, sorted. */
    List<String> labels();

    /** Returns what the reader met. */
    ReadReport report();

    /** Returns the examples of both parts. */
    default List<E> all() {
        return Stream.concat(examples().stream(), test().stream()).toList();
    }
}
