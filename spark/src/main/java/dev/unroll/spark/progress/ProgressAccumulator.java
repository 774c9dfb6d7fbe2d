package dev.unroll.spark.progress;

import java.io.Serial;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/** The latest progress: a task sets it, and what it is goes to the driver with the executor's next heartbeat. */
public final class ProgressAccumulator extends AccumulatorV2<TrainingProgress, TrainingProgress> {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Null while an executor reads this from a task: the class above makes itself known to the heartbeats before what is here is read,
     * and an exception in a heartbeat would be the executor's last.
     */
    private volatile @Nullable TrainingProgress latest = TrainingProgress.NONE;

    @Override
    public boolean isZero() {
        return value().steps() == 0;
    }

    @Override
    public ProgressAccumulator copy() {
        var copy = new ProgressAccumulator();
        copy.latest = latest;
        return copy;
    }

    @Override
    public void reset() {
        latest = TrainingProgress.NONE;
    }

    @Override
    public void add(TrainingProgress progress) {
        latest = progress;
    }

    @Override
    public void merge(AccumulatorV2<TrainingProgress, TrainingProgress> other) {
        if (other.value().isAfter(value())) {
            latest = other.value();
        }
    }

    @Override
    public TrainingProgress value() {
        TrainingProgress known = latest;
        return known == null ? TrainingProgress.NONE : known;
    }
}
