package dev.unroll.spark.progress;

import java.util.function.Consumer;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import scala.jdk.javaapi.CollectionConverters;

/** Finds the progress of one training in the heartbeats of all executors. */
public final class ProgressListener extends SparkListener {

    private final long accumulator;
    private final Consumer<TrainingProgress> listener;
    private TrainingProgress told = TrainingProgress.NONE;

    /**
     * Listens.
     *
     * @param accumulator whose id the training's progress has
     */
    public ProgressListener(long accumulator, Consumer<TrainingProgress> listener) {
        this.accumulator = accumulator;
        this.listener = listener;
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        CollectionConverters.asJava(update.accumUpdates())
                .forEach(task -> CollectionConverters.asJava(task._4()).forEach(this::see));
    }

    private void see(AccumulableInfo info) {
        if (info.id() == accumulator
                && info.update().isDefined()
                && info.update().get() instanceof TrainingProgress progress) {
            tell(progress);
        }
    }

    /** Tells of progress, unless there was later one. */
    public synchronized void tell(TrainingProgress progress) {
        if (progress.isAfter(told)) {
            told = progress;
            listener.accept(progress);
        }
    }
}
