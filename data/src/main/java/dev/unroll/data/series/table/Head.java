package dev.unroll.data.series.table;

import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextExample;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The beginning of a table: the names of its columns, and some rows that can be read.
 *
 * @param line on which the names stand
 */
record Head(Path file, SeriesForm form, Separator separator, List<String> names, long line, List<Row> sample) {

    private static final int SAMPLE = 20;
    private static final int SHOWN = 20;

    /** Finds the separator: the one under which rows have the most columns that are asked for, or the most as wide as the first. */
    static Head open(Path file, SeriesForm asked) {
        Problems.requireFile(file);
        // What a user, or the training of a model, says of decimal marks is about texts.
        SeriesForm form = TableFiles.isParquet(file) ? asked.with(DecimalMark.POINT) : asked;
        List<Head> readable = new ArrayList<>();
        List<DataException> problems = new ArrayList<>();
        for (Separator separator : form.table().candidates(file, form.encoding())) {
            try {
                readable.add(read(file, form, separator));
            } catch (DataException e) {
                problems.add(e);
            }
        }
        Head best = readable.stream()
                .max(Comparator.comparingLong(Head::wanted)
                        .thenComparingLong(Head::alike)
                        .thenComparing(Head::isPartedByMarks, Comparator.reverseOrder())
                        .thenComparingInt(head -> head.names().size()))
                .orElseThrow(problems::getFirst);
        if (best.names().size() == 1 && !problems.isEmpty()) {
            throw problems.getFirst();
        }
        return best;
    }

    private static Head read(Path file, SeriesForm form, Separator separator) {
        try (Rows rows = Rows.open(file, form.encoding(), form.table(), separator)) {
            Row first = rows.next()
                    .orElseThrow(() -> new DataException(file + " has no first row; it must name the columns"));
            if (first.problem().isPresent()) {
                throw new DataException(file + ", line " + first.line() + ": "
                        + first.problem().get() + "; " + ReadReport.OTHER_ENCODING);
            }
            boolean named = form.table().header() == Header.NAMES;
            List<String> names = named
                    ? first.fields().stream().map(Texts::strip).toList()
                    : IntStream.rangeClosed(1, first.fields().size())
                            .mapToObj(Integer::toString)
                            .toList();
            List<Row> sample = new ArrayList<>();
            for (Optional<Row> row = named ? rows.next() : Optional.of(first);
                    row.isPresent() && sample.size() < SAMPLE;
                    row = rows.next()) {
                if (row.get().problem().isEmpty() && !isBlank(row.get())) {
                    sample.add(row.get());
                }
            }
            return new Head(file, form, separator, List.copyOf(names), first.line(), List.copyOf(sample));
        }
    }

    /** Throws if the first row, which should name the columns, looks like the others: a value would be lost as a name. */
    void requireNames() {
        if (form.table().header() == Header.NAMES
                && names.stream().allMatch(name -> isNumber(name) || Roles.isTime(name))
                && !areCounted()) {
            throw new DataException(file + ", line " + line + ": the first row is " + shown(names)
                    + ", where the names of the columns are expected; say --set header=false if it is a row like the"
                    + " others, else write the names there");
        }
    }

    /** Returns whether the names count columns: 0, 1, 2; or years. */
    private boolean areCounted() {
        String first = names.getFirst();
        if (!first.matches("\\d{1,9}") || (names.size() == 1 && !first.matches("[01]"))) {
            return false;
        }
        int from = Integer.parseInt(first);
        return names.equals(IntStream.range(from, from + names.size())
                .mapToObj(Integer::toString)
                .toList());
    }

    /** Returns whether a row has nothing in it. */
    static boolean isBlank(Row row) {
        return row.fields().stream().allMatch(Texts::isBlank);
    }

    /** Returns whether what parts the fields is what parts whole numbers from fractions. */
    private boolean isPartedByMarks() {
        return separator == Separator.COMMA && form.decimal() == DecimalMark.COMMA;
    }

    private long wanted() {
        SeriesForm.Columns columns = form.columns();
        return Stream.of(
                        columns.time().stream(),
                        columns.id().stream(),
                        columns.targets().stream(),
                        columns.past().stream(),
                        columns.known().stream())
                .flatMap(same -> same)
                .filter(name -> find(name).isPresent())
                .count();
    }

    private long alike() {
        return names.size() == 1
                ? 0
                : sample.stream()
                        .filter(row -> row.fields().size() == names.size())
                        .count();
    }

    /** Returns the index of a column: the one of this name, else the only one of this name in other letters' cases. */
    OptionalInt find(String name) {
        int exact = names.indexOf(name);
        if (exact >= 0) {
            return OptionalInt.of(exact);
        }
        int[] alike = IntStream.range(0, names.size())
                .filter(i -> lower(names.get(i)).equals(lower(name)))
                .toArray();
        return alike.length == 1 ? OptionalInt.of(alike[0]) : OptionalInt.empty();
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns the index of a column that a key names. */
    int require(String name, String key) {
        int column = find(name)
                .orElseThrow(() -> new DataException(file + " has no column \"" + name + "\", which data." + key
                        + " names; its columns" + columns() + ". Name one of these"
                        + (TableFiles.isParquet(file) ? "" : ", or another separator by --set separator=NAME")));
        if (names.indexOf(names.get(column)) != names.lastIndexOf(names.get(column))) {
            throw new DataException(file + " has two columns \"" + name + "\"; rename one of them in its first row");
        }
        return column;
    }

    /** Returns the columns as the end of a sentence, after that word. */
    String columns() {
        return (TableFiles.isParquet(file) ? "" : ", parted by " + lower(separator.name()) + ",") + " are "
                + shown(names);
    }

    /** Returns names as the middle of a sentence. */
    static String shown(List<String> names) {
        return names.stream().limit(SHOWN).map(TextExample::excerpt).collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }

    /** Returns whether a cell is a number with either mark: with the wrong one, an error will name the right one. */
    static boolean isNumber(String cell) {
        return Numbers.isOne(cell, DecimalMark.POINT) || Numbers.isOne(cell, DecimalMark.COMMA);
    }

    /** Returns the cells of a column in the sample, but those that are missing. */
    List<String> cells(int column) {
        return sample.stream()
                .filter(row -> row.fields().size() == names.size())
                .map(row -> Texts.strip(row.fields().get(column)))
                .filter(cell -> !NumberColumn.isMissing(cell))
                .toList();
    }
}
