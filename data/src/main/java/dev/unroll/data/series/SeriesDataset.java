package dev.unroll.data.series;

import dev.unroll.data.ReadReport;
import java.util.List;

/**
 * Series that one model learns.
 *
 * @param past what the columns are called that are known up to the present
 * @param known what the columns are called that are known ahead
 */
public record SeriesDataset(
        String name,
        List<Series> series,
        List<String> past,
        List<String> known,
        Frequency frequency,
        ReadReport report) {

    public SeriesDataset {
        series = List.copyOf(series);
        past = List.copyOf(past);
        known = List.copyOf(known);
    }

    /** Returns whether the makers of the data keep the last steps of each series for the score. */
    public boolean hasTest() {
        return !series.isEmpty() && series.stream().allMatch(one -> one.testLength() > 0);
    }

    /** Returns the steps of all series together. */
    public long steps() {
        return series.stream().mapToLong(Series::length).sum();
    }
}
