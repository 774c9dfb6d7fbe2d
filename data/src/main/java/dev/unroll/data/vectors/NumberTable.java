package dev.unroll.data.vectors;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.text.OpenQuote;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A table whose separator and columns are known. */
record NumberTable(Path file, SequenceForm form, Separator separator, List<String> names) {

    /** Hears of each row behind the header. */
    interface Visitor {

        /** Takes the fields of a row, as many as there are columns. */
        void row(long line, List<String> fields);
    }

    /** Opens a table, parted by what gives the first row the most fields. */
    static NumberTable open(Path file, SequenceForm asked) {
        Problems.requireFile(file);
        SequenceForm form = TableFiles.isParquet(file) ? asked.with(DecimalMark.POINT) : asked;
        List<Separator> candidates =
                form.files().table().candidates(file, form.files().encoding());
        List<NumberTable> readable = new ArrayList<>();
        List<DataException> problems = new ArrayList<>();
        for (Separator separator : candidates) {
            // Where a comma is in the numbers, it is not between them, unless a user says so.
            if (separator == Separator.COMMA && form.mark() == DecimalMark.COMMA && candidates.size() > 1) {
                continue;
            }
            try {
                readable.add(new NumberTable(file, form, separator, names(file, form, separator)));
            } catch (DataException e) {
                problems.add(e);
            }
        }
        return readable.stream()
                .max(Comparator.comparingInt(table -> table.names().size()))
                .orElseThrow(problems::getFirst);
    }

    private static List<String> names(Path file, SequenceForm form, Separator separator) {
        try (Rows rows = Rows.open(file, form.files().encoding(), form.files().table(), separator)) {
            Row first = rows.next()
                    .orElseThrow(() -> new DataException(file + " has no first row; it must name the columns"));
            if (!first.problem().isEmpty()) {
                throw new DataException(
                        file + ", line " + first.line() + ": " + first.problem() + "; " + ReadReport.OTHER_ENCODING);
            }
            List<String> fields = first.fields();
            return form.files().table().header() == Header.NONE
                    ? IntStream.rangeClosed(1, fields.size())
                            .mapToObj(Integer::toString)
                            .toList()
                    : fields.stream().map(String::strip).toList();
        }
    }

    /** Returns the index of a column: the one of this name, else the only one of this name in other letters' cases. */
    OptionalInt find(String name) {
        int exact = names.indexOf(name);
        if (exact >= 0) {
            return OptionalInt.of(exact);
        }
        int[] alike = IntStream.range(0, names.size())
                .filter(i -> names.get(i).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .toArray();
        return alike.length == 1 ? OptionalInt.of(alike[0]) : OptionalInt.empty();
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** Returns the index of a column that must be there; the key names another one. */
    int require(String name, String key) {
        return find(name)
                .orElseThrow(() -> new DataException(file + " has no column \"" + name + "\"; its columns are \""
                        + String.join("\", \"", names) + "\". Name one of these by --set " + key + "=NAME"));
    }

    /** Returns the indices of the columns of what is wanted. */
    List<Integer> targets() {
        String key = form.wanted() == SequenceForm.Wanted.LABEL ? "label_column" : "value_columns";
        return form.targets().stream().map(name -> require(name, key)).toList();
    }

    /** Reads the rows behind the header; those of another width are counted as unreadable. */
    void read(SequenceCollector into, Visitor visitor) {
        into.beginFile();
        boolean header = form.files().table().header() == Header.NAMES;
        try (Rows rows = Rows.open(file, form.files().encoding(), form.files().table(), separator)) {
            if (header) {
                rows.next();
            }
            String name = Names.of(file);
            var quotes = new OpenQuote(file, separator, names.size(), (line, what) -> into.addNote(name, line, what));
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                quotes.see(row.get());
                read(row.get(), into, visitor);
            }
            quotes.end();
        }
    }

    private void read(Row row, SequenceCollector into, Visitor visitor) {
        if (row.problem().isPresent()) {
            into.addUnreadable(Names.of(file), row.line(), row.problem().get());
        } else if (row.fields().stream().allMatch(String::isBlank)) {
            into.addBlank();
        } else if (row.fields().size() != names.size()) {
            into.addUnreadable(
                    Names.of(file),
                    row.line(),
                    "has " + Sentence.counted(row.fields().size(), "field") + ", expected are " + names.size()
                            + OpenQuote.hint(row));
        } else {
            visitor.row(row.line(), row.fields());
        }
    }
}
