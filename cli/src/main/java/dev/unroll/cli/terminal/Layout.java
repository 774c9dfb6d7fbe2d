package dev.unroll.cli.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Lines as wide as the terminal that shows them. Where there is none, nothing is broken or shortened: whatever reads a
 * pipe gets whole lines.
 *
 * @param columns of the terminal; empty if there is none
 */
public record Layout(OptionalInt columns) {

    /** A label of a table is not cut to less. */
    private static final int NARROWEST_LABEL = 12;

    private static final String INDENT = "  ";

    /** Returns a sentence as lines, broken at blanks; all but the first are indented. */
    public String sentence(String text) {
        return hanging("", INDENT, text);
    }

    /** Returns a name and what stands beside it, whose further lines stand below its first. */
    public String row(String name, String value) {
        return hanging(name, " ".repeat(name.length()), value);
    }

    private String hanging(String first, String indent, String text) {
        if (columns.isEmpty() || first.length() + text.length() <= columns.getAsInt()) {
            return first + text;
        }
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(first);
        boolean begun = false;
        for (String word : text.split(" ", -1)) {
            if (begun && line.length() + 1 + word.length() > columns.getAsInt()) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * Returns the lines of a table: where they are too long, its first column is made narrower and what does not fit is
     * cut, with an ellipsis.
     *
     * @param labelWidth the columns of the first column
     */
    public List<String> table(List<String> lines, int labelWidth) {
        int longest = lines.stream()
                .map(String::length)
                .max(Comparator.naturalOrder())
                .orElse(0);
        int narrower = Math.max(Math.min(labelWidth, NARROWEST_LABEL), labelWidth - longest + columns.orElse(longest));
        return longest <= columns.orElse(longest)
                ? lines
                : lines.stream()
                        .map(line -> line.length() < labelWidth
                                ? line
                                : cut(line.substring(0, labelWidth).stripTrailing(), narrower)
                                        + line.substring(labelWidth))
                        .toList();
    }

    private static String cut(String label, int width) {
        return label.length() > width
                ? label.substring(0, width - 1) + "…"
                : label + " ".repeat(width - label.length());
    }

    /** Returns a block of lines: a table, if all of its lines have the same length, else sentences. */
    public List<String> block(List<String> lines) {
        return columns.isEmpty() || lines.isEmpty()
                ? lines
                : isTable(lines)
                        ? table(lines, firstGap(lines))
                        : lines.stream().map(this::sentence).toList();
    }

    private static boolean isTable(List<String> lines) {
        int length = lines.getFirst().length();
        return lines.size() > 1 && lines.get(1).length() == length && firstGap(lines) < length;
    }

    /** Returns where the first column ends: there are two blanks in every line that is as long as the first. */
    private static int firstGap(List<String> lines) {
        int length = lines.getFirst().length();
        for (int i = 1; i + 2 < length; i++) {
            String gap = INDENT;
            int at = i;
            if (lines.stream().filter(line -> line.length() == length).allMatch(line -> line.startsWith(gap, at))) {
                return i;
            }
        }
        return length;
    }
}
