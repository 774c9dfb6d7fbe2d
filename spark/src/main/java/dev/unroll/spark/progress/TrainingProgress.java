package dev.unroll.spark.progress;

import java.io.Serializable;
import java.util.List;

/**
 * How far a training has come, as its first task knows it.
 *
 * @param attempt of the stage, from 0: it rises when the training went on after a loss
 * @param step updates so far
 * @param steps updates in all epochs together
 * @param loss of the last update; NaN before the first
 * @param epochs that are done
 */
public record TrainingProgress(int attempt, long step, long steps, double loss, List<EpochScores> epochs)
        implements Serializable {

    /** Before anything is known. */
    public static final TrainingProgress NONE = new TrainingProgress(0, 0, 0, Double.NaN, List.of());

    public TrainingProgress {
        epochs = List.copyOf(epochs);
    }

    /** Returns whether this is later than another of the same training. */
    boolean isAfter(TrainingProgress other) {
        if (attempt != other.attempt) {
            return attempt > other.attempt;
        }
        return step != other.step ? step > other.step : epochs.size() > other.epochs.size();
    }
}
