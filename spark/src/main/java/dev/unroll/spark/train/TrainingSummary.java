package dev.unroll.spark.train;

import dev.unroll.core.form.Data;
import dev.unroll.core.model.Model;
import dev.unroll.spark.progress.EpochScores;
import dev.unroll.spark.rows.Counts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * How a training went. The model has it, so it is there after the model was saved and loaded.
 *
 * @param rows of the data frame
 * @param shards into which those that were trained on were parted
 * @param steps updates in all
 * @param weights SHA-256 of the parameters, in hexadecimal: equal for equal bits
 * @param epochs in order
 * @param folder with the log and the report of the training; empty if it was to leave none
 */
public record TrainingSummary(
        Rows rows, int shards, long steps, String weights, List<EpochScores> epochs, Optional<String> folder) {

    private static final String PROGRESS = "progress";
    private static final String SHARDS = "shards";
    private static final String STEPS = "steps";
    private static final String WEIGHTS = "weights_sha256";
    private static final String EPOCHS = "epochs";
    private static final String FOLDER = "folder";

    private static final StructType COLUMNS =
            StructType.fromDDL("epoch INT, steps BIGINT, loss DOUBLE, accuracy DOUBLE,"
                    + " validationLoss DOUBLE, validationAccuracy DOUBLE");

    public TrainingSummary {
        epochs = List.copyOf(epochs);
    }

    /**
     * What became of the rows of a data frame.
     *
     * @param trained on
     * @param scored after each epoch
     * @param leftOut as there was nothing to learn from them
     */
    public record Rows(long trained, long scored, long leftOut) {}

    /** Returns that of a model; empty if it was not trained on the rows of a data frame. */
    public static Optional<TrainingSummary> of(Model model) {
        var training = new Data("training", model.training());
        return training.has(PROGRESS) && training.at(PROGRESS).has(EPOCHS)
                ? Optional.of(of(training))
                : Optional.empty();
    }

    private static TrainingSummary of(Data training) {
        Data data = training.at("data");
        Data progress = training.at(PROGRESS);
        return new TrainingSummary(
                new Rows(count(data.at("train")), count(data.at("validation")), count(data.at("left_out"))),
                progress.at(SHARDS).whole(),
                count(progress.at(STEPS)),
                progress.at(WEIGHTS).text(),
                progress.at(EPOCHS).list().stream().map(EpochScores::of).toList(),
                progress.has(FOLDER) ? Optional.of(progress.at(FOLDER).text()) : Optional.empty());
    }

    private static long count(Data number) {
        return (long) number.number();
    }

    /** Returns what a model says of how it came to be, of which {@link #of} makes this again. */
    static Map<String, Object> story(Counts counts, int shards, Optional<String> folder, Outcome outcome) {
        List<EpochScores> epochs = outcome.progress().epochs();
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("losses", epochs.stream().map(EpochScores::loss).toList());
        progress.put(STEPS, outcome.progress().step());
        progress.put("stopped", false);
        progress.put(SHARDS, shards);
        progress.put(WEIGHTS, outcome.weights());
        progress.put(EPOCHS, epochs.stream().map(EpochScores::data).toList());
        folder.ifPresent(place -> progress.put(FOLDER, place));
        Map<String, Object> story = new LinkedHashMap<>();
        story.put("data", counts.data());
        story.put(PROGRESS, progress);
        return story;
    }

    /** Returns the epochs as rows; null where a score is not known. */
    public Dataset<Row> frame(SparkSession spark) {
        return spark.createDataFrame(epochs.stream().map(EpochScores::row).toList(), COLUMNS);
    }
}
