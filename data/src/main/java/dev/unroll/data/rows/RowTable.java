package dev.unroll.data.rows;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.text.OpenQuote;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A table whose separator is known, and whose rows all have as many fields as the first.
 *
 * @param first the fields of its first row, which may be names of columns
 */
public record RowTable(Path file, Encoding encoding, TableForm form, Separator separator, List<String> first) {

    private static final int LONGEST_SHOWN = 40;

    public RowTable {
        first = List.copyOf(first);
    }

    /** Finds the separator: the best by {@code order} of those under which the first row can be read. */
    public static RowTable open(Path file, Encoding encoding, TableForm form, Comparator<RowTable> order) {
        var readable = new ArrayList<RowTable>();
        var problems = new ArrayList<DataException>();
        for (Separator separator : form.candidates(file, encoding)) {
            try {
                readable.add(new RowTable(file, encoding, form, separator, first(file, encoding, form, separator)));
            } catch (DataException e) {
                problems.add(e);
            }
        }
        return readable.stream().max(order).orElseThrow(problems::getFirst);
    }

    private static List<String> first(Path file, Encoding encoding, TableForm form, Separator separator) {
        try (Rows rows = Rows.open(file, encoding, form, separator)) {
            Row row = rows.next().orElseThrow(() -> new DataException(file + " has no row"));
            if (row.problem().isPresent()) {
                throw new DataException(
                        file + ", line " + row.line() + ": " + row.problem().get() + "; " + ReadReport.OTHER_ENCODING);
            }
            return row.fields().stream().map(Texts::strip).toList();
        }
    }

    /** Returns whether what names a column may be its number, from 1. */
    public static boolean isNumber(String column) {
        return column.matches("[1-9][0-9]{0,4}");
    }

    /** Returns the fields of the first row in quotes, as an error names them. */
    public String shown() {
        return first.stream()
                .map(name -> Sentence.beginning(name, LONGEST_SHOWN))
                .collect(Collectors.joining("\", \"", "\"", "\""));
    }

    /** Reads all rows, but the first if it is names; {@code taken} has as many fields as that. */
    public void read(Header header, Consumer<Row> taken, LeftOut leftOut) {
        try (Rows rows = Rows.open(file, encoding, form, separator)) {
            if (header == Header.NAMES) {
                rows.next();
            }
            var quotes = new OpenQuote(file, separator, first.size(), leftOut::addNote);
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                quotes.see(row.get());
                read(row.get(), taken, leftOut);
            }
            quotes.end();
        }
    }

    private void read(Row row, Consumer<Row> taken, LeftOut leftOut) {
        if (row.problem().isPresent()) {
            leftOut.addUnreadable(row.line(), row.problem().get());
        } else if (row.fields().size() == 1 && Texts.isBlank(row.fields().getFirst())) {
            leftOut.addBlank();
        } else if (row.fields().size() != first.size()) {
            leftOut.addUnreadable(
                    row.line(),
                    Unreadable.of("must have " + Sentence.counted(first.size(), "field")
                            + ", as the first row has, but has " + row.fields().size()
                            + OpenQuote.hint(row)));
        } else {
            taken.accept(row);
        }
    }
}
