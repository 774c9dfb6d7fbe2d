package dev.unroll.data.speech;

import dev.unroll.data.DataException;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.rows.RowTable;
import dev.unroll.data.text.TableForm;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Quotes;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table of paths of sounds and their transcripts, whose separator is known. */
record SpeechTable(RowTable rows, SpeechForm form) {

    /** Finds the separator: the one under which the first row has the columns, else that of the most fields. */
    static SpeechTable open(Path file, SpeechForm form) {
        Comparator<RowTable> order = Comparator.comparing((RowTable rows) -> new SpeechTable(rows, form).namesColumns())
                .thenComparingInt(rows -> rows.first().size());
        return new SpeechTable(RowTable.open(file, form.encoding(), table(file, form), order), form);
    }

    private static TableForm table(Path file, SpeechForm form) {
        return new TableForm(TableForm.USUAL.columns(), Optional.empty(), Quotes.FOUND, header(file, form));
    }

    private static Header header(Path file, SpeechForm form) {
        boolean numbered = form.fields().map(Fields::areNumbers).orElse(false);
        return numbered && !TableFiles.isParquet(file) ? Header.NONE : Header.NAMES;
    }

    /** Returns whether the first row has names of both columns, said or usual. */
    boolean namesColumns() {
        return Fields.find(Fields.sounds(form.fields()), rows.first()).isPresent()
                && Fields.find(Fields.transcripts(form.fields()), rows.first()).isPresent();
    }

    /** Reads all rows. */
    void read(SpeechCollector collector) {
        int sound = column(Fields.sounds(form.fields()), "sounds", "source_column");
        int transcript = column(Fields.transcripts(form.fields()), "transcripts", "target_column");
        if (sound == transcript) {
            throw new DataException(rows.file()
                    + " must have sounds and transcripts in different columns, but both are in column " + (sound + 1));
        }
        rows.read(
                header(rows.file(), form),
                row -> collector.add(
                        row.line(),
                        row.fields().get(sound),
                        List.of(row.fields().get(transcript))),
                collector);
    }

    private int column(List<String> names, String what, String key) {
        if (header(rows.file(), form) == Header.NAMES) {
            return Fields.find(names, rows.first())
                    .orElseThrow(() -> new DataException(rows.file() + " has no column of " + what + ", "
                            + names.stream().collect(Collectors.joining("\" or \"", "\"", "\""))
                            + "; its first row names "
                            + rows.shown() + ". Name one of these by --set " + key
                            + "=NAME, or give numbers of columns,"
                            + " from 1"));
        }
        int number = Integer.parseInt(names.getFirst());
        if (number > rows.first().size()) {
            throw new DataException(
                    rows.file() + " has no column " + number + ": without a header its columns are numbered from 1 to "
                            + rows.first().size() + ". Give one of these numbers by --set " + key + "=NUMBER");
        }
        return number - 1;
    }
}
