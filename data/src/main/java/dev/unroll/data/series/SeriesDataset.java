package dev.unroll.data.series;

import dev.unroll.data.ReadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    private static final int SHOWN = 8;

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

    /**
     * Returns these series with what the calendar says of each step among the columns known ahead.
     *
     * @param ahead steps after the last value that it is read for, if no column is known ahead
     * @throws IllegalArgumentException if steps have no times
     */
    public SeriesDataset with(Calendar calendar, int ahead) {
        List<String> names = new ArrayList<>(known);
        names.addAll(calendar.names());
        List<Series> all =
                series.stream().map(each -> each.with(calendar, ahead)).toList();
        return new SeriesDataset(name, all, past, names, frequency, report);
    }

    /** Returns the series of these names alone. */
    public SeriesDataset only(Set<String> names) {
        List<Series> some =
                series.stream().filter(each -> names.contains(each.id())).toList();
        return new SeriesDataset(name, some, past, known, frequency, report);
    }

    /** Returns the names of some series, for messages. */
    public String someNames() {
        return someNames(series);
    }

    static String someNames(List<Series> series) {
        String names = series.stream().limit(SHOWN).map(Series::id).collect(Collectors.joining(", "));
        return series.size() > SHOWN ? names + " and " + (series.size() - SHOWN) + " more" : names;
    }
}
