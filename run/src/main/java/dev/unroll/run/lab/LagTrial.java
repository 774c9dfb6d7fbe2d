package dev.unroll.run.lab;

import java.util.List;

/**
 * What one cell came to at one length.
 *
 * @param baseline the error of the best answer without memory
 * @param checks errors on sequences that nothing was learned from, first before the first step
 * @param secondsPerStep mean time of a training step
 */
public record LagTrial(int length, double baseline, List<Check> checks, End end, double secondsPerStep) {

    /**
     * An error.
     *
     * @param step how many steps had been done
     */
    public record Check(int step, double error) {}

    /** How a trial ended. */
    public enum End {
        LEARNED("learned"),
        /** The budget was spent. */
        NOT_LEARNED("not learned"),
        /** A number was no longer finite. */
        DIVERGED("diverged"),
        INTERRUPTED("interrupted");

        private final String words;

        End(String words) {
            this.words = words;
        }

        /** Returns it in words. */
        @Override
        public String toString() {
            return words;
        }
    }

    public LagTrial {
        checks = List.copyOf(checks);
    }

    /** Returns whether the error fell below the bound. */
    public boolean isLearned() {
        return end == End.LEARNED;
    }

    /** Returns whether the length is beyond the cell, within the budget. */
    boolean isFailed() {
        return end == End.NOT_LEARNED || end == End.DIVERGED;
    }

    /** Returns after how many steps it was last checked: of one that learned, how many it needed. */
    public int steps() {
        return checks.getLast().step();
    }

    /** Returns the last error. */
    public double error() {
        return checks.getLast().error();
    }
}
