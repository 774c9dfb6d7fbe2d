package dev.unroll.data.text;

import dev.unroll.data.file.TableFiles;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Watches the rows of a table for a quote that is left open: the rows behind it become one field. A row of several lines whose
 * neighbors have one each, and whose lines look like rows, is told of.
 */
public final class OpenQuote {

    private final boolean hasLines;
    private final Separator separator;
    private final int width;
    private final Notes notes;

    /** A row of several lines behind one of a single line: it may have swallowed others. */
    private Optional<Row> suspect = Optional.empty();

    private boolean afterLines;

    /** Takes what looks wrong but is read. */
    public interface Notes {

        /** Takes what is to be said of a line. */
        void addNote(long line, String what);
    }

    /**
     * Begins before the first row.
     *
     * @param width the fields of a row
     */
    public OpenQuote(Path file, Separator separator, int width, Notes notes) {
        this.hasLines = !TableFiles.isParquet(file);
        this.separator = separator;
        this.width = width;
        this.notes = notes;
    }

    /** Sees the next row, whether it can be read or not. */
    public void see(Row row) {
        boolean runsOn = row.lines() > 1;
        if (!runsOn) {
            end();
        }
        suspect = runsOn && !afterLines && hasLines && row.swallows(separator, width)
                ? Optional.of(row)
                : Optional.empty();
        afterLines = runsOn;
    }

    /** Tells of the last row. */
    public void end() {
        suspect.ifPresent(row -> notes.addNote(
                row.line(),
                "a quoted field runs over " + row.lines()
                        + " lines, which look like rows of their own: is a quote left open?"));
        suspect = Optional.empty();
    }

    /** Returns the end of a sentence about a row that is wrong: nothing, unless it goes on over several lines. */
    public static String hint(Row row) {
        return row.lines() == 1 ? "" : "; it spans " + row.lines() + " lines: is a quote left open?";
    }
}
