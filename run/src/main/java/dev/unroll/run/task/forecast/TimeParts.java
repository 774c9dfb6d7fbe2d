package dev.unroll.run.task.forecast;

import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.run.config.DataTable;
import java.util.Comparator;

/**
 * The parts of series by time, told by those of the longest one.
 *
 * @param horizon values that are forecast at once
 * @param train from its first time to its last; empty if it has none, as of the other parts
 * @param crossing windows whose answers would lie on both sides of where a part ends, of all series: they are in no part
 */
public record TimeParts(int horizon, String train, String validation, String test, long crossing) {

    /**
     * Returns the parts that a configuration makes.
     *
     * @throws dev.unroll.data.DataException if a series is too short for them
     */
    public static TimeParts of(SeriesDataset dataset, DataTable data, int horizon) {
        var split = new TimeSplit(data);
        Frequency frequency = dataset.frequency();
        Series longest = dataset.series().stream()
                .max(Comparator.comparingInt(Series::length))
                .orElseThrow();
        TimeSplit.Ends ends = split.ends(longest, frequency);
        long crossing = dataset.series().stream()
                .mapToLong(series -> crossing(split.ends(series, frequency), horizon))
                .sum();
        return new TimeParts(
                horizon,
                span(longest, 0, ends.train()),
                span(longest, ends.train(), ends.validation()),
                span(longest, ends.validation(), ends.test()),
                crossing);
    }

    private static String span(Series series, int from, int to) {
        return from == to
                ? ""
                : series.time().text(from) + " to " + series.time().text(to - 1L);
    }

    /** Counts the windows that begin before the end of a part and end behind it. */
    private static long crossing(TimeSplit.Ends ends, int horizon) {
        long crossing = 0;
        int counted = 0;
        for (int end : new int[] {ends.train(), ends.validation()}) {
            int first = Math.max(counted, end - horizon + 1);
            int last = Math.min(end - 1, ends.test() - horizon);
            crossing += end == ends.test() ? 0 : Math.max(0, last - first + 1);
            counted = Math.max(counted, end);
        }
        return crossing;
    }
}
