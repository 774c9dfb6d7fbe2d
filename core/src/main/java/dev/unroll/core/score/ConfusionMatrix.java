package dev.unroll.core.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each class was taken for each: counts by actual and predicted class, and the scores that follow from them. */
public final class ConfusionMatrix {

    private final int classes;
    private final long[] actuals;
    private final long[] predictions;
    /** By actual · classes + predicted: a vocabulary has far more pairs than ever occur. */
    private final Map<Long, Long> counts = new HashMap<>();

    /** Starts with no example. */
    public ConfusionMatrix(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("a confusion matrix must have at least 1 class but has " + classes);
        }
        this.classes = classes;
        this.actuals = new long[classes];
        this.predictions = new long[classes];
    }

    /** The scores of one class; a ratio of nothing to nothing is 0. */
    public record ClassScores(double precision, double recall, double f1, long support) {}

    /** Counts one example. */
    public void add(int actual, int predicted) {
        add(actual, predicted, 1);
    }

    /** Counts all examples of another matrix of the same classes. */
    public void addAll(ConfusionMatrix other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException(
                    "confusion matrices must have the same classes but have " + classes + " and " + other.classes);
        }
        other.counts.forEach((pair, count) -> add((int) (pair / classes), (int) (pair % classes), count));
    }

    private void add(int actual, int predicted, long count) {
        counts.merge(pair(actual, predicted), count, Long::sum);
        actuals[actual] += count;
        predictions[predicted] += count;
    }

    public int classes() {
        return classes;
    }

    /** Returns how many examples of the class {@code actual} were taken for {@code predicted}. */
    public long count(int actual, int predicted) {
        return counts.getOrDefault(pair(actual, predicted), 0L);
    }

    /** How many examples of one class were taken for another, or for the class itself. */
    public record Pair(int actual, int predicted, long count) {}

    /** Returns the pairs of classes that occur, the most frequent first, else in the order of the classes. */
    public List<Pair> pairs() {
        return counts.entrySet().stream()
                .map(entry ->
                        new Pair((int) (entry.getKey() / classes), (int) (entry.getKey() % classes), entry.getValue()))
                .sorted(Comparator.comparingLong(Pair::count)
                        .reversed()
                        .thenComparingInt(Pair::actual)
                        .thenComparingInt(Pair::predicted))
                .toList();
    }

    /** Returns the number of examples. */
    public long total() {
        long total = 0;
        for (long count : actuals) {
            total += count;
        }
        return total;
    }

    /** Returns the part of all examples that was right; throws if there is none. */
    public double accuracy() {
        long right = 0;
        for (int c = 0; c < classes; c++) {
            right += count(c, c);
        }
        return (double) right / requireExamples("accuracy");
    }

    /** Returns the mean recall of the classes that occur among the actual ones; throws if there is no example. */
    public double macroRecall() {
        requireExamples("macro recall");
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < classes; c++) {
            ClassScores scores = scores(c);
            if (scores.support > 0) {
                sum += scores.recall;
                occurring++;
            }
        }
        return sum / occurring;
    }

    /** Returns the scores of one class. */
    public ClassScores scores(int label) {
        long actual = actuals[label];
        long predicted = predictions[label];
        long right = count(label, label);
        return new ClassScores(
                ratio(right, predicted), ratio(right, actual), ratio(2 * right, actual + predicted), actual);
    }

    /** Returns the scores of every class, in their order. */
    public List<ClassScores> perClass() {
        List<ClassScores> table = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            table.add(scores(c));
        }
        return List.copyOf(table);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private long requireExamples(String score) {
        long total = total();
        if (total == 0) {
            throw new IllegalStateException(score + " needs at least one example but none was counted");
        }
        return total;
    }

    private long pair(int actual, int predicted) {
        if (actual < 0 || actual >= classes || predicted < 0 || predicted >= classes) {
            throw new IndexOutOfBoundsException("classes must be in 0 .. " + (classes - 1) + " but are " + actual
                    + " (actual) and " + predicted + " (predicted)");
        }
        return (long) actual * classes + predicted;
    }
}
