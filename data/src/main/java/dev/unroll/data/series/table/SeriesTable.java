package dev.unroll.data.series.table;

import dev.unroll.core.input.Missing;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.series.DateOrder;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.table.SeriesForm.Layout;
import dev.unroll.data.series.time.TimeScanner;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm.Header;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of series in any {@link Layout}. */
public final class SeriesTable {

    private static final int LONGEST_WORD = 40;

    private static final Pattern LIKE_A_NUMBER = Pattern.compile("\\D{0,4}\\d[\\d.,'\\h]{0,40}\\D{0,4}");

    private final Head head;
    private final Roles roles;
    private final Findings findings;

    private SeriesTable(Head head, Roles roles, Findings findings) {
        this.head = head;
        this.roles = roles;
        this.findings = findings;
    }

    /**
     * What was read, and what was met.
     *
     * @param dataset where nothing may be missing, missing values are NaN
     */
    public record Inspected(SeriesDataset dataset, SeriesFindings findings) {}

    /**
     * Returns the series of a table.
     *
     * @throws DataException if it holds none, or if something is missing and the form has no rule for it
     */
    public static SeriesDataset read(Path source, SeriesForm form) {
        Inspected inspected = inspect(source, form);
        if (form.missing() == Missing.ERROR && !inspected.findings().counts().areEven()) {
            throw new DataException(Faults.sentence(source, inspected.findings()));
        }
        return inspected.dataset();
    }

    /**
     * Returns the series of a table and what was met; what is missing is no error.
     *
     * @throws DataException if it holds no series
     */
    public static Inspected inspect(Path source, SeriesForm form) {
        Path file = Parts.train(source);
        Head head = Head.open(file, form);
        head.requireNames();
        Roles roles = Roles.of(head);
        var findings = new Findings(Names.of(file));
        return roles.layout() == Layout.ROWS
                ? SeriesRows.read(head, Parts.test(file, form.test()), findings)
                : new SeriesTable(head, roles, findings).ofTimes();
    }

    private Inspected ofTimes() {
        SeriesForm form = head.form();
        TimedRows rows = TimedRows.read(head, roles, findings, order());
        if (rows.rows() == 0) {
            throw new DataException(head.file() + " has no row that can be read. " + findings.report());
        }
        List<NumberColumn> targets = numeric(rows);
        Timelines.Found found = Timelines.of(head.file(), form, rows, findings);
        var maker = new SeriesMaker(head.file(), roles.layout(), form.missing(), rows, findings);
        for (int i = 0; i < found.lines().size(); i++) {
            maker.add(rows.ids().get(i), found.lines().get(i), targets);
        }
        if (maker.series().isEmpty()) {
            throw new DataException(head.file() + " has no series. " + findings.report());
        }
        var dataset = new SeriesDataset(
                Names.of(head.file()),
                maker.series(),
                names(rows.pastColumns()),
                names(rows.knownColumns()),
                found.frequency(),
                findings.report());
        return new Inspected(dataset, findings(maker.constant(), rows));
    }

    private SeriesFindings findings(List<String> constant, TimedRows rows) {
        List<String> time = roles.time().map(cells -> cells.names(head.names())).orElse(List.of());
        return new SeriesFindings(
                roles.layout(), head.names(), time, findings.counts(), constant, findings.faults(), hint(rows));
    }

    private String hint(TimedRows rows) {
        if (findings.doClocksChange()) {
            return "An hour is missing or doubled where clocks are set to summer time and back: if this is why, name the"
                    + " zone by --set time_zone=Europe/Berlin or the like";
        }
        boolean mayHaveIds = findings.counts().contradictions() > 0
                && roles.id().isEmpty()
                && rows.targets().stream().anyMatch(NumberColumn::isEmpty);
        if (mayHaveIds) {
            return "If a column tells which series a row is of, name it by --set id_column=NAME";
        }
        boolean mayRest = findings.areDays() && findings.counts().gaps() > 0;
        return mayRest
                ? "If there are no values on some days, as on weekends, --set frequency=step takes rows as they follow"
                        + " each other"
                : "";
    }

    private static List<String> names(List<NumberColumn> columns) {
        return columns.stream().map(NumberColumn::name).toList();
    }

    /** Returns the order of day and month, which is asked for, or which some row tells. */
    private DateOrder order() {
        DateOrder asked = head.form().times().order();
        if (asked != DateOrder.AUTO || roles.time().isEmpty()) {
            return asked;
        }
        TimeCells time = roles.time().get();
        Optional<String> ambiguous = Optional.empty();
        SeriesForm form = head.form();
        try (Rows rows = Rows.open(head.file(), form.encoding(), form.table(), head.separator())) {
            if (form.table().header() == Header.NAMES) {
                rows.next();
            }
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (row.get().fields().size() == head.names().size()) {
                    String cell = time.of(row.get().fields());
                    DateOrder found = TimeScanner.orderOf(cell);
                    if (found != DateOrder.AUTO) {
                        return found;
                    }
                    if (ambiguous.isEmpty() && TimeScanner.needsOrder(cell)) {
                        ambiguous = Optional.of(cell);
                    } else if (ambiguous.isEmpty()
                            && TimeScanner.of(DateOrder.AUTO).scan(cell)) {
                        return DateOrder.AUTO;
                    }
                }
            }
        }
        ambiguous.ifPresent(cell -> {
            throw new DataException(head.file() + " has dates like " + Texts.strip(cell)
                    + ", and none tells whether the day or the month comes first; say --set date_order=day_first or"
                    + " date_order=month_first");
        });
        return DateOrder.AUTO;
    }

    /** Returns the columns of numbers that may be learned; others are left out and told, or refused if they were asked for. */
    private List<NumberColumn> numeric(TimedRows rows) {
        Stream.of(rows.pastColumns(), rows.knownColumns()).flatMap(List::stream).forEach(this::requireNumbers);
        List<NumberColumn> numeric = new ArrayList<>();
        for (NumberColumn column : rows.targets()) {
            if (column.isNamed() || column.holdsMistakes()) {
                requireNumbers(column);
                numeric.add(column);
            } else if (column.name().isEmpty()) {
                findings.note(head.line(), "column " + (column.index() + 1) + " has no name; it is left out");
                column.clear();
            } else if (column.isEmpty() || column.firstOther().isPresent()) {
                findings.note(head.line(), leftOut(column));
                column.clear();
            } else {
                numeric.add(column);
            }
        }
        if (numeric.isEmpty()) {
            throw new DataException(head.file() + " has no column of numbers to learn: " + noNumbers(rows));
        }
        requireDistinct(numeric);
        return numeric;
    }

    private void requireDistinct(List<NumberColumn> numeric) {
        List<String> names = names(numeric);
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new DataException(
                        head.file() + " has two columns \"" + name + "\"; rename one of them in its first row");
            }
        }
    }

    private static String leftOut(NumberColumn column) {
        return "column " + column.name() + " is left out: "
                + (column.firstOther().isEmpty() ? "it has no value" : whyNone(column));
    }

    private static String whyNone(NumberColumn column) {
        return column.firstOther()
                .map(other -> "line " + other.line() + " has " + other.excerpt() + ", which is no number")
                .orElse("there is no value");
    }

    private String noNumbers(TimedRows rows) {
        rows.targets().stream()
                .filter(NumberColumn::isMostlyNumbers)
                .findFirst()
                .ifPresent(this::requireNumbers);
        Optional<NumberColumn.Other> comma = rows.targets().stream()
                .flatMap(column -> column.firstOther().stream())
                .filter(other -> isOtherwiseWritten(other.cell()))
                .findFirst();
        if (comma.isPresent()) {
            return comma.get().excerpt() + " would be one with --set decimal="
                    + (head.form().decimal() == DecimalMark.POINT ? "comma" : "point");
        }
        Optional<NumberColumn> named = rows.targets().stream()
                .filter(column -> !column.name().isEmpty())
                .findFirst();
        Optional<String> taken = taken();
        if (named.isPresent()) {
            return "in column " + named.get().name() + " " + whyNone(named.get())
                    + taken.map(also -> "; " + also).orElse("");
        }
        if (taken.isPresent()) {
            return taken.get();
        }
        return "its columns" + head.columns()
                + (TableFiles.isParquet(head.file()) ? "" : ". Is another separator meant (--set separator=NAME)?");
    }

    /** Names a column of numbers that a key takes for something else. */
    private Optional<String> taken() {
        SeriesForm.Columns columns = head.form().columns();
        return Stream.of(
                        taken(columns.past(), "past_columns"),
                        taken(columns.known(), "known_columns"),
                        taken(columns.id().stream().toList(), "id_column"),
                        taken(columns.time().stream().toList(), "time_column"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> taken(List<String> names, String key) {
        return names.stream()
                .filter(name -> head.find(name).stream()
                        .mapToObj(head::cells)
                        .anyMatch(cells -> !cells.isEmpty() && cells.stream().allMatch(Head::isNumber)))
                .map(name -> name + " has numbers, but data." + key + " takes it")
                .findFirst();
    }

    private boolean isOtherwiseWritten(String cell) {
        return Numbers.isOne(cell, head.form().decimal() == DecimalMark.POINT ? DecimalMark.COMMA : DecimalMark.POINT);
    }

    private void requireNumbers(NumberColumn column) {
        column.firstOther().ifPresent(other -> {
            throw new DataException(head.file() + ", line " + other.line() + ": column " + column.name()
                    + " must be a number but is " + other.excerpt()
                    + (isOtherwiseWritten(other.cell()) ? "; is the decimal mark another (--set decimal=comma)?" : "")
                    + "; correct it, or leave the cell empty if the value is missing");
        });
        if (column.isEmpty()) {
            throw new DataException(head.file() + " has no value in column " + column.name() + "; name another one");
        }
    }

    /** Returns whether a file looks like a table of series: times and numbers, and no texts; or one column of numbers. */
    public static boolean isOne(Path file, SeriesForm form) {
        if (Files.isDirectory(file) && !Parts.isFolder(file)) {
            return false;
        }
        try {
            Head head = Head.open(Parts.train(file), form);
            Roles roles = Roles.of(head);
            return roles.layout() == Layout.ROWS
                    || (roles.time().isPresent() ? areNumbers(head, roles) : isOneColumn(head));
        } catch (DataException e) {
            // Whoever names columns of series has series in mind, and is told what is wrong when they are read.
            return form.columns().areOfSeries();
        }
    }

    private static boolean isOneColumn(Head head) {
        String text = head.form().table().columns().text();
        return head.names().size() == 1
                && !head.names().getFirst().equalsIgnoreCase(text)
                && isMostlyOfNumbers(head.cells(0));
    }

    /** Returns whether each column of a table has mostly numbers; they may be series whose times nobody wrote down. */
    public static boolean isOfNumbers(Path file, SeriesForm form) {
        try {
            Head head = Head.open(file, form);
            return IntStream.range(0, head.names().size()).allMatch(i -> isMostlyOfNumbers(head.cells(i)));
        } catch (DataException e) {
            return false;
        }
    }

    /**
     * Returns whether a table has times, and beside them nothing but cells that are empty or look like numbers with signs that
     * numbers have not, {@code $1,200} or {@code 12%}.
     */
    public static boolean isOfTimes(Path file, SeriesForm form) {
        try {
            Head head = Head.open(file, form);
            Roles roles = Roles.of(head);
            return roles.time().isPresent()
                    && roles.targets().stream()
                            .flatMap(i -> head.cells(i).stream())
                            .allMatch(cell -> LIKE_A_NUMBER.matcher(cell).matches());
        } catch (DataException e) {
            return false;
        }
    }

    /** Returns whether a table has a row behind the one that names its columns, and that can be read. */
    public static boolean hasRows(Path file, SeriesForm form) {
        return !Head.open(file, form).sample().isEmpty();
    }

    private static boolean isMostlyOfNumbers(List<String> cells) {
        return 2 * cells.stream().filter(Head::isNumber).count() > cells.size();
    }

    private static boolean areNumbers(Head head, Roles roles) {
        List<Integer> others = roles.targets();
        long numbers = others.stream()
                .filter(i -> !head.cells(i).isEmpty())
                .filter(i -> head.cells(i).stream().allMatch(Head::isNumber))
                .count();
        boolean hasTexts = others.stream()
                .flatMap(i -> head.cells(i).stream())
                .anyMatch(cell -> cell.length() > LONGEST_WORD && !Head.isNumber(cell));
        return numbers > 0 && 2 * numbers >= others.size() && !hasTexts;
    }
}
