package dev.unroll.data.series.table;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.NumberStore;
import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.time.TimeColumn;
import dev.unroll.data.text.OpenQuote;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm.Header;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of a table with a row a time, as plain numbers. */
final class TimedRows {

    private final Head head;
    private final Roles roles;
    private final Findings findings;
    private final String file;
    private final TimeColumn times;
    private final NumberStore ids = new NumberStore();
    private final Map<String, Integer> known = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final LineNumbers lines = new LineNumbers();
    private final List<NumberColumn> targets;
    private final List<NumberColumn> pastColumns;
    private final List<NumberColumn> knownColumns;
    private final List<NumberColumn> all;
    private int rows;

    private TimedRows(Head head, Roles roles, Findings findings, DateOrder order) {
        this.head = head;
        this.roles = roles;
        this.findings = findings;
        this.file = Names.of(head.file());
        this.times = new TimeColumn(order);
        this.targets = columns(roles.targets(), roles.named());
        this.pastColumns = columns(roles.past(), true);
        this.knownColumns = columns(roles.known(), true);
        this.all = Stream.of(targets, pastColumns, knownColumns)
                .flatMap(List::stream)
                .toList();
    }

    private List<NumberColumn> columns(List<Integer> indices, boolean named) {
        return indices.stream()
                .map(i -> new NumberColumn(
                        head.names().get(i), i, named, head.form().decimal()))
                .toList();
    }

    /** Reads all rows of a table. */
    static TimedRows read(Head head, Roles roles, Findings findings, DateOrder order) {
        var read = new TimedRows(head, roles, findings, order);
        findings.beginFile();
        try (Rows rows =
                Rows.open(head.file(), head.form().encoding(), head.form().table(), head.separator())) {
            if (head.form().table().header() == Header.NAMES) {
                rows.next();
            }
            var quotes =
                    new OpenQuote(head.file(), head.separator(), head.names().size(), findings::note);
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                quotes.see(row.get());
                read.add(row.get());
            }
            quotes.end();
        }
        return read;
    }

    private void add(Row row) {
        int width = head.names().size();
        if (row.problem().isPresent()) {
            findings.addUnreadable(file, row.line(), row.problem().get());
        } else if (Head.isBlank(row)) {
            findings.addBlank();
        } else if (row.fields().size() != width) {
            findings.addUnreadable(
                    file,
                    row.line(),
                    "must have " + Sentence.counted(width, "field") + ", as the first row has, but has "
                            + row.fields().size() + OpenQuote.hint(row));
        } else {
            addRow(row);
        }
    }

    private void addRow(Row row) {
        String id =
                roles.id().isPresent() ? Texts.label(row.fields().get(roles.id().getAsInt())) : "";
        if (roles.id().isPresent() && id.isEmpty()) {
            findings.addUnreadable(file, row.line(), "the id of the series is missing");
            return;
        }
        if (roles.time().isPresent()) {
            Optional<String> problem = times.add(roles.time().get().of(row.fields()));
            if (problem.isPresent()) {
                findings.addUnreadable(file, row.line(), problem.get());
                return;
            }
        }
        findings.addRow();
        if (roles.id().isPresent()) {
            int number = known.computeIfAbsent(id, unseen -> names.size());
            if (number == names.size()) {
                names.add(id);
            }
            ids.add(number);
        }
        lines.add(row.line());
        rows++;
        all.forEach(column -> column.add(row.line(), row.fields().get(column.index())));
    }

    /** Returns the ids of the series, in the order in which they occur; one without a name if no column tells them. */
    List<String> ids() {
        return roles.id().isPresent() ? names : List.of("");
    }

    /** Returns the rows of each series, in the order of the table; forgets the ids of rows. */
    List<int[]> groups() {
        int[] sizes = new int[ids().size()];
        for (int row = 0; row < rows; row++) {
            sizes[group(row)]++;
        }
        List<int[]> groups = new ArrayList<>();
        for (int size : sizes) {
            groups.add(new int[size]);
        }
        int[] filled = new int[sizes.length];
        for (int row = 0; row < rows; row++) {
            int group = group(row);
            groups.get(group)[filled[group]++] = row;
        }
        ids.clear();
        return groups;
    }

    private int group(int row) {
        return ids.size() == 0 ? 0 : (int) ids.get(row);
    }

    int rows() {
        return rows;
    }

    long line(int row) {
        return lines.of(row);
    }

    /** Returns the times of all rows; none if no column has them. */
    TimeColumn times() {
        return times;
    }

    boolean hasTimes() {
        return roles.time().isPresent();
    }

    List<NumberColumn> targets() {
        return targets;
    }

    List<NumberColumn> pastColumns() {
        return pastColumns;
    }

    List<NumberColumn> knownColumns() {
        return knownColumns;
    }
}
