package dev.unroll.data;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Examples, and how they were read. Some sets come parted: with examples that their makers keep for the score, or for
 * choosing between epochs.
 *
 * @param <E> what an example is
 */
public interface Dataset<E extends Example> {

    /** Returns what to call the data set: its folder's or file's name. */
    String name();

    /** Returns the examples in the order in which they were read, without those that are kept for other purposes. */
    List<E> examples();

    /** Returns the examples that the makers of the data keep for choosing; mostly none. */
    default List<E> validation() {
        return List.of();
    }

    /** Returns the examples that the makers of the data keep for the score; none if the data come in one part. */
    default List<E> test() {
        return List.of();
    }

    /** Returns what the length of an example counts. */
    String lengthUnit();

    /** Returns what the reader met. */
    ReadReport report();

    /** Returns what else is worth to be known of the data, by name, as plain data; mostly nothing. */
    default Map<String, Object> facts() {
        return Map.of();
    }

    /** Returns the examples of all parts. */
    default List<E> all() {
        return Stream.of(examples(), validation(), test()).flatMap(List::stream).toList();
    }
}
