package dev.unroll.data.series.table;

import dev.unroll.core.input.Missing;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.text.TableForm;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How a table of series is read.
 *
 * @param table how it is written; the columns that it names are of texts and mean nothing here
 * @param layout empty: as it is found
 * @param missing what becomes of gaps, missing values and times that occur twice
 * @param test the file of the values that follow, of a table with a series a row: {@value #FOUND} by its name, {@value #NONE},
 *     or a path
 */
public record SeriesForm(
        Encoding encoding,
        TableForm table,
        DecimalMark decimal,
        Optional<Layout> layout,
        Columns columns,
        Times times,
        Missing missing,
        String test) {

    /** What is to be found. */
    public static final String FOUND = "auto";

    /** What is not there. */
    public static final String NONE = "none";

    /** A table with a header; all else is found, and nothing may be missing. */
    public static final SeriesForm USUAL = new SeriesForm(
            Encoding.FOUND,
            TableForm.USUAL,
            DecimalMark.POINT,
            Optional.empty(),
            Columns.FOUND,
            Times.FOUND,
            Missing.ERROR,
            FOUND);

    /** What a row of a table is. */
    public enum Layout {
        /** A time; each other column is a series. */
        WIDE,
        /** A time of one of the series, which a column names. */
        LONG,
        /** A series: its id, then its values. */
        ROWS
    }
    /**
     * Names of columns; of a table without a header, their numbers from 1.
     *
     * @param time one column, or those of date and clock with a comma between them; empty: as it is found
     * @param id the column that tells series apart; empty: {@code unique_id} beside {@code ds}, or none
     * @param targets none: all columns of numbers that are nothing else
     * @param past the columns known up to the present that help
     * @param known the columns known ahead that help
     */
    public record Columns(
            Optional<String> time, Optional<String> id, List<String> targets, List<String> past, List<String> known) {

        /** As they are found. */
        public static final Columns FOUND =
                new Columns(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());

        public Columns {
            targets = List.copyOf(targets);
            past = List.copyOf(past);
            known = List.copyOf(known);
        }

        /** Returns whether a column is named for what only series have. */
        boolean areOfSeries() {
            return time.isPresent() || !targets.isEmpty() || !past.isEmpty() || !known.isEmpty();
        }
    }

    /**
     * What is known of times.
     *
     * @param frequency empty: the most common distance; steps: rows follow each other whatever their times are
     * @param zone where clocks are set to summer time; empty: nowhere
     */
    public record Times(Optional<Frequency> frequency, DateOrder order, Optional<ZoneId> zone) {

        /** As they are found. */
        public static final Times FOUND = new Times(Optional.empty(), DateOrder.AUTO, Optional.empty());
    }

    /** Returns this form with another table. */
    public SeriesForm with(TableForm table) {
        return new SeriesForm(encoding, table, decimal, layout, columns, times, missing, test);
    }

    /** Returns this form with another decimal mark. */
    public SeriesForm with(DecimalMark decimal) {
        return new SeriesForm(encoding, table, decimal, layout, columns, times, missing, test);
    }

    /** Returns this form of a layout. */
    public SeriesForm with(Layout layout) {
        return new SeriesForm(encoding, table, decimal, Optional.of(layout), columns, times, missing, test);
    }

    /** Returns this form with other columns. */
    public SeriesForm with(Columns columns) {
        return new SeriesForm(encoding, table, decimal, layout, columns, times, missing, test);
    }

    /** Returns this form with other times. */
    public SeriesForm with(Times times) {
        return new SeriesForm(encoding, table, decimal, layout, columns, times, missing, test);
    }

    /** Returns this form with another rule for what is missing. */
    public SeriesForm with(Missing missing) {
        return new SeriesForm(encoding, table, decimal, layout, columns, times, missing, test);
    }
}
