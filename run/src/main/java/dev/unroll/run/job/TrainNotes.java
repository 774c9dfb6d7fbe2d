package dev.unroll.run.job;

import dev.unroll.core.train.TrainingEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Notes what a training says of itself, for the model's card. */
final class TrainNotes implements Consumer<TrainingEvent> {

    private final List<Double> losses;
    private long steps;
    private boolean stopped;

    /** Begins with the losses of epochs that an earlier part of the run has done. */
    TrainNotes(List<Double> losses) {
        this.losses = new ArrayList<>(losses);
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.EpochDone done -> losses.add(done.loss());
            case TrainingEvent.Finished finished -> {
                steps = finished.steps();
                stopped = finished.ending() == TrainingEvent.Ending.INTERRUPTED;
            }
            case TrainingEvent.Started _, TrainingEvent.EpochStarted _, TrainingEvent.Step _ -> {}
        }
    }

    List<Double> losses() {
        return losses;
    }

    long steps() {
        return steps;
    }

    boolean stopped() {
        return stopped;
    }

    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("losses", losses);
        data.put("steps", steps);
        data.put("stopped", stopped);
        return data;
    }
}
