package dev.unroll.core.loss;

import java.util.Arrays;

/** The states that a path goes through whose labels are given: blank, label, blank, label … blank. Reused. */
final class CtcStates {

    private int[] columns = {};
    private boolean[] skips = {};
    private int[] classes = {};
    private int[] seen = {};
    private int round;
    private int count;
    private int used;
    private int steps;

    /** Takes the labels {@code labels[from .. to)} of a sequence of so many steps. */
    void of(int[] labels, int from, int to, int blank, int ofSteps) {
        count = 2 * (to - from) + 1;
        steps = ofSteps;
        if (columns.length < count) {
            columns = new int[count];
            skips = new boolean[count];
            classes = new int[count];
        }
        begin(blank);
        for (int i = from; i < to; i++) {
            int s = 2 * (i - from) + 1;
            columns[s] = labels[i];
            columns[s + 1] = blank;
            skips[s] = i == from || labels[i] != labels[i - 1];
            skips[s + 1] = false;
            use(labels[i]);
        }
    }

    private void begin(int blank) {
        round++;
        used = 0;
        columns[0] = blank;
        skips[0] = false;
        use(blank);
    }

    private void use(int column) {
        if (seen.length <= column) {
            seen = Arrays.copyOf(seen, Math.max(column + 1, 2 * seen.length));
        }
        if (seen[column] != round) {
            seen[column] = round;
            classes[used++] = column;
        }
    }

    int labels() {
        return count / 2;
    }

    int count() {
        return count;
    }

    int steps() {
        return steps;
    }

    /** Returns the column of a state's class. */
    int column(int s) {
        return columns[s];
    }

    /** Returns whether a path may come to a state without the blank before it: a label that differs from the last one. */
    boolean skips(int s) {
        return skips[s];
    }

    /** Returns the same of a state that may be none. */
    boolean isSkippedTo(int s) {
        return s < count && skips[s];
    }

    /** Returns how many different classes the states have. */
    int classes() {
        return used;
    }

    int columnOfClass(int i) {
        return classes[i];
    }

    /** Returns the first state at step {@code t} from which the end can be reached. */
    int lower(int t) {
        return (int) Math.max(0, count - 2L * (steps - t));
    }

    /** Returns the state after the last that can be reached by step {@code t}. */
    int upper(int t) {
        return (int) Math.min(count, 2L * (t + 1));
    }
}
