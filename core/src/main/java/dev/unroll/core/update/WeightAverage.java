package dev.unroll.core.update;

import dev.unroll.core.checkpoint.Checkpoint;
import java.util.Optional;

/** The average of a training's weights so far. Each operation rounds once to float, so it is the same on every machine. */
public final class WeightAverage {

    private static final String COUNT = "average.count";
    private static final String VALUES = "average";

    private final Optional<Averaging> averaging;
    private float[] average = {};
    private long count;

    public WeightAverage(Optional<Averaging> averaging) {
        this.averaging = averaging;
    }

    public void afterStep(float[] values) {
        if (averaging.isPresent() && averaging.get() instanceof Averaging.Exponential(double decay)) {
            if (count++ == 0) {
                average = values.clone();
                return;
            }
            float keep = (float) decay;
            float share = (float) (1 - decay);
            for (int i = 0; i < average.length; i++) {
                average[i] = keep * average[i] + share * values[i];
            }
        }
    }

    public void afterEpoch(int epoch, float[] values) {
        if (averaging.isPresent() && averaging.get() instanceof Averaging.Epochs(int first) && epoch >= first) {
            if (count++ == 0) {
                average = values.clone();
                return;
            }
            for (int i = 0; i < average.length; i++) {
                average[i] += (values[i] - average[i]) / count;
            }
        }
    }

    /** Returns the average, if there is one by now, else the values. */
    public float[] orElse(float[] values) {
        return count == 0 ? values : average;
    }

    public void save(Checkpoint.Builder into) {
        into.put(COUNT, count);
        if (count > 0) {
            into.put(VALUES, average);
        }
    }

    public void restore(Checkpoint from, int parameters) {
        count = from.whole(COUNT);
        if (count > 0) {
            average = from.floats(VALUES, parameters).clone();
        }
    }
}
