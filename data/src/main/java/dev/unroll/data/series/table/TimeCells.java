package dev.unroll.data.series.table;

import dev.unroll.core.input.Texts;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the time of a row stands.
 *
 * @param date the column of the date, or of date and clock
 * @param clock the column of the clock, if it has one of its own
 */
record TimeCells(int date, OptionalInt clock) {

    TimeCells(int date) {
        this(date, OptionalInt.empty());
    }

    /** Returns whether a column has times, or a part of them. */
    boolean isOne(int column) {
        return column == date || (clock.isPresent() && column == clock.getAsInt());
    }

    /** Returns the time of a row, as if it stood in one column; nothing if a part of it is missing. */
    String of(List<String> fields) {
        String day = fields.get(date);
        if (clock.isEmpty()) {
            return day;
        }
        String time = Texts.strip(fields.get(clock.getAsInt()));
        return time.isEmpty() || Texts.isBlank(day) ? "" : Texts.strip(day) + " " + time;
    }

    /** Returns the names of the columns. */
    List<String> names(List<String> columns) {
        return clock.isEmpty() ? List.of(columns.get(date)) : List.of(columns.get(date), columns.get(clock.getAsInt()));
    }
}
