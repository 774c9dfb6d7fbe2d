package dev.unroll.data.series.table;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.TextExample;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.StoredValues;
import dev.unroll.data.series.time.Axis;
import dev.unroll.data.text.OpenQuote;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm.Header;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table with a series a row: its id, then its values, with empty cells behind the last. A second table of the same ids may
 * have the values that follow.
 */
final class SeriesRows {

    private final Head head;
    private final SeriesForm form;
    private final Findings findings;
    private final List<String> constant = new ArrayList<>();

    private SeriesRows(Head head, Findings findings) {
        this.head = head;
        this.form = head.form();
        this.findings = findings;
    }

    /** Hears of the series of a row. */
    private interface Visitor {
        void series(long line, String id, double[] values);
    }

    /** Reads a table, and the one of the values that follow. */
    static SeriesTable.Inspected read(Head head, Optional<Path> test, Findings findings) {
        var rows = new SeriesRows(head, findings);
        Map<String, double[]> following = new LinkedHashMap<>();
        test.ifPresent(file -> rows.readTest(file, following));
        Frequency frequency = head.form().times().frequency().orElse(Frequency.STEPS);
        List<Series> series = new ArrayList<>();
        var ids = new HashSet<String>();
        rows.read(head, Roles.idOfRows(head), (line, id, values) -> {
            if (!ids.add(id)) {
                throw new DataException(head.file() + ", line " + line + ": series " + id
                        + " occurs a second time; rename one of the two");
            }
            double[] tail = following.getOrDefault(id, new double[0]);
            following.remove(id);
            if (values.length == 0) {
                findings.note(line, "series " + id + " has no value; it is left out");
            } else {
                series.add(rows.series(line, id, values, tail, frequency));
            }
        });
        if (!following.isEmpty()) {
            throw new DataException(test.orElseThrow() + " has series "
                    + following.keySet().iterator().next() + ", which " + head.file()
                    + " lacks; do the two files belong together?");
        }
        if (series.isEmpty()) {
            throw new DataException(head.file() + " has no series. " + findings.report());
        }
        var dataset =
                new SeriesDataset(Names.of(head.file()), series, List.of(), List.of(), frequency, findings.report());
        List<String> columns = List.of(head.names().get(Roles.idOfRows(head)));
        return new SeriesTable.Inspected(
                dataset,
                new SeriesFindings(
                        SeriesForm.Layout.ROWS,
                        columns,
                        List.of(),
                        findings.counts(),
                        rows.constant,
                        findings.faults(),
                        ""));
    }

    private void readTest(Path file, Map<String, double[]> following) {
        Head other = Head.open(file, form);
        read(other, Roles.idOfRows(other), (line, id, values) -> {
            if (following.put(id, values) != null) {
                throw new DataException(
                        file + ", line " + line + ": series " + id + " occurs a second time; rename one of the two");
            }
        });
    }

    private Series series(long line, String id, double[] values, double[] tail, Frequency frequency) {
        int from = 0;
        while (Double.isNaN(values[from])) {
            from++;
        }
        if (from > 0) {
            findings.note(line, "the first " + from + " cells of series " + id + " are empty; they are no part of it");
        }
        var all = new StoredValues();
        Arrays.stream(values).skip(from).forEach(all::add);
        Arrays.stream(tail).forEach(all::add);
        for (int i = 0; i < all.size(); i++) {
            if (Double.isNaN(all.get(i))) {
                findings.addMissing(Names.of(head.file()), line, id + " has no value at step " + (from + i + 1));
            }
        }
        Filling.fill(all, form.missing());
        if (all.isConstant()) {
            constant.add(id);
            findings.note(line, "series " + id + " is constant: each value is " + all.get(0));
        }
        return new Series(id, new Axis.Counted(1L + from, 1, frequency), all, List.of(), List.of(), tail.length);
    }

    private void read(Head table, int id, Visitor visitor) {
        findings.beginFile();
        try (Rows rows = Rows.open(table.file(), form.encoding(), form.table(), table.separator())) {
            if (form.table().header() == Header.NAMES) {
                rows.next();
            }
            String file = Names.of(table.file());
            var quotes = new OpenQuote(
                    table.file(),
                    table.separator(),
                    table.names().size(),
                    (line, what) -> findings.note(file, line, what));
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                quotes.see(row.get());
                read(table, id, row.get(), visitor);
            }
            quotes.end();
        }
    }

    private void read(Head table, int id, Row row, Visitor visitor) {
        String file = Names.of(table.file());
        if (row.problem().isPresent()) {
            findings.addUnreadable(file, row.line(), row.problem().get());
        } else if (Head.isBlank(row)) {
            findings.addBlank();
        } else if (row.fields().size() > table.names().size()) {
            findings.addUnreadable(
                    file,
                    row.line(),
                    "must have at most " + Sentence.counted(table.names().size(), "field")
                            + ", as the first row has, but has "
                            + row.fields().size() + OpenQuote.hint(row));
        } else if (id >= row.fields().size() || Texts.isBlank(row.fields().get(id))) {
            findings.addUnreadable(file, row.line(), "the id of the series is missing");
        } else {
            findings.addRow();
            visitor.series(row.line(), Texts.label(row.fields().get(id)), values(table, id, row));
        }
    }

    private double[] values(Head table, int id, Row row) {
        List<String> fields = row.fields();
        int end = fields.size();
        while (end > 0 && (end - 1 == id || NumberColumn.isMissing(fields.get(end - 1)))) {
            end--;
        }
        double[] values = new double[id < end ? end - 1 : end];
        int at = 0;
        for (int i = 0; i < end; i++) {
            if (i != id) {
                values[at++] = value(table, row.line(), i, fields.get(i));
            }
        }
        return values;
    }

    private double value(Head table, long line, int column, String cell) {
        if (NumberColumn.isMissing(cell)) {
            return Double.NaN;
        }
        try {
            return Numbers.parseDouble(cell, form.decimal());
        } catch (IllegalArgumentException e) {
            throw new DataException(table.file() + ", line " + line + ": column "
                    + table.names().get(column)
                    + " must be a number but is " + TextExample.excerpt(Texts.strip(cell))
                    + "; correct it, or leave the cell empty if the value is missing");
        }
    }
}
