package dev.unroll.spark.progress;

import dev.unroll.core.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes progress of a task's events. */
public final class ProgressNotes implements Consumer<TrainingEvent> {

    private final int attempt;
    private final Consumer<TrainingProgress> listener;
    private List<EpochScores> epochs;
    private long steps;
    private TrainingProgress latest = TrainingProgress.NONE;

    /** Begins with the epochs that an earlier attempt has done. */
    public ProgressNotes(int attempt, List<EpochScores> epochs, Consumer<TrainingProgress> listener) {
        this.attempt = attempt;
        this.epochs = List.copyOf(epochs);
        this.listener = listener;
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> {
                steps = started.steps();
                note(started.done(), Double.NaN);
            }
            case TrainingEvent.Step step -> note(step.step(), step.loss());
            case TrainingEvent.EpochDone done -> {
                var more = new ArrayList<>(epochs);
                more.add(EpochScores.of(done));
                epochs = List.copyOf(more);
                note(done.steps(), latest.loss());
            }
            case TrainingEvent.EpochStarted _, TrainingEvent.Finished _ -> {}
        }
    }

    private void note(long step, double loss) {
        latest = new TrainingProgress(attempt, step, steps, loss, epochs);
        listener.accept(latest);
    }

    /** Returns the epochs that are done. */
    public List<EpochScores> epochs() {
        return epochs;
    }

    /** Returns how far the training is. */
    public TrainingProgress latest() {
        return latest;
    }
}
