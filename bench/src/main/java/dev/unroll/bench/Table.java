package dev.unroll.bench;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a head, for a terminal or as Markdown; the first column is words, the others are numbers. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(List.of(head));
    }

    void add(List<String> row) {
        if (row.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "a row must have " + rows.getFirst().size() + " cells but is " + row);
        }
        rows.add(List.copyOf(row));
    }

    /** Returns columns aligned by spaces. */
    String toText() {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String gap = " ".repeat(width(column) - cell.length());
                line.append(column == 0 ? cell + gap : "  " + gap + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    /** Returns a table of Markdown. */
    String toMarkdown() {
        var text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("| --- |")
                        .append(" ---: |".repeat(rows.getFirst().size() - 1))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
