package dev.unroll.cli.progress;

import java.util.OptionalDouble;

/**
 * How far a training run is.
 *
 * @param epoch the epoch that runs, from 1
 * @param batch batches of this epoch that are done
 * @param examples examples of this epoch that are done
 * @param loss mean of this epoch so far, in nats an example; empty before the first batch
 * @param accuracy of this epoch so far, in 0 .. 1; empty where nothing is classified
 */
public record Progress(
        int epoch, int epochs, long batch, long batches, long examples, OptionalDouble loss, OptionalDouble accuracy) {

    /** Checks that the counts are within their totals. */
    public Progress {
        if (epoch < 1 || epoch > epochs) {
            throw new IllegalArgumentException("epoch must be from 1 to " + epochs + " but is " + epoch);
        }
        if (batch < 0 || batch > batches) {
            throw new IllegalArgumentException("batch must be from 0 to " + batches + " but is " + batch);
        }
    }

    /** Returns the part of this epoch that is done, in 0 .. 1. */
    double fraction() {
        return batches == 0 ? 1 : (double) batch / batches;
    }

    /** Returns the part of all epochs that is done, in 0 .. 1. */
    double overall() {
        return (epoch - 1 + fraction()) / epochs;
    }

    /** Returns whether all batches of this epoch are done. */
    boolean isEpochDone() {
        return batch == batches;
    }
}
