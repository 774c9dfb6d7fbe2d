package dev.unroll.spark.progress;

import dev.unroll.core.form.Data;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.train.TrainingEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * How an epoch went.
 *
 * @param epoch from 1
 * @param steps updates so far
 * @param loss mean over the training rows, each before the update that it is part of; with averaging over those of the first shard
 * @param accuracy of the same; NaN if nothing is classified
 * @param validationLoss mean over the validation rows, after the epoch; NaN if there are none
 * @param validationAccuracy of the same
 */
public record EpochScores(
        int epoch, long steps, double loss, double accuracy, double validationLoss, double validationAccuracy)
        implements Serializable {

    private static final String EPOCH = "epoch";
    private static final String STEPS = "steps";
    private static final String LOSS = "loss";
    private static final String ACCURACY = "accuracy";
    private static final String VALIDATION_LOSS = "validation_loss";
    private static final String VALIDATION_ACCURACY = "validation_accuracy";

    /** Returns the scores of an epoch that is done. */
    public static EpochScores of(TrainingEvent.EpochDone done) {
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

    /** Returns the scores that a model has. */
    public static EpochScores of(Data data) {
        return new EpochScores(
                data.at(EPOCH).whole(),
                (long) data.at(STEPS).number(),
                number(data, LOSS),
                number(data, ACCURACY),
                number(data, VALIDATION_LOSS),
                number(data, VALIDATION_ACCURACY));
    }

    private static double number(Data data, String key) {
        return data.has(key) ? data.at(key).number() : Double.NaN;
    }

    /** Returns the scores as a model has them; what is not known is left out. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(EPOCH, epoch);
        data.put(STEPS, steps);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put(LOSS, loss);
        numbers.put(ACCURACY, accuracy);
        numbers.put(VALIDATION_LOSS, validationLoss);
        numbers.put(VALIDATION_ACCURACY, validationAccuracy);
        numbers.forEach((name, number) -> {
            if (Double.isFinite(number)) {
                data.put(name, number);
            }
        });
        return data;
    }

    /** Returns the scores in the order of their names, null where one is not known. */
    public Row row() {
        return RowFactory.create(
                epoch, steps, cell(loss), cell(accuracy), cell(validationLoss), cell(validationAccuracy));
    }

    private static @Nullable Double cell(double number) {
        return Double.isFinite(number) ? number : null;
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
