package dev.unroll.cli.terminal;

import dev.unroll.run.task.Printed;
import java.util.ArrayList;
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
        return hanging(name, " ".repeat(Printed.columns(name)), value);
    }

    private String hanging(String first, String indent, String said) {
        String text = Printed.plain(said);
        if (columns.isEmpty() || Printed.columns(first) + Printed.columns(text) <= columns.getAsInt()) {
            return first + text;
        }
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(first);
        int taken = Printed.columns(first);
        boolean begun = false;
        for (String word : text.split(" ", -1)) {
            if (begun && taken + 1 + Printed.columns(word) > columns.getAsInt()) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                taken = indent.length();
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            taken += (begun ? 1 : 0) + Printed.columns(word);
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
        int longest = Printed.widest(lines);
        int narrower = Math.max(Math.min(labelWidth, NARROWEST_LABEL), labelWidth - longest + columns.orElse(longest));
        return longest <= columns.orElse(longest)
                ? lines
                : lines.stream()
                        .map(line -> narrowed(line, labelWidth, narrower))
                        .toList();
    }

    /** Returns a line of a table with another width of its first column. */
    private static String narrowed(String line, int labelWidth, int narrower) {
        if (Printed.columns(line) < labelWidth) {
            return line;
        }
        int end = Printed.indexOf(line, labelWidth);
        return Printed.padded(Printed.cut(line.substring(0, end).stripTrailing(), narrower), narrower)
                + line.substring(end);
    }

    /** Returns a block of lines: a table, if all of its lines have the same width, else sentences. */
    public List<String> block(List<String> lines) {
        return columns.isEmpty() || lines.isEmpty()
                ? lines
                : isTable(lines)
                        ? table(lines, firstGap(lines))
                        : lines.stream().map(this::sentence).toList();
    }

    private static boolean isTable(List<String> lines) {
        int width = Printed.columns(lines.getFirst());
        return lines.size() > 1 && Printed.columns(lines.get(1)) == width && firstGap(lines) < width;
    }

    /** Returns where the first column ends: there are two blanks in every line that is as wide as the first. */
    private static int firstGap(List<String> lines) {
        int width = Printed.columns(lines.getFirst());
        List<String> rows =
                lines.stream().filter(line -> Printed.columns(line) == width).toList();
        for (int i = 1; i + 2 < width; i++) {
            int at = i;
            if (rows.stream().allMatch(line -> line.startsWith(INDENT, Printed.indexOf(line, at)))) {
                return i;
            }
        }
        return width;
    }
}
