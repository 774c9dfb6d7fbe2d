package dev.unroll.run.folder;

import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.core.update.GradientStatistics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Events as plain data, as the logs and the receipt have them. Numbers that JSON cannot hold are left out. */
final class EventData {

    private EventData() {}

    static Map<String, Object> of(TrainingEvent.Started event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("epochs", event.epochs());
        data.put("examples", event.examples());
        data.put("steps", event.steps());
        data.put("parameters", event.parameters());
        data.put("kernels", event.kernels());
        data.put("threads", event.threads());
        return data;
    }

    static Map<String, Object> of(TrainingEvent.Step event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("epoch", event.epoch());
        data.put("step", event.step());
        data.put("batch", event.batch());
        data.put("examples", event.examples());
        data.put("loss", event.loss());
        data.put("gradient_norm", event.gradientNorm());
        data.put("learning_rate", event.learningRate());
        data.put("predictions", event.predictions());
        data.put("correct", event.correct());
        return data;
    }

    static Map<String, Object> of(TrainingEvent.EpochDone event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("epoch", event.epoch());
        data.put("steps", event.steps());
        data.put("loss", event.loss());
        if (!Double.isNaN(event.accuracy())) {
            data.put("accuracy", event.accuracy());
        }
        data.put("learning_rate", event.learningRate());
        GradientStatistics gradients = event.gradients();
        Map<String, Object> norm = new LinkedHashMap<>();
        norm.put("mean", gradients.mean());
        norm.put("largest", gradients.largest());
        norm.put("clipped", gradients.clipped());
        data.put("gradient_norm", norm);
        event.validation().ifPresent(scores -> data.put("validation", of(scores)));
        data.put("weights_sha256", event.weights());
        return data;
    }

    private static Map<String, Object> of(Evaluation scores) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("loss", scores.loss());
        scores.confusion().map(ConfusionMatrix::accuracy).ifPresent(value -> data.put("accuracy", value));
        scores.confusion().map(ConfusionMatrix::macroRecall).ifPresent(value -> data.put("macro_recall", value));
        scores.errors().ifPresent(errors -> {
            data.put("mean_squared_error", errors.meanSquaredError());
            data.put("mean_absolute_error", errors.meanAbsoluteError());
        });
        return data;
    }

    static Map<String, Object> of(TrainingEvent.Finished event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("steps", event.steps());
        data.put("end", word(event.ending()));
        return data;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
