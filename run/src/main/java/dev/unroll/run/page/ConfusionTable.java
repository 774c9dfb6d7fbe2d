package dev.unroll.run.page;

import dev.unroll.core.score.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A confusion matrix as an HTML table, and precision, recall and F1 of its classes: counts, shaded by their part of the actual class. */
public final class ConfusionTable {

    private static final int MOST_CLASSES = 40;
    private static final int SHADES = 5;

    /** Labels of so many letters stand upright above their columns. */
    private static final int LONGEST_UPRIGHT = 3;

    private final List<String> labels;
    private final ConfusionMatrix confusion;
    private final List<Integer> shown;

    /** Makes the table of what was taken for what. */
    public ConfusionTable(List<String> labels, ConfusionMatrix confusion) {
        this.labels = labels;
        this.confusion = confusion;
        this.shown = IntStream.range(0, labels.size())
                .boxed()
                .filter(label -> confusion.scores(label).support() > 0)
                .sorted(Comparator.comparingLong(
                        label -> -confusion.scores(label).support()))
                .limit(MOST_CLASSES)
                .toList();
    }

    /**
     * Returns the tables.
     *
     * @param on the examples in words
     * @param unit what many of them are called
     * @param answer what one of the answers is called
     */
    public Page.Markup draw(String on, String unit, String answer) {
        List<String> names =
                shown.stream().map(label -> Words.line(labels.get(label))).toList();
        int leftOut = labels.size() - shown.size();
        return Page.part(
                ConfusionTable.class,
                "confusion",
                Map.of(
                        "on",
                        on,
                        "answers",
                        answer + "s",
                        "unit",
                        unit,
                        "classes",
                        names,
                        "upright",
                        names.stream().mapToInt(String::length).max().orElse(0) <= LONGEST_UPRIGHT,
                        "leftOut",
                        leftOut == 0 ? List.of() : List.of(leftOut(leftOut, answer)),
                        "confusion",
                        rows()));
    }

    private static String leftOut(int count, String answer) {
        return count == 1
                ? "1 " + answer + " that is rarer or does not occur is left out."
                : Words.count(count) + " " + answer + "s that are rarer or do not occur are left out.";
    }

    /** Returns a row for each actual class. */
    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int actual : shown) {
            ConfusionMatrix.ClassScores scores = confusion.scores(actual);
            List<Map<String, Object>> cells = new ArrayList<>();
            for (int predicted : shown) {
                cells.add(cell(actual, predicted, scores.support()));
            }
            rows.add(Map.of(
                    "name", Words.line(labels.get(actual)),
                    "cells", cells,
                    "support", Words.count(scores.support()),
                    "precision", Words.percent(scores.precision()),
                    "recall", Words.percent(scores.recall()),
                    "f1", Words.percent(scores.f1())));
        }
        return rows;
    }

    private Map<String, Object> cell(int actual, int predicted, long support) {
        long count = confusion.count(actual, predicted);
        int shade = (int) StrictMath.ceil(SHADES * (double) count / support);
        String style = count == 0 ? "zero" : (actual == predicted ? "p" : "n") + shade;
        String title = Words.line(labels.get(actual)) + " taken for " + Words.line(labels.get(predicted)) + ": "
                + Words.count(count) + " of " + Words.count(support);
        return Map.of(
                "count", Words.count(count), "style", actual == predicted ? style + " right" : style, "title", title);
    }
}
