package dev.unroll.data.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.TextDataset;
import dev.unroll.data.file.Lines;
import dev.unroll.data.file.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of comma- or tab-separated values (RFC 4180) whose first row names the columns, one of texts and one of
 * labels. A row of another width, without a label or not in UTF-8 is counted as unreadable, and reading goes on.
 */
public final class TextTable {

    private static final char REPLACEMENT = '\uFFFD';

    private static final Pattern LINE = Pattern.compile("line (\\d+)$");

    private TextTable() {}

    /** The names of the two columns. */
    public record Columns(String text, String label) {

        public Columns {
            if (text.equals(label)) {
                throw new IllegalArgumentException(
                        "columns of texts and labels must differ but are both \"" + text + "\"");
            }
        }
    }

    /** What parts the fields of a row. */
    public enum Separator {
        COMMA(','),
        TAB('\t'),
        SEMICOLON(';');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        /** Returns the tab for a file named {@code *.tsv} or {@code *.tab}, and else the comma. */
        public static Separator of(Path file) {
            String name = Problems.name(file).toLowerCase(Locale.ROOT);
            return name.endsWith(".tsv") || name.endsWith(".tab") ? TAB : COMMA;
        }
    }

    /** Returns the examples of a table, separated as its name says. */
    public static TextDataset read(Path file, Columns columns, Normalization normalization) {
        return read(file, Separator.of(file), columns, normalization);
    }

    /** Returns the examples of a table. */
    public static TextDataset read(Path file, Separator separator, Columns columns, Normalization normalization) {
        var collector = new Collector(normalization);
        collector.beginFile();
        withRows(file, separator, (header, rows) -> {
            var table = new RowReader(file, header, columns, collector);
            rows.forEachRemaining(table::row);
        });
        return collector.dataset(Problems.name(file), file.toString());
    }

    /** Returns the names of a table's columns, from its first row. */
    public static List<String> columns(Path file) {
        var names = new ArrayList<String>();
        withRows(file, Separator.of(file), (header, rows) -> header.forEach(name -> names.add(name.strip())));
        return names;
    }

    private static void withRows(Path file, Separator separator, BiConsumer<List<String>, Iterator<CsvRecord>> action) {
        Problems.requireFile(file);
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator.character)
                .detectBomHeader(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .skipEmptyLines(false)
                .maxBufferSize(Lines.LONGEST)
                .ofCsvRecord(file, UTF_8)) {
            Iterator<CsvRecord> rows = reader.iterator();
            if (!rows.hasNext()) {
                throw new DataException(file + " has no first row; it must name the columns");
            }
            action.accept(rows.next().getFields(), rows);
        } catch (CsvParseException e) {
            throw new DataException(file + " cannot be read as a table: " + problem(e), e);
        } catch (UncheckedIOException e) {
            throw new DataException(file + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + Problems.of(e), e);
        }
    }

    /** Says what stopped the parser; the message names the line where the row begins, and the cause what is wrong with it. */
    private static String problem(CsvParseException failure) {
        Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
        String row = line.find() ? "the row that begins in line " + line.group(1) : "the first row";
        String cause = failure.getCause() == null
                ? ""
                : String.valueOf(failure.getCause().getMessage());
        return cause.startsWith("Unexpected character after closing quote")
                ? row + " has something between a closing quote and the end of its field."
                        + " Double the quotes that belong to the text"
                : String.format(
                        Locale.ROOT,
                        "%s has a field of more than %,d characters. Is a quote opened there that is never closed? Close it, or shorten the text",
                        row,
                        Lines.LONGEST);
    }

    /** Knows the header, and takes one row after another. */
    private static final class RowReader {

        private final String file;
        private final int width;
        private final int textColumn;
        private final int labelColumn;
        private final Columns columns;
        private final Collector collector;

        RowReader(Path file, List<String> header, Columns columns, Collector collector) {
            this.file = Problems.name(file);
            this.width = header.size();
            this.textColumn = column(file, header, columns.text(), "text_column");
            this.labelColumn = column(file, header, columns.label(), "label_column");
            this.columns = columns;
            this.collector = collector;
        }

        private static int column(Path file, List<String> header, String name, String key) {
            List<String> names = header.stream().map(String::strip).toList();
            int column = names.indexOf(name);
            if (column < 0) {
                String found = "\"" + String.join("\", \"", names) + "\"";
                throw new DataException(String.format(
                                Locale.ROOT, "%s has no column \"%s\"; its first row names %s. ", file, name, found)
                        + "Name one of these by " + key
                        + ", or the separator if this is not how the row should be cut");
            }
            if (column != names.lastIndexOf(name)) {
                throw new DataException(String.format(
                        Locale.ROOT, "%s has two columns \"%s\"; rename one of them in its first row", file, name));
            }
            return column;
        }

        void row(CsvRecord row) {
            collector.beginLine();
            if (row.getFieldCount() == 1 && row.getField(0).isBlank() && width > 1) {
                collector.normalized(row.getField(0));
            } else if (row.getFieldCount() != width) {
                unreadable(
                        row,
                        "must have " + width + " fields, as the first row has, but has " + row.getFieldCount()
                                + quoteLeftOpen(row));
            } else {
                example(row, row.getField(textColumn), row.getField(labelColumn).strip());
            }
        }

        private void example(CsvRecord row, String text, String label) {
            if (text.indexOf(REPLACEMENT) >= 0 || label.indexOf(REPLACEMENT) >= 0) {
                unreadable(row, "not UTF-8, or spoilt when it was turned into UTF-8 (U+FFFD)");
            } else if (label.lines().count() > 1) {
                unreadable(row, "column \"" + columns.label() + "\" must be one line" + quoteLeftOpen(row));
            } else if (label.isEmpty()) {
                unreadable(row, "column \"" + columns.label() + "\" is empty");
            } else {
                collector.normalized(text).ifPresent(kept -> collector.add(new LabeledText(kept, label)));
            }
        }

        /** Returns a hint for a row that goes on over several lines: a quote never closed swallows all that follows. */
        private static String quoteLeftOpen(CsvRecord row) {
            long breaks = row.getFields().stream()
                    .flatMapToInt(String::chars)
                    .filter(c -> c == '\n')
                    .count();
            return breaks == 0
                    ? ""
                    : String.format(Locale.ROOT, "; it spans %d lines: is a quote left open?", breaks + 1);
        }

        private void unreadable(CsvRecord row, String problem) {
            collector.addUnreadable(file, row.getStartingLineNumber(), problem);
        }
    }
}
