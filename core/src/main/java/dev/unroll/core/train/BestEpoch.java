package dev.unroll.core.train;

import dev.unroll.core.score.Watch;

/**
 * Keeps the network of the best epoch instead of the last one, and ends the training early if none is better for long.
 * Needs validation examples.
 *
 * @param patience epochs in a row that may be no better than the best before training ends; 0: it never ends early
 */
public record BestEpoch(Watch watch, int patience) {

    public BestEpoch {
        if (patience < 0) {
            throw new IllegalArgumentException("patience must be at least 0 but is " + patience);
        }
    }
}
