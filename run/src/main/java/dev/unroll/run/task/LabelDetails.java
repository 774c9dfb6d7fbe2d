package dev.unroll.run.task;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.ConfusionMatrix.ClassScores;
import dev.unroll.core.score.ConfusionMatrix.Pair;
import dev.unroll.run.page.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers that are labels, in detail: a table of classes and the worst confusions; for machines, all of it. */
public final class LabelDetails {

    /** More classes than this, and only the most frequent ones are shown. */
    private static final int MOST_CLASSES = 40;

    private static final int MOST_CONFUSIONS = 8;

    /** More classes than this, and their counts would fill gigabytes with zeros. */
    private static final int MOST_ROWS = 1000;

    private static final int WIDEST_LABEL = 24;

    /** What tokens that no text has mean, in words. */
    private static final Map<String, String> MARKS = Map.of(
            Marks.END_TOKEN, "the end of a text", Vocabulary.UNKNOWN, "any token that the vocabulary does not hold");

    private final String one;
    private final List<String> labels;
    private final ConfusionMatrix confusion;

    /**
     * Takes what was answered.
     *
     * @param one what one of the labels is called, {@code class} or {@code token}
     */
    public LabelDetails(String one, List<String> labels, ConfusionMatrix confusion) {
        this.one = one;
        this.labels = labels;
        this.confusion = confusion;
    }

    /** Returns the two tables, and all counts. */
    public Details details() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("classes", classes());
        data.put("confusion", counts());
        return new Details(List.of(classTable(), confusions()), data);
    }

    /** Returns precision, recall, F1 and the number of examples of each class that occurs. */
    private List<String> classTable() {
        List<String> lines = new ArrayList<>();
        List<Integer> shown = classesThatOccur();
        int width = labelWidth(shown);
        lines.add(String.format(
                Locale.ROOT, "%-" + width + "s  %9s  %9s  %9s  %8s", one, "precision", "recall", "F1", "examples"));
        for (int label : shown) {
            ClassScores scores = confusion.scores(label);
            lines.add(String.format(
                    Locale.ROOT,
                    "%s  %7.1f %%  %7.1f %%  %7.1f %%  %,8d",
                    Printed.padded(shown(labels.get(label)), width),
                    100 * scores.precision(),
                    100 * scores.recall(),
                    100 * scores.f1(),
                    scores.support()));
        }
        if (shown.size() == MOST_CLASSES && shown.size() < labels.size()) {
            lines.add("… and " + Sentence.counted(labels.size() - shown.size(), "rarer one") + " (--json has all)");
        }
        shown.stream()
                .map(labels::get)
                .filter(MARKS::containsKey)
                .forEach(mark -> lines.add(mark + " is " + MARKS.get(mark)));
        return lines;
    }

    private List<Integer> classesThatOccur() {
        List<Integer> occurring = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            if (confusion.scores(label).support() > 0) {
                occurring.add(label);
            }
        }
        if (occurring.size() <= MOST_CLASSES) {
            return occurring;
        }
        return occurring.stream()
                .sorted(Comparator.comparingLong(
                        label -> -confusion.scores(label).support()))
                .limit(MOST_CLASSES)
                .sorted()
                .toList();
    }

    private int labelWidth(List<Integer> shown) {
        return Math.max(
                5,
                Printed.widest(
                        shown.stream().map(label -> shown(labels.get(label))).toList()));
    }

    /** Returns which class is taken for which most often, a line each. */
    private List<String> confusions() {
        List<Pair> mistakes = confusion.pairs().stream()
                .filter(pair -> pair.actual() != pair.predicted())
                .limit(MOST_CONFUSIONS)
                .toList();
        if (mistakes.isEmpty()) {
            return List.of("No example was taken for another " + one + ".");
        }
        List<String> lines = new ArrayList<>(List.of("most frequent mistakes"));
        for (Pair mistake : mistakes) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,6d of %,d  %s taken for %s",
                    mistake.count(),
                    confusion.scores(mistake.actual()).support(),
                    shown(labels.get(mistake.actual())),
                    shown(labels.get(mistake.predicted()))));
        }
        return lines;
    }

    /** Returns a label as a table shows it: cut where it is very long, blanks and what has no form made visible. */
    public static String shown(String label) {
        String visible = Words.visible(Printed.inLine(label));
        if (visible.isBlank()) {
            return "'" + visible + "'";
        }
        return Printed.cut(visible, WIDEST_LABEL);
    }

    /** Returns the scores of each class, as plain data. */
    private List<Map<String, Object>> classes() {
        List<Map<String, Object>> classes = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            ClassScores scores = confusion.scores(label);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("label", labels.get(label));
            entry.put("precision", scores.precision());
            entry.put("recall", scores.recall());
            entry.put("f1", scores.f1());
            entry.put("examples", scores.support());
            classes.add(entry);
        }
        return classes;
    }

    /**
     * Returns the counts as plain data: a row for each actual class; of very many classes only the pairs that occur, each as
     * actual class, predicted class, count.
     */
    private Map<String, Object> counts() {
        if (labels.size() > MOST_ROWS) {
            return Map.of(
                    "labels",
                    labels,
                    "pairs",
                    confusion.pairs().stream()
                            .map(pair -> List.of(pair.actual(), pair.predicted(), pair.count()))
                            .toList());
        }
        List<List<Long>> rows = new ArrayList<>();
        for (int actual = 0; actual < labels.size(); actual++) {
            List<Long> row = new ArrayList<>();
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                row.add(confusion.count(actual, predicted));
            }
            rows.add(row);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("labels", labels);
        data.put("rows_are", "actual");
        data.put("counts", rows);
        return data;
    }
}
