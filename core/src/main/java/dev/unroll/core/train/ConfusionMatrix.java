package dev.unroll.core.train;

import java.util.ArrayList;
import java.util.List;

/** How often each class was taken for each: counts by actual and predicted class, and the scores that follow from them. */
public final class ConfusionMatrix {

    private final int classes;
    private final long[] counts;

    /** Starts with no example. */
    public ConfusionMatrix(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("a confusion matrix must have at least 1 class but has " + classes);
        }
        this.classes = classes;
        this.counts = new long[Math.multiplyExact(classes, classes)];
    }

    /** The scores of one class; a ratio of nothing to nothing is 0. */
    public record ClassScores(double precision, double recall, double f1, long support) {}

    /** Counts one example. */
    public void add(int actual, int predicted) {
        counts[at(actual, predicted)]++;
    }

    /** Counts all examples of another matrix of the same classes. */
    public void addAll(ConfusionMatrix other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException(
                    "confusion matrices must have the same classes but have " + classes + " and " + other.classes);
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    public int classes() {
        return classes;
    }

    /** Returns how many examples of the class {@code actual} were taken for {@code predicted}. */
    public long count(int actual, int predicted) {
        return counts[at(actual, predicted)];
    }

    /** Returns the number of examples. */
    public long total() {
        long total = 0;
        for (long count : counts) {
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
        long actual = 0;
        long predicted = 0;
        for (int other = 0; other < classes; other++) {
            actual += count(label, other);
            predicted += count(other, label);
        }
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

    private int at(int actual, int predicted) {
        if (actual < 0 || actual >= classes || predicted < 0 || predicted >= classes) {
            throw new IndexOutOfBoundsException("classes must be in 0 .. " + (classes - 1) + " but are " + actual
                    + " (actual) and " + predicted + " (predicted)");
        }
        return actual * classes + predicted;
    }
}
