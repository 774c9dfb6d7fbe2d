package dev.unroll.run.task;

import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.table.SeriesForm;
import dev.unroll.data.series.table.SeriesForm.Columns;
import dev.unroll.data.series.table.SeriesForm.Layout;
import dev.unroll.data.series.table.SeriesForm.Times;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** What the keys of a configuration say of a table of series. */
final class SeriesKeys {

    private SeriesKeys() {}

    static Optional<Layout> layout(DataTable table) {
        return switch (table.layout()) {
            case AUTO -> Optional.empty();
            case WIDE -> Optional.of(Layout.WIDE);
            case LONG -> Optional.of(Layout.LONG);
            case ROWS -> Optional.of(Layout.ROWS);
        };
    }

    static Columns columns(DataTable table) {
        return new Columns(
                named(table.timeColumn(), SeriesForm.FOUND),
                named(table.idColumn(), SeriesForm.FOUND),
                table.targetColumns(),
                table.pastColumns(),
                table.knownColumns());
    }

    /** Returns whether a key names columns that only series have. */
    static boolean name(DataTable table) {
        return !table.timeColumn().equals(SeriesForm.FOUND)
                || Stream.of(table.targetColumns(), table.pastColumns(), table.knownColumns())
                        .anyMatch(names -> !names.isEmpty());
    }

    private static Optional<String> named(String value, String other) {
        return value.equals(other) ? Optional.empty() : Optional.of(value);
    }

    static Times times(DataTable table) {
        return new Times(
                named(table.frequency(), SeriesForm.FOUND).map(SeriesKeys::frequency),
                switch (table.dateOrder()) {
                    case AUTO -> DateOrder.AUTO;
                    case DAY_FIRST -> DateOrder.DAY_FIRST;
                    case MONTH_FIRST -> DateOrder.MONTH_FIRST;
                },
                named(table.timeZone(), SeriesForm.NONE).map(SeriesKeys::zone));
    }

    private static Frequency frequency(String written) {
        try {
            return Frequency.of(written);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("data.frequency: " + e.getMessage());
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new ConfigException(
                    "data.time_zone must be a zone, as Europe/Berlin, America/New_York or +01:00, or none,"
                            + " but is \"" + name + "\"");
        }
    }
}
