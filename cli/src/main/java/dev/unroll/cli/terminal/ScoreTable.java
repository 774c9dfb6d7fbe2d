package dev.unroll.cli.terminal;

import dev.unroll.run.task.Details;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Scores on a terminal: a table of models, and what a task says in detail. */
public final class ScoreTable {

    private static final int NARROWEST = 9;

    private ScoreTable() {}

    /** Prints the scores of each model, a line each. */
    public static void printModels(PrintWriter out, List<Scores> all) {
        int width =
                all.stream().mapToInt(scores -> scores.name().length()).max().orElse(0);
        List<Score> columns = all.getFirst().scores();
        var header = new StringBuilder(" ".repeat(width));
        columns.forEach(score ->
                header.append("  ").append(String.format(Locale.ROOT, "%" + width(score) + "s", score.title())));
        out.println(header);
        for (Scores scores : all) {
            var line = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", scores.name()));
            for (Score column : columns) {
                scores.scores().stream()
                        .filter(score -> score.key().equals(column.key()))
                        .forEach(score -> line.append("  ").append(score.shown(width(score))));
            }
            out.println(line);
        }
    }

    private static int width(Score score) {
        return Math.max(NARROWEST, score.title().length());
    }

    /** Prints what a task says in detail, a blank line after each block. */
    public static void printDetails(PrintWriter out, Details details) {
        for (List<String> block : details.blocks()) {
            block.forEach(out::println);
            out.println();
        }
    }
}
