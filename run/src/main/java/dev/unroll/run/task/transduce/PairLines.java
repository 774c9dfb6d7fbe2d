package dev.unroll.run.task.transduce;

import dev.unroll.run.task.Printed;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of pairs of tokens for a terminal: a column for each of a source, a row for each of a target; what is wider than a
 * terminal follows below.
 *
 * @param source as people see them
 * @param target as people see them
 * @param values [target][source]
 */
record PairLines(List<String> source, List<String> target, List<List<Double>> values, PairNumbers meaning) {

    /** Stands for a small number. */
    private static final String SMALL = "·";

    private static final int WIDTH = 80;

    /** Tokens of either side that are shown. */
    static final int MOST = 40;

    private static final int LONGEST_NAME = 12;

    PairLines {
        source = names(source);
        target = names(target);
        values = List.copyOf(values);
    }

    private static List<String> names(List<String> tokens) {
        return tokens.stream()
                .limit(MOST)
                .map(token -> Printed.cut(Printed.inLine(token), LONGEST_NAME))
                .toList();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int names = Printed.widest(target);
        int from = 0;
        while (from < source.size()) {
            int to = end(from, WIDTH - names);
            if (from > 0) {
                lines.add("");
            }
            addBlock(lines, names, from, to);
            from = to;
        }
        return lines;
    }

    private int width(int column) {
        return Math.max(meaning.digits(), Printed.columns(source.get(column))) + 1;
    }

    /** Returns the first column that does not fit beside those from one on. */
    private int end(int from, int room) {
        int to = from + 1;
        int left = room - width(from);
        while (to < source.size() && left >= width(to)) {
            left -= width(to++);
        }
        return to;
    }

    private void addBlock(List<String> lines, int names, int from, int to) {
        var header = new StringBuilder(" ".repeat(names));
        for (int j = from; j < to; j++) {
            header.append(right(source.get(j), width(j)));
        }
        lines.add(header.toString());
        for (int t = 0; t < target.size(); t++) {
            var row = new StringBuilder(Printed.padded(target.get(t), names));
            for (int j = from; j < to; j++) {
                row.append(right(meaning.brief(values.get(t).get(j)).orElse(SMALL), width(j)));
            }
            lines.add(row.toString());
        }
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - Printed.columns(text))) + text;
    }
}
