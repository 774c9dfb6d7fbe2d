package dev.unroll.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a model learns from: an input, and with it whatever its task asks for. */
public interface Example {

    /**
     * Returns a 64-bit FNV-1a hash (Fowler, Noll and Vo 1991) of the input, the same on every JVM: two examples of equal
     * input have the same, whatever is asked of them.
     */
    long fingerprint();

    /** Gives the texts that the whole example is known by, its target among them, to a hash of the data. */
    void describe(Consumer<String> hash);

    /** Returns what is asked of the input, as tables count it: a class, the tags of a sentence; nothing of a text alone. */
    List<String> targets();

    /** Returns how long the input is: in characters, words or steps. */
    int length();

    /** Returns the input as a table shows it, in one short line. */
    String excerpt();

    /** Returns where it was read; nothing if it is from no file, or from one without lines. */
    default Optional<FilePlace> place() {
        return Optional.empty();
    }

    /** Returns its place as an error adds it to a word, {@code  (reviews.csv:12)}; empty if it has none. */
    default String inPlace() {
        return place().map(place -> " (" + place + ")").orElse("");
    }

    /** Returns what an error calls it: its place, else its number among others. */
    default String called(int number) {
        return place().map(FilePlace::toString).orElse("example " + number);
    }
}
