package dev.unroll.data.tagged;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.tagged.TaggedFormat.Columns;
import java.util.regex.Pattern;

/** Hears the lines of a file of columns. */
final class ColumnsReader implements LineStream.Visitor {

    private static final String DOCUMENT = "-DOCSTART-";
    private static final Pattern TAB = Pattern.compile("\t");
    private static final Pattern SPACES = Pattern.compile(" +");

    private final Columns columns;
    private final SentenceCollector collector;

    /** What the first line of a word has. */
    private Pattern separator = TAB;

    private int width;
    private long first;

    ColumnsReader(Columns columns, SentenceCollector collector) {
        this.columns = columns;
        this.collector = collector;
    }

    @Override
    public void line(long number, String line) {
        if (line.isBlank()) {
            collector.end();
        } else if (line.startsWith(DOCUMENT)) {
            collector.end();
            collector.mark();
        } else {
            word(number, line);
        }
    }

    private void word(long number, String line) {
        if (width == 0) {
            separator = line.indexOf('\t') >= 0 ? TAB : SPACES;
        }
        String[] fields = separator.split(separator.equals(SPACES) ? line.strip() : line, -1);
        if (width == 0 && fields.length == 1) {
            collector.spoil(number, "must have a word and its tag, separated by a tab or spaces, but has one column");
            return;
        }
        if (width == 0) {
            width = fields.length;
            first = number;
        }
        if (fields.length != width) {
            collector.spoil(
                    number,
                    "must have " + Sentence.counted(width, "column") + ", as line " + first + " has, but has "
                            + fields.length);
        } else {
            fields(number, fields);
        }
    }

    private void fields(long number, String[] fields) {
        int word = index(columns.word());
        int tag = index(columns.tag());
        int outside = outside(word) ? columns.word() : columns.tag();
        if (outside(word) || outside(tag)) {
            collector.spoil(number, "must have a column " + outside + " but has " + width);
        } else if (fields[word].isEmpty()) {
            collector.spoil(number, "column " + (word + 1) + ", the word, is empty");
        } else if (fields[tag].isBlank()) {
            collector.spoil(number, "column " + (tag + 1) + ", the tag, is empty");
        } else {
            collector.add(number, fields[word], fields[tag]);
        }
    }

    /** Returns the index of a column that is counted from either end. */
    private int index(int column) {
        return column > 0 ? column - 1 : width + column;
    }

    private boolean outside(int index) {
        return index < 0 || index >= width;
    }

    @Override
    public void unreadable(long number, Unreadable problem) {
        collector.spoil(number, problem);
    }
}
