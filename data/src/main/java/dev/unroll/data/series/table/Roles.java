package dev.unroll.data.series.table;

import dev.unroll.data.DataException;
import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.table.SeriesForm.Layout;
import dev.unroll.data.series.time.TimeColumn;
import dev.unroll.data.series.time.TimeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What each column of a table is for.
 *
 * @param targets those that are learned, or may be
 * @param named whether the configuration names the targets
 */
record Roles(
        Layout layout,
        Optional<TimeCells> time,
        OptionalInt id,
        List<Integer> targets,
        boolean named,
        List<Integer> past,
        List<Integer> known) {

    private static final String NIXTLA_ID = "unique_id";
    private static final String NIXTLA_TIME = "ds";
    private static final String NIXTLA_TARGET = "y";

    /** What a column of whole numbers is called if they are times. */
    private static final Set<String> TIMES = Set.of(
            "time",
            "date",
            "datetime",
            "date_time",
            "timestamp",
            "ds",
            "year",
            "month",
            "day",
            "hour",
            "step",
            "index",
            "t",
            "unix",
            "epoch",
            "open_time",
            "unnamed: 0",
            "");

    private static final Pattern NUMBERED = Pattern.compile("\\p{L}{0,8}([1-9][0-9]{0,6})");
    private static final int FEWEST_VALUES = 2;

    private static final String TIME_KEY = "time_column";

    /** What makes a time of a clock. */
    private static final String ANY_DATE = "2000-01-01 ";

    /** Returns the roles that a form gives to the columns of a table, or that are found. */
    static Roles of(Head head) {
        SeriesForm.Columns columns = head.form().columns();
        Layout layout = layout(head);
        OptionalInt id = columns.id()
                .map(name -> OptionalInt.of(head.require(name, "id_column")))
                .orElseGet(() -> layout == Layout.WIDE ? OptionalInt.empty() : head.find(NIXTLA_ID));
        if (layout == Layout.ROWS) {
            return ofRows(head);
        }
        if (layout == Layout.LONG && id.isEmpty()) {
            // Named without a column that tells series apart: there must be one.
            id = OptionalInt.of(head.require(NIXTLA_ID, "id_column"));
        }
        Optional<TimeCells> time = columns.time().map(name -> named(head, name)).or(() -> time(head));
        List<Integer> past = indices(head, columns.past(), "past_columns");
        List<Integer> known = indices(head, columns.known(), "known_columns");
        List<Integer> targets = indices(head, columns.targets(), "target_columns");
        boolean named = !targets.isEmpty();
        if (!named) {
            targets = others(head, layout, time, id, past, known);
        }
        return new Roles(layout, time, id, targets, named, past, known);
    }

    private static List<Integer> indices(Head head, List<String> names, String key) {
        return names.stream().map(name -> head.require(name, key)).distinct().toList();
    }

    private static List<Integer> others(
            Head head,
            Layout layout,
            Optional<TimeCells> time,
            OptionalInt id,
            List<Integer> past,
            List<Integer> known) {
        OptionalInt y = head.find(NIXTLA_TARGET);
        if (layout == Layout.LONG && head.find(NIXTLA_ID).isPresent() && y.isPresent()) {
            return List.of(y.getAsInt());
        }
        return IntStream.range(0, head.names().size())
                .filter(i -> time.filter(cells -> cells.isOne(i)).isEmpty())
                .filter(i -> id.isEmpty() || id.getAsInt() != i)
                .filter(i -> !past.contains(i) && !known.contains(i))
                .boxed()
                .toList();
    }

    /** Returns the column of the ids of a table with a series a row: the first, unless another is named. */
    static int idOfRows(Head head) {
        return head.form()
                .columns()
                .id()
                .map(name -> head.require(name, "id_column"))
                .orElse(0);
    }

    private static Roles ofRows(Head head) {
        int id = idOfRows(head);
        List<Integer> values = new ArrayList<>();
        IntStream.range(0, head.names().size()).filter(i -> i != id).forEach(values::add);
        return new Roles(Layout.ROWS, Optional.empty(), OptionalInt.of(id), values, false, List.of(), List.of());
    }

    private static Layout layout(Head head) {
        if (head.form().layout().isPresent()) {
            return head.form().layout().get();
        }
        if (head.form().columns().id().isPresent() || isNixtla(head)) {
            return Layout.LONG;
        }
        return isRows(head) ? Layout.ROWS : Layout.WIDE;
    }

    private static boolean isNixtla(Head head) {
        return Stream.of(NIXTLA_ID, NIXTLA_TIME)
                .allMatch(name -> head.find(name).isPresent());
    }

    /** Returns whether a table has a series a row, as those of the M4 competition: an id, then V2, V3, … */
    static boolean isRows(Head head) {
        List<String> names = head.names();
        if (names.size() < FEWEST_VALUES + 1 || head.sample().isEmpty()) {
            return false;
        }
        var first = NUMBERED.matcher(names.get(1));
        if (!first.matches()) {
            return false;
        }
        long number = Long.parseLong(first.group(1));
        String word = names.get(1).substring(0, first.start(1));
        boolean numbered =
                IntStream.range(1, names.size()).allMatch(i -> names.get(i).equals(word + (number + i - 1)));
        List<String> ids = head.cells(0);
        return numbered
                && ids.stream().distinct().count() == head.sample().size()
                && ids.stream().noneMatch(cell -> TimeColumn.isWhole(cell) || isTime(cell));
    }

    private static boolean isTime(String cell) {
        return Stream.of(DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
                .anyMatch(order -> TimeScanner.of(order).scan(cell));
    }

    /** Returns the column of this name, or the two of date and clock that a comma parts. */
    private static TimeCells named(Head head, String name) {
        int comma = name.indexOf(',');
        if (comma < 0 || head.find(name).isPresent()) {
            return new TimeCells(head.require(name, TIME_KEY));
        }
        int date = head.require(name.substring(0, comma).strip(), TIME_KEY);
        int clock = head.require(name.substring(comma + 1).strip(), TIME_KEY);
        if (date == clock) {
            throw new DataException(
                    head.file() + ": data.time_column must be a column of dates and one of clocks, but is" + " twice \""
                            + head.names().get(date) + "\"");
        }
        return new TimeCells(date, OptionalInt.of(clock));
    }

    /**
     * Returns the first column of dates, with that of clocks behind it if there is one; else the first one of whole numbers that
     * is called like a time.
     */
    private static Optional<TimeCells> time(Head head) {
        IntStream columns = IntStream.range(0, head.names().size());
        OptionalInt dates =
                columns.filter(i -> areTimes(head.cells(i), TimeKind.DATE)).findFirst();
        if (dates.isPresent()) {
            int date = dates.getAsInt();
            return Optional.of(
                    hasClockBehind(head, date) ? new TimeCells(date, OptionalInt.of(date + 1)) : new TimeCells(date));
        }
        return IntStream.range(0, head.names().size())
                .filter(i -> TIMES.contains(Head.lower(head.names().get(i))))
                .filter(i -> areTimes(head.cells(i), TimeKind.NUMBER))
                .mapToObj(TimeCells::new)
                .findFirst();
    }

    private static boolean hasClockBehind(Head head, int date) {
        return date + 1 < head.names().size()
                && head.cells(date).stream().noneMatch(Roles::hasClock)
                && areTimes(head.cells(date + 1), TimeKind.CLOCK);
    }

    private static boolean hasClock(String cell) {
        return cell.indexOf(':') >= 0;
    }

    private enum TimeKind {
        DATE,
        CLOCK,
        NUMBER
    }

    private static boolean areTimes(List<String> cells, TimeKind kind) {
        long times = cells.stream()
                .filter(cell -> switch (kind) {
                    case DATE -> isTime(cell);
                    case CLOCK -> hasClock(cell) && isTime(ANY_DATE + cell);
                    case NUMBER -> TimeColumn.isWhole(cell);
                })
                .count();
        // Beneath a short table may be sums and sources.
        return times > 0 && 4 * times >= 3L * cells.size();
    }
}
