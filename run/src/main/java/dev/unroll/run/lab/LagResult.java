package dev.unroll.run.lab;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one cell came to.
 *
 * @param trials by length, shortest first
 * @param untried lengths that were left out
 */
public record LagResult(LagCell cell, List<LagTrial> trials, List<Integer> untried) {

    public LagResult {
        trials = List.copyOf(trials);
        untried = List.copyOf(untried);
    }

    /** Returns the trial of the longest length that was learned. */
    public Optional<LagTrial> longest() {
        return trials.stream().filter(LagTrial::isLearned).max(Comparator.comparingInt(LagTrial::length));
    }

    /** Returns the trial that a line of a table is about: the longest that was learned, else the first of all. */
    public Optional<LagTrial> told() {
        return longest().or(() -> trials.stream().findFirst());
    }

    /** Returns whether the last two trials failed, so that no longer ones are tried. */
    boolean isBeaten() {
        int count = trials.size();
        return count >= 2
                && trials.get(count - 1).isFailed()
                && trials.get(count - 2).isFailed();
    }
}
