package dev.unroll.run.task;

import dev.unroll.run.page.Page;
import dev.unroll.run.page.Words;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * A task's part of the report of a training.
 *
 * @param learnedTo what the network learned, as the rest of the sentence "a network that learned to …"
 * @param lossUnit what to call a loss in bits; empty if losses are shown as they are
 * @param columns of the table of scores, at least one
 * @param note on the scores; may be empty
 * @param sections HTML that the task made of its own template
 */
public record ReportPart(String learnedTo, String lossUnit, List<Column> columns, String note, Page.Markup sections) {

    public ReportPart {
        columns = List.copyOf(columns);
    }

    /** Returns what the bar beside a model's scores shows: the number of the first column, at least 0. */
    public double bar(Map<?, ?> scores) {
        return Math.max(0, number(scores, columns.getFirst().key()));
    }

    private static double number(Map<?, ?> scores, String key) {
        return scores.get(key) instanceof Number given ? given.doubleValue() : 0;
    }

    /**
     * A column of the table of scores.
     *
     * @param key of the score that it shows
     * @param text how it shows it
     */
    public record Column(String title, String key, DoubleFunction<String> text) {

        /** A column of parts of a whole. */
        public static Column share(String title, String key) {
            return new Column(title, key, Words::percent);
        }

        /** Returns what stands beside a model: nothing, if it has no such score. */
        public String of(Map<?, ?> scores) {
            return scores.get(key) instanceof Number number ? text.apply(number.doubleValue()) : "";
        }
    }
}
