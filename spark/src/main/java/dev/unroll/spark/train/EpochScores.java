package dev.unroll.spark.train;

import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.train.TrainingEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param steps updates so far
 * @param loss mean over the training rows, each before the update that it is part of
 * @param accuracy of the same; NaN if nothing is classified
 * @param validationLoss mean over the validation rows, after the epoch; NaN if there are none
 * @param validationAccuracy of the same
 */
public record EpochScores(
        int epoch, long steps, double loss, double accuracy, double validationLoss, double validationAccuracy)
        implements Serializable {

    static EpochScores of(TrainingEvent.EpochDone done) {
        return new EpochScores(
                done.epoch(),
                done.steps(),
                done.loss(),
                done.accuracy(),
                done.validation().map(Evaluation::loss).orElse(Double.NaN),
                done.validation()
                        .flatMap(Evaluation::confusion)
                        .map(ConfusionMatrix::accuracy)
                        .orElse(Double.NaN));
    }

    /** Returns the scores as a model has them; what is not known is left out. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("epoch", epoch);
        data.put("steps", steps);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("loss", loss);
        numbers.put("accuracy", accuracy);
        numbers.put("validation_loss", validationLoss);
        numbers.put("validation_accuracy", validationAccuracy);
        numbers.forEach((name, number) -> {
            if (Double.isFinite(number)) {
                data.put(name, number);
            }
        });
        return data;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(epoch);
        out.writeLong(steps);
        out.writeDouble(loss);
        out.writeDouble(accuracy);
        out.writeDouble(validationLoss);
        out.writeDouble(validationAccuracy);
    }

    static EpochScores read(DataInput in) throws IOException {
        return new EpochScores(
                in.readInt(), in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
