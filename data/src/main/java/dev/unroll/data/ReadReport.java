package dev.unroll.data;

import dev.unroll.core.form.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader met on its way to the examples.
 *
 * @param files the files read, of which README.md and the like are none
 * @param unit what was counted as {@code lines}
 * @param lines the lines, rows or other units read, without a table's header
 * @param blank the lines with nothing but blanks; where sentences are counted, the marks between documents
 * @param emptied the texts of which normalization or the tokenizer left nothing
 * @param duplicates the examples dropped because the same text came with the same label before
 * @param unreadable the number of lines that could not be read
 * @param firstUnreadable where the first of these are, at most {@value #MOST_PLACES}
 * @param notes what looks wrong but was read, and texts of which nothing was left; at most {@value #MOST_PLACES}
 * @param passedOver the entries of folders that are no data: hidden ones, backups, those of other kinds
 */
public record ReadReport(
        int files,
        Unit unit,
        long lines,
        long blank,
        long emptied,
        long duplicates,
        long unreadable,
        List<Place> firstUnreadable,
        List<Place> notes,
        long passedOver) {

    /** How many unreadable lines are remembered with their place. */
    public static final int MOST_PLACES = 20;

    /** What to do about files in another encoding. */
    public static final String OTHER_ENCODING =
            "if it is in another encoding, name it: --set encoding=windows-1252, for instance";

    /** What an example is read from. */
    public enum Unit {
        LINE("line"),
        ROW("row"),
        TEXT("text"),
        SEQUENCE("sequence"),
        SOUND("sound"),
        SENTENCE("sentence", "document mark");

        private final String word;
        private final String blank;

        Unit(String word) {
            this(word, "blank " + word);
        }

        Unit(String word, String blank) {
            this.word = word;
            this.blank = blank;
        }
    }

    /** A report of lines. */
    public ReadReport(
            int files,
            long lines,
            long blank,
            long emptied,
            long duplicates,
            long unreadable,
            List<Place> firstUnreadable) {
        this(files, Unit.LINE, lines, blank, emptied, duplicates, unreadable, firstUnreadable, List.of(), 0);
    }

    /** Returns the report of a reading that dropped nothing. */
    public static ReadReport clean(int files, Unit unit, long count) {
        return new ReadReport(files, unit, count, 0, 0, 0, 0, List.of(), List.of(), 0);
    }

    /** A line of a file, from 1, and what is wrong with it. */
    public record Place(String file, long line, Unreadable problem) {

        /** A line, and what is wrong with its contents. */
        public Place(String file, long line, String problem) {
            this(file, line, Unreadable.of(problem));
        }

        @Override
        public String toString() {
            return new FilePlace(file, line) + ": " + problem;
        }
    }

    public ReadReport {
        firstUnreadable = List.copyOf(firstUnreadable);
        notes = List.copyOf(notes);
    }

    /** Returns so many of what was counted, in words: {@code 1,200 lines}. */
    public String counted(long count) {
        return Sentence.counted(count, unit.word);
    }

    /** Returns a sentence or two, and a line for each remembered place. */
    @Override
    public String toString() {
        var dropped = new ArrayList<String>();
        note(dropped, duplicates, "duplicate", "duplicates");
        note(dropped, blank, unit.blank, unit.blank + "s");
        note(dropped, emptied, "text without a token", "texts without a token");
        note(dropped, unreadable, "unreadable " + unit.word, "unreadable " + unit.word + "s");
        var text = new StringBuilder();
        text.append(
                files == 0
                        ? "Made " + counted(lines)
                        : "Read " + counted(lines) + " of " + Sentence.counted(files, "file"));
        if (passedOver > 0) {
            text.append("; passed over ")
                    .append(Sentence.counted(passedOver, "entry that is no data", "entries that are no data"));
        }
        text.append(dropped.isEmpty() ? "; dropped none." : "; dropped " + String.join(", ", dropped) + ".");
        firstUnreadable.forEach(place -> text.append("\n  ").append(place));
        if (unreadable > firstUnreadable.size()) {
            text.append("\n  … and ")
                    .append(unreadable - firstUnreadable.size())
                    .append(" more");
        }
        if (firstUnreadable.stream().anyMatch(place -> place.problem.kind() == Unreadable.Kind.ENCODING)) {
            text.append("\n  ").append(OTHER_ENCODING);
        }
        notes.forEach(place -> text.append("\n  ").append(place));
        return text.toString();
    }

    private static void note(List<String> dropped, long count, String singular, String plural) {
        if (count > 0) {
            dropped.add(Sentence.counted(count, singular, plural));
        }
    }
}
