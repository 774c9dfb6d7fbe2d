package dev.unroll.data.text;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import dev.unroll.data.TextExample;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.text.TableForm.Columns;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of fields separated by commas, semicolons, tabs or pipes, one column of texts and one of labels. A row of another
 * width, without a label or not in the encoding is counted as unreadable, and reading goes on.
 */
public final class TextTable {

    private TextTable() {}

    /** Returns the examples of a table. */
    public static TextDataset read(Path file, TextForm form) {
        var collector = new Collector(form);
        Table table = Table.open(file, form);
        int text = table.require(form.table().columns().text(), "text_column");
        int label = table.require(form.table().columns().label(), "label_column");
        table.read(collector, text, OptionalInt.of(label));
        return collector.dataset(Names.of(file), file.toString());
    }

    /** Returns the texts of a table, whether it has labels or not. */
    public static PlainText readTexts(Path file, TextForm form) {
        var collector = new Collector(form);
        Table table = Table.open(file, form);
        int text = table.require(form.table().columns().text(), "text_column");
        table.read(collector, text, table.find(form.table().columns().label()));
        return collector.texts(Names.of(file), file.toString());
    }

    /** Returns the names of a table's columns, from its first row. */
    public static List<String> columns(Path file, TextForm form) {
        return Table.open(file, form).names();
    }

    /** Returns whether a table has a single column, so that it has texts and no labels. */
    public static boolean isOfTextsAlone(Path file, TextForm form) {
        return columns(file, form).size() == 1;
    }

    /** Returns whether a table has the column of texts. */
    public static boolean hasTexts(Path file, TextForm form) {
        return Table.open(file, form).find(form.table().columns().text()).isPresent();
    }

    /** Returns whether the first row of a file names the columns of a table, whatever the file's name is. */
    public static boolean isOne(Path file, TextForm form) {
        if (!Files.isRegularFile(file) || form.table().header() == Header.NONE) {
            return false;
        }
        try {
            Table table = Table.open(file, form);
            Columns columns = form.table().columns();
            return table.find(columns.text()).isPresent()
                    && table.find(columns.label()).isPresent();
        } catch (DataException e) {
            return false;
        }
    }

    /** A table whose separator and header are known. */
    private record Table(Path file, TextForm form, Separator separator, List<String> names) {

        /** Finds the separator: the first under which the first row has most of the columns asked for, or most fields. */
        static Table open(Path file, TextForm form) {
            Problems.requireFile(file);
            List<Table> readable = new ArrayList<>();
            List<DataException> problems = new ArrayList<>();
            for (Separator separator : form.table().candidates(file, form.encoding())) {
                try {
                    readable.add(new Table(file, form, separator, names(file, form, separator)));
                } catch (DataException e) {
                    problems.add(e);
                }
            }
            Table best = readable.stream()
                    .max(Comparator.comparingLong(Table::wanted)
                            .thenComparingInt(table -> table.names().size()))
                    .orElseThrow(problems::getFirst);
            if (best.names().size() == 1 && !problems.isEmpty()) {
                throw problems.getFirst();
            }
            return best;
        }

        private static List<String> names(Path file, TextForm form, Separator separator) {
            try (Rows rows = Rows.open(file, form.encoding(), form.table(), separator)) {
                Row first = rows.next()
                        .orElseThrow(() -> new DataException(file + " has no first row; it must name the columns"));
                if (first.problem().isPresent()) {
                    throw new DataException(file + ", line " + first.line() + ": "
                            + first.problem().get() + "; " + ReadReport.OTHER_ENCODING);
                }
                if (form.table().header() == Header.NONE) {
                    return IntStream.rangeClosed(1, first.fields().size())
                            .mapToObj(Integer::toString)
                            .toList();
                }
                List<String> names = new ArrayList<>();
                first.fields().forEach(name -> names.add(Texts.strip(name)));
                return List.copyOf(names);
            }
        }

        private long wanted() {
            Columns columns = form.table().columns();
            return find(columns.text()).stream().count()
                    + find(columns.label()).stream().count();
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

        private static String lower(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        int require(String name, String key) {
            int column = find(name).orElseThrow(() -> new DataException(missing(name, key)));
            if (names.indexOf(names.get(column)) != names.lastIndexOf(names.get(column))) {
                throw new DataException(
                        file + " has two columns \"" + name + "\"; rename one of them in its first row");
            }
            return column;
        }

        private String missing(String name, String key) {
            if (form.table().header() == Header.NONE) {
                return file + " has no column \"" + name + "\": without a header (data.header) its columns are numbered"
                        + " from 1 to " + names.size() + ". Give one of these numbers by --set " + key + "=NUMBER";
            }
            if (TableFiles.isParquet(file)) {
                return file + " has no column \"" + name + "\"; its columns are " + shown()
                        + ". Name one of these by --set " + key + "=NAME";
            }
            return file + " has no column \"" + name + "\"; its first row, parted by " + lower(separator.name())
                    + ", names " + shown() + ". Name one of these by --set " + key + "=NAME, another separator by"
                    + " --set separator=NAME, or say --set header=false if the first row is an example";
        }

        private String shown() {
            return names.stream()
                    .map(name -> name.length() > TextExample.LONGEST_EXCERPT
                            ? name.substring(0, TextExample.LONGEST_EXCERPT) + "…"
                            : name)
                    .collect(Collectors.joining("\", \"", "\"", "\""));
        }

        void read(Collector collector, int text, OptionalInt label) {
            String name = Names.of(file);
            collector.beginFile();
            try (Rows rows = Rows.open(file, form.encoding(), form.table(), separator)) {
                var reader = new RowReader(name, names, text, label, collector);
                var quotes = new OpenQuote(
                        file, separator, names.size(), (line, what) -> collector.addNote(name, line, what));
                if (form.table().header() == Header.NAMES) {
                    rows.next();
                }
                for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                    quotes.see(row.get());
                    reader.row(row.get());
                }
                quotes.end();
            }
        }
    }

    /** Takes one row after another. */
    private static final class RowReader {

        private final String file;
        private final List<String> names;
        private final int width;
        private final int text;
        private final OptionalInt label;
        private final Collector collector;

        RowReader(String file, List<String> names, int text, OptionalInt label, Collector collector) {
            this.file = file;
            this.names = names;
            this.width = names.size();
            this.text = text;
            this.label = label;
            this.collector = collector;
        }

        void row(Row row) {
            if (row.problem().isPresent()) {
                collector.addUnreadable(file, row.line(), row.problem().get());
            } else if (row.fields().size() == 1 && Texts.isBlank(row.fields().getFirst()) && width > 1) {
                collector.addBlank();
            } else if (row.fields().size() != width) {
                String problem = "must have " + Sentence.counted(width, "field") + ", as the first row has, but has "
                        + row.fields().size() + OpenQuote.hint(row);
                collector.addUnreadable(file, row.line(), problem);
            } else if (label.isEmpty()) {
                collector.add(file, row.line(), row.fields().get(text));
            } else if (Texts.label(row.fields().get(label.getAsInt())).indexOf('\n') >= 0) {
                collector.addUnreadable(
                        file,
                        row.line(),
                        "column \"" + names.get(label.getAsInt()) + "\" must be one line" + OpenQuote.hint(row));
            } else {
                collector.add(
                        file, row.line(), row.fields().get(text), row.fields().get(label.getAsInt()));
            }
        }
    }
}
