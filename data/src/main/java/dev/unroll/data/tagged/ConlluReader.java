package dev.unroll.data.tagged;

import dev.unroll.data.Unreadable;
import dev.unroll.data.file.LineStream;
import java.util.regex.Pattern;

/** Hears the lines of a CoNLL-U file. */
record ConlluReader(ConlluColumn column, SentenceCollector collector) implements LineStream.Visitor {

    private static final int COLUMNS = 10;
    private static final int FORM = 2;
    private static final Pattern WORD = Pattern.compile("[0-9]+");
    private static final Pattern NO_WORD = Pattern.compile("[0-9]+[-.][0-9]+");
    private static final String UNSPECIFIED = "_";

    @Override
    public void line(long number, String line) {
        if (line.isBlank()) {
            collector.end();
        } else if (!line.startsWith("#")) {
            columns(number, line.split("\t", -1));
        }
    }

    private void columns(long number, String[] columns) {
        if (columns.length != COLUMNS) {
            collector.spoil(
                    number, "must have 10 columns separated by tabs, as CoNLL-U has, but has " + columns.length);
        } else if (WORD.matcher(columns[0]).matches()) {
            word(number, columns);
        } else if (!NO_WORD.matcher(columns[0]).matches()) {
            collector.spoil(number, "column 1 must be a number, as 8, 8-9 or 8.1, but is \"" + columns[0] + "\"");
        }
    }

    private void word(long number, String[] columns) {
        String expected = Integer.toString(collector.length() + 1);
        String tag = columns[column.number() - 1].strip();
        if (!columns[0].equals(expected) && !collector.isSpoilt()) {
            collector.spoil(
                    number,
                    "the next word must be number " + expected + " but is number " + columns[0]
                            + "; is a line missing?");
        } else if (columns[FORM - 1].isEmpty()) {
            collector.spoil(number, "column " + FORM + ", the word, is empty");
        } else if (tag.isEmpty() || tag.equals(UNSPECIFIED)) {
            collector.spoil(
                    number, "column " + column.number() + ", " + column.toData() + ", has no tag but \"" + tag + "\"");
        } else {
            collector.add(number, columns[FORM - 1], tag);
        }
    }

    @Override
    public void unreadable(long number, Unreadable problem) {
        collector.spoil(number, problem);
    }
}
