package dev.unroll.data.series.table;

import dev.unroll.data.ReadReport.Place;
import dev.unroll.data.series.table.SeriesForm.Layout;
import java.util.List;

/**
 * What was met while a table of series was read.
 *
 * @param columns their names
 * @param time the column of times, or those of dates and clocks; none if steps are counted
 * @param constant the series and columns that have one value throughout
 * @param faults where gaps, missing values and contradictions are, the first of them
 * @param hint what may be done about them beside a rule; may be empty
 */
public record SeriesFindings(
        Layout layout,
        List<String> columns,
        List<String> time,
        Counts counts,
        List<String> constant,
        List<Place> faults,
        String hint) {

    public SeriesFindings {
        columns = List.copyOf(columns);
        time = List.copyOf(time);
        constant = List.copyOf(constant);
        faults = List.copyOf(faults);
    }

    /**
     * How often what was met.
     *
     * @param rows read, blank and unreadable ones too
     * @param gaps places where times are missing
     * @param gapSteps times that are missing there
     * @param contradictions times that occur with different values
     * @param duplicates rows dropped because they repeat a time
     * @param missing values that are missing in rows that are there
     * @param unsorted rows whose time is before that of the row above
     */
    public record Counts(
            long rows, long gaps, long gapSteps, long contradictions, long duplicates, long missing, long unsorted) {

        /** Returns whether nothing asks for a rule. */
        public boolean areEven() {
            return gaps == 0 && contradictions == 0 && missing == 0;
        }
    }
}
