package dev.unroll.run.job;

import dev.unroll.core.model.Model;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TrainingData;
import java.nio.file.Path;
import java.util.List;

/**
 * What a training came to.
 *
 * @param folder where the model is
 * @param losses mean of each whole epoch, in nats
 * @param steps updates done
 * @param seconds that the training took, without reading and scoring
 * @param scores the model's first, then the baselines'; none if the training was stopped
 */
public record TrainResult(
        Model model,
        Path folder,
        TrainingData<?> data,
        List<Double> losses,
        long steps,
        double seconds,
        boolean stopped,
        List<Scores> scores) {

    public TrainResult {
        losses = List.copyOf(losses);
        scores = List.copyOf(scores);
    }
}
