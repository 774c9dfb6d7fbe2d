package dev.unroll.data.baseline;

import java.util.List;

/** A simple model of tags to compare with. Immutable; any number of threads may ask it. */
public interface Tagger {

    /** Returns what to call it in a table, as {@code most frequent tag}. */
    String name();

    /** Returns what to call it in a JSON object, as {@code most_frequent_tag}. */
    String key();

    /** Returns a tag for each word. */
    List<String> tag(List<String> words);
}
