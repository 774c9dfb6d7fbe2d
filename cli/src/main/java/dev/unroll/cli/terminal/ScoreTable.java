package dev.unroll.cli.terminal;

import dev.unroll.run.task.Details;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scores on a terminal: a table of models, and what a task says in detail. */
public final class ScoreTable {

    private static final int NARROWEST = 9;

    /** Names of models keep so many columns; where less is left, the table is printed in parts. */
    private static final int NAME = 20;

    private ScoreTable() {}

    /** Prints the scores of each model, a line each. */
    public static void printModels(Terminal terminal, List<Scores> all) {
        int width = Printed.widest(all.stream().map(Scores::name).toList());
        Layout layout = terminal.layout();
        int room = layout.columns().orElse(Integer.MAX_VALUE) - Math.min(width, NAME);
        String between = "";
        for (List<Score> columns : parts(all.getFirst().scores(), room)) {
            terminal.out().print(between);
            layout.table(table(all, columns, width), width).forEach(terminal.out()::println);
            between = System.lineSeparator();
        }
    }

    /** Returns the columns in parts that have room beside the names. */
    private static List<List<Score>> parts(List<Score> columns, int room) {
        List<List<Score>> parts = new ArrayList<>();
        int left = 0;
        for (Score column : columns) {
            int needed = 2 + width(column);
            if (parts.isEmpty() || needed > left) {
                parts.add(new ArrayList<>());
                left = room;
            }
            parts.getLast().add(column);
            left -= needed;
        }
        return parts;
    }

    private static List<String> table(List<Scores> all, List<Score> columns, int width) {
        List<String> lines = new ArrayList<>();
        var header = new StringBuilder(" ".repeat(width));
        columns.forEach(score ->
                header.append("  ").append(String.format(Locale.ROOT, "%" + width(score) + "s", score.title())));
        lines.add(header.toString());
        for (Scores scores : all) {
            var line = new StringBuilder(Printed.padded(scores.name(), width));
            for (Score column : columns) {
                String shown = scores.scores().stream()
                        .filter(score -> score.key().equals(column.key()))
                        .map(score -> score.shown(width(score)))
                        .findFirst()
                        .orElse(" ".repeat(width(column)));
                line.append("  ").append(shown);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(Score score) {
        return Math.max(NARROWEST, score.title().length());
    }

    /** Prints what a task says in detail, a blank line after each block. */
    public static void printDetails(Terminal terminal, Details details) {
        for (List<String> block : details.blocks()) {
            terminal.layout().block(block).forEach(terminal.out()::println);
            terminal.out().println();
        }
    }
}
