package dev.unroll.data.series.table;

import dev.unroll.core.input.Missing;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.StoredValues;
import dev.unroll.data.series.table.SeriesForm.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Makes series of the columns of a table, each where its target has values. */
final class SeriesMaker {

    private final Path file;
    private final Layout layout;
    private final Missing missing;
    private final TimedRows table;
    private final Findings findings;
    private final List<Series> series = new ArrayList<>();
    private final List<String> constant = new ArrayList<>();

    SeriesMaker(Path file, Layout layout, Missing missing, TimedRows table, Findings findings) {
        this.file = file;
        this.layout = layout;
        this.missing = missing;
        this.table = table;
        this.findings = findings;
    }

    /** Returns the series that were made. */
    List<Series> series() {
        return series;
    }

    /** Returns the series and columns that have one value throughout. */
    List<String> constant() {
        return constant;
    }

    /** Makes the series of one time line: one of each target. */
    void add(String id, Timeline line, List<NumberColumn> targets) {
        var contradicted = new BitSet();
        BitSet present = present(line);
        List<StoredValues> past = read(line, table.pastColumns(), contradicted);
        List<StoredValues> known = read(line, table.knownColumns(), contradicted);
        for (NumberColumn target : targets) {
            String name = layout == Layout.WIDE ? target.name() : targets.size() == 1 ? id : id + "/" + target.name();
            StoredValues values = line.values(target, contradicted::set);
            if (layout == Layout.WIDE) {
                target.clear();
            }
            int from = first(values);
            if (from == values.size()) {
                findings.note(table.line(line.row(0)), "series " + name + " has no value; it is left out");
                continue;
            }
            int to = last(values) + 1;
            noteEnds(name, line, from, to);
            StoredValues kept = from == 0 && to == values.size() ? values : StoredValues.copy(values, from, to);
            var range = new Range(line, present, from, to);
            countMissing(range, name, kept);
            series.add(new Series(
                    name,
                    line.axis().from(from),
                    filled(kept),
                    List.copyOf(past(range, past)),
                    List.copyOf(known(range, known))));
            noteConstant(name, kept);
        }
        for (int at = contradicted.nextSetBit(0); at >= 0; at = contradicted.nextSetBit(at + 1)) {
            contradict(id, line, at);
        }
    }

    /** The steps of a series on a time line, and which of them have a row. */
    private record Range(Timeline line, BitSet present, int from, int to) {}

    private static BitSet present(Timeline line) {
        var present = new BitSet(line.length());
        for (int place = 0; place < line.count(); place++) {
            present.set(line.step(place));
        }
        return present;
    }

    private static List<StoredValues> read(Timeline line, List<NumberColumn> columns, BitSet contradicted) {
        List<StoredValues> read = new ArrayList<>();
        columns.forEach(column -> read.add(line.values(column, contradicted::set)));
        return read;
    }

    private static int first(StoredValues values) {
        int first = 0;
        while (first < values.size() && Double.isNaN(values.get(first))) {
            first++;
        }
        return first;
    }

    private static int last(StoredValues values) {
        int last = values.size() - 1;
        while (last >= 0 && Double.isNaN(values.get(last))) {
            last--;
        }
        return last;
    }

    private void noteEnds(String name, Timeline line, int from, int to) {
        int behind = line.length() - to;
        boolean isPlanned = !table.knownColumns().isEmpty();
        if (from > 0 || (behind > 0 && !isPlanned)) {
            findings.note(
                    table.line(line.row(0)),
                    String.format(
                            Locale.ROOT,
                            "series %s has values from %s to %s alone; so many steps are no part of it: %,d before, %,d behind",
                            name,
                            line.axis().text(from),
                            line.axis().text(to - 1L),
                            from,
                            behind));
        }
    }

    private void noteConstant(String name, StoredValues values) {
        if (values.isConstant()) {
            constant.add(name);
            findings.note(table.line(0), "series " + name + " is constant: each value is " + values.get(0));
        }
    }

    private List<StoredValues> past(Range range, List<StoredValues> columns) {
        List<StoredValues> past = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            past.add(part(
                    range,
                    columns.get(c),
                    range.to(),
                    table.pastColumns().get(c).name()));
        }
        return past;
    }

    private List<StoredValues> known(Range range, List<StoredValues> columns) {
        int end = Math.max(
                range.to(),
                columns.stream().mapToInt(column -> last(column) + 1).min().orElse(0));
        List<StoredValues> known = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            known.add(
                    part(range, columns.get(c), end, table.knownColumns().get(c).name()));
        }
        return known;
    }

    private StoredValues part(Range range, StoredValues column, int to, String name) {
        StoredValues part = StoredValues.copy(column, range.from(), to);
        if (last(part) < 0) {
            throw new DataException(file + " has no value of column \"" + name + "\" between "
                    + range.line().axis().text(range.from()) + " and "
                    + range.line().axis().text(to - 1L)
                    + "; leave it out of data.past_columns and data.known_columns");
        }
        countMissing(new Range(range.line(), range.present(), range.from(), to), name, part);
        return filled(part);
    }

    private StoredValues filled(StoredValues values) {
        Filling.fill(values, missing);
        return values;
    }

    /** Counts the values that are missing in rows that are there. */
    private void countMissing(Range range, String name, StoredValues values) {
        for (int i = 0; i < values.size(); i++) {
            if (Double.isNaN(values.get(i)) && range.present().get(range.from() + i)) {
                long row = lineOf(range.line(), range.from() + i);
                findings.addMissing(
                        Names.of(file),
                        row,
                        name + " has no value at " + range.line().axis().text(range.from() + i));
            }
        }
    }

    private long lineOf(Timeline line, int step) {
        return table.line(line.row(Math.max(0, line.place(step))));
    }

    private void contradict(String id, Timeline line, int at) {
        findings.addContradiction(
                table.line(line.row(at + 1)),
                line.axis().text(line.step(at)) + (id.isEmpty() ? "" : " of series " + id)
                        + " has other values in line " + table.line(line.row(at)));
    }
}
