package dev.unroll.data.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.file.TextReader;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rows of a table, one by one. Line ends within fields are LF. */
public interface Rows extends AutoCloseable {

    /** Returns the next row; empty at the end. */
    Optional<Row> next();

    @Override
    void close();

    /**
     * Opens a table whose fields this separator parts; a line before its first row that names one is passed over. A table of
     * Parquet has no separator.
     */
    static Rows open(Path file, Encoding encoding, TableForm form, Separator separator) {
        if (TableFiles.isParquet(file)) {
            return ParquetRows.open(file, form.header());
        }
        boolean isMarked = SeparatorMark.of(file, encoding).isPresent();
        Rows rows = Problems.reading(
                file,
                () -> form.quotes().enclose(separator)
                        ? new Quoted(file, TextReader.open(file, encoding), separator)
                        : new OfLines(file, LineStream.open(file, encoding), separator));
        if (isMarked) {
            rows.next();
        }
        return rows;
    }

    /** Each line is a row, and no character but the separator means anything. */
    record OfLines(Path file, LineStream lines, Separator separator) implements Rows {

        @Override
        public Optional<Row> next() {
            return Problems.reading(file, lines::next)
                    .map(line -> new Row(line.number(), fields(line), line.problem()));
        }

        private List<String> fields(LineStream.Line line) {
            return List.of(line.content().split(Pattern.quote(String.valueOf(separator.character())), -1));
        }

        @Override
        public void close() {
            Problems.reading(file, () -> {
                lines.close();
                return lines;
            });
        }
    }

    /** Fields between quotes may hold separators, line ends and doubled quotes: RFC 4180. */
    final class Quoted implements Rows {

        private static final int MOST_FIELDS = 16_384;
        private static final Pattern LINE = Pattern.compile("line (\\d+)$");

        private final Path file;
        private final CsvReader<CsvRecord> reader;
        private final Iterator<CsvRecord> records;
        private final TextReader text;

        private Quoted(Path file, TextReader text, Separator separator) {
            this.file = file;
            this.text = text;
            this.reader = CsvReader.builder()
                    .fieldSeparator(separator.character())
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .skipEmptyLines(false)
                    .maxBufferSize(LineStream.LONGEST)
                    .ofCsvRecord(text);
            this.records = reader.iterator();
        }

        @Override
        public Optional<Row> next() {
            return Problems.reading(file, () -> {
                try {
                    return records.hasNext() ? Optional.of(row(records.next())) : Optional.empty();
                } catch (CsvParseException e) {
                    throw new DataException(file + " cannot be read as a table: " + problem(e), e);
                }
            });
        }

        private Row row(CsvRecord row) {
            List<String> fields = row.getFields();
            Optional<Unreadable> problem = fields.stream()
                    .flatMap(field -> text.problem(field).stream())
                    .findFirst();
            List<String> read = problem.isPresent()
                    ? fields
                    : fields.stream().map(Texts::read).toList();
            return new Row(row.getStartingLineNumber(), read, problem);
        }

        /** Says what stopped the parser; the message names the line where the row begins, the causes what is wrong with it. */
        private static String problem(CsvParseException failure) {
            Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
            String row = line.find() ? "the row that begins in line " + line.group(1) : "the first row";
            String causes = Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause)
                    .map(e -> String.valueOf(e.getMessage()))
                    .reduce("", (a, b) -> a + "; " + b);
            if (causes.contains("after closing quote")) {
                return row + " has something between a closing quote and the end of its field."
                        + " Double the quotes that belong to the text, or say --set quotes=none if a quote is a character"
                        + " like others";
            }
            if (causes.contains("limit of " + MOST_FIELDS + " fields")) {
                return String.format(
                        Locale.ROOT, "%s has more columns than the %,d that a table may have", row, MOST_FIELDS);
            }
            return String.format(
                    Locale.ROOT,
                    "%s has a field of more than %,d characters. Is a quote opened there that is never closed? Close it,"
                            + " or shorten the text",
                    row,
                    LineStream.LONGEST);
        }

        @Override
        public void close() {
            Problems.reading(file, () -> {
                reader.close();
                return reader;
            });
        }
    }
}
