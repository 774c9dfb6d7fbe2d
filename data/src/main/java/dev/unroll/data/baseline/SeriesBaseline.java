package dev.unroll.data.baseline;

import dev.unroll.data.series.SeriesWindow;

/** A simple forecast to compare with. Immutable; any number of threads may ask it. */
public interface SeriesBaseline {

    /** Returns what to call it in a table, as {@code repeat the last value}. */
    String name();

    /** Returns what to call it in a JSON object, as {@code last_value}. */
    String key();

    /** Returns the values that follow a window, [horizon]. */
    double[] forecast(SeriesWindow window, int horizon);
}
