package dev.unroll.data.baseline.pair;

import java.util.List;

/** A simple model of targets to compare with. Immutable; any number of threads may ask it. */
public interface PairBaseline {

    /** Returns what to call it in a table, as {@code nearest source}. */
    String name();

    /** Returns what to call it in a JSON object, as {@code nearest_source}. */
    String key();

    /** Returns the target of a source, in tokens both. */
    List<String> answer(List<String> source);
}
