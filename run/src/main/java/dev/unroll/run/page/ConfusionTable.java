package dev.unroll.run.page;

import dev.unroll.core.score.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A confusion matrix as the rows of an HTML table: counts, shaded by their part of the actual class. */
final class ConfusionTable {

    private static final int MOST_CLASSES = 40;
    private static final int SHADES = 5;

    private final List<String> labels;
    private final ConfusionMatrix confusion;
    private final List<Integer> shown;

    ConfusionTable(List<String> labels, ConfusionMatrix confusion) {
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

    /** Returns the names of the classes that are shown, the most frequent first. */
    List<String> names() {
        return shown.stream().map(label -> Words.token(labels.get(label))).toList();
    }

    /** Returns how many classes are left out, as the rarest. */
    int leftOut() {
        return labels.size() - shown.size();
    }

    /** Returns a row for each actual class. */
    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int actual : shown) {
            ConfusionMatrix.ClassScores scores = confusion.scores(actual);
            List<Map<String, Object>> cells = new ArrayList<>();
            for (int predicted : shown) {
                cells.add(cell(actual, predicted, scores.support()));
            }
            rows.add(Map.of(
                    "name", Words.token(labels.get(actual)),
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
        String title = Words.token(labels.get(actual)) + " taken for " + Words.token(labels.get(predicted)) + ": "
                + Words.count(count) + " of " + Words.count(support);
        return Map.of(
                "count", Words.count(count), "style", actual == predicted ? style + " right" : style, "title", title);
    }
}
