package dev.unroll.data.speech;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Quotes;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table of paths of sounds and their transcripts, whose separator is known.
 *
 * @param first the fields of its first row: the names of its columns, unless these are numbered
 */
record SpeechTable(Path file, SpeechForm form, Separator separator, List<String> first) {

    private static final int LONGEST_SHOWN = 40;

    SpeechTable {
        first = List.copyOf(first);
    }

    /** Finds the separator: the one under which the first row has the columns, else that of the most fields. */
    static SpeechTable open(Path file, SpeechForm form) {
        var readable = new ArrayList<SpeechTable>();
        var problems = new ArrayList<DataException>();
        for (Separator separator : table(file, form).candidates(file, form.encoding())) {
            try {
                readable.add(new SpeechTable(file, form, separator, first(file, form, separator)));
            } catch (DataException e) {
                problems.add(e);
            }
        }
        return readable.stream()
                .max(Comparator.comparing(SpeechTable::namesColumns)
                        .thenComparingInt(found -> found.first().size()))
                .orElseThrow(problems::getFirst);
    }

    private static TableForm table(Path file, SpeechForm form) {
        return new TableForm(TableForm.USUAL.columns(), Optional.empty(), Quotes.FOUND, header(file, form));
    }

    private static Header header(Path file, SpeechForm form) {
        boolean numbered = form.fields().map(Fields::areNumbers).orElse(false);
        return numbered && !TableFiles.isParquet(file) ? Header.NONE : Header.NAMES;
    }

    private static List<String> first(Path file, SpeechForm form, Separator separator) {
        try (Rows rows = Rows.open(file, form.encoding(), table(file, form), separator)) {
            Row row = rows.next().orElseThrow(() -> new DataException(file + " has no row"));
            if (row.problem().isPresent()) {
                throw new DataException(
                        file + ", line " + row.line() + ": " + row.problem().get() + "; " + ReadReport.OTHER_ENCODING);
            }
            return row.fields().stream().map(Texts::strip).toList();
        }
    }

    /** Returns whether the first row has names of both columns, said or usual. */
    boolean namesColumns() {
        return Fields.find(Fields.sounds(form.fields()), first).isPresent()
                && Fields.find(Fields.transcripts(form.fields()), first).isPresent();
    }

    /** Reads all rows. */
    void read(SpeechCollector collector) {
        int sound = column(Fields.sounds(form.fields()), "sounds", "source_column");
        int transcript = column(Fields.transcripts(form.fields()), "transcripts", "target_column");
        if (sound == transcript) {
            throw new DataException(file
                    + " must have sounds and transcripts in different columns, but both are in column " + (sound + 1));
        }
        try (Rows rows = Rows.open(file, form.encoding(), table(file, form), separator)) {
            if (header(file, form) == Header.NAMES) {
                rows.next();
            }
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                read(row.get(), sound, transcript, collector);
            }
        }
    }

    private void read(Row row, int sound, int transcript, SpeechCollector collector) {
        if (row.problem().isPresent()) {
            collector.addUnreadable(row.line(), row.problem().get());
        } else if (row.fields().size() == 1 && Texts.isBlank(row.fields().getFirst())) {
            collector.addBlank();
        } else if (row.fields().size() != first.size()) {
            collector.addUnreadable(
                    row.line(),
                    "must have " + Sentence.counted(first.size(), "field") + ", as the first row has, but has "
                            + row.fields().size()
                            + (row.lines() == 1 ? "" : "; it spans " + row.lines() + " lines: is a quote left open?"));
        } else {
            collector.add(
                    row.line(), row.fields().get(sound), List.of(row.fields().get(transcript)));
        }
    }

    private int column(List<String> names, String what, String key) {
        if (header(file, form) == Header.NAMES) {
            return Fields.find(names, first)
                    .orElseThrow(() -> new DataException(file + " has no column of " + what + ", "
                            + quoted(names, "\" or \"") + "; its first row names "
                            + shown() + ". Name one of these by --set " + key + "=NAME, or give numbers of columns,"
                            + " from 1"));
        }
        int number = Integer.parseInt(names.getFirst());
        if (number > first.size()) {
            throw new DataException(
                    file + " has no column " + number + ": without a header its columns are numbered from 1 to "
                            + first.size() + ". Give one of these numbers by --set " + key + "=NUMBER");
        }
        return number - 1;
    }

    private String shown() {
        return quoted(
                first.stream()
                        .map(name -> Sentence.beginning(name, LONGEST_SHOWN))
                        .toList(),
                "\", \"");
    }

    private static String quoted(List<String> names, String between) {
        return names.stream().collect(Collectors.joining(between, "\"", "\""));
    }
}
