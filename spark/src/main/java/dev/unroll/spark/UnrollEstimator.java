package dev.unroll.spark;

import dev.unroll.data.DataException;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.ListedKey;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.Recipes;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import dev.unroll.run.job.GivenExamples;
import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.progress.TrainingProgress;
import dev.unroll.spark.rows.Reading;
import dev.unroll.spark.score.AnswerColumn;
import dev.unroll.spark.train.Averaging;
import dev.unroll.spark.train.FrameTraining;
import dev.unroll.spark.train.Heard;
import dev.unroll.spark.train.Together;
import dev.unroll.spark.train.Way;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Trains a network on the rows of a data frame, and returns it as a stage that answers.
 *
 * <pre>{@code
 * var languages = new UnrollEstimator().setRecipe("names").setInputCol("name").setLabelCol("language")
 *         .setShards(8).with("epochs", 5);
 * UnrollModel model = languages.fit(names);
 * }</pre>
 *
 * <p>The configuration is that of {@code unroll train}: a recipe, and keys that are to be different. Keys of the network and of its
 * training are params too, {@code hiddenSize} for {@code hidden_size}, with their docs and defaults; a default that a recipe has
 * otherwise is the recipe's.
 *
 * <p>The training rows are parted into shards, and each update is of a batch of each shard. What is learned depends on the rows,
 * the configuration and the number of shards, to the last bit; not on the order of the rows, on partitions, executors or tasks.
 */
public final class UnrollEstimator extends TrainingParams implements DefaultParamsWritable {

    @Serial
    private static final long serialVersionUID = 1;

    private transient Consumer<TrainingProgress> listener = _ -> {};

    /** A stage with a new id. */
    public UnrollEstimator() {
        this(Identifiable.randomUID("unroll"));
    }

    /** A stage of this id, as Spark makes one that was saved. */
    public UnrollEstimator(String uid) {
        super(uid);
    }

    @Override
    UnrollEstimator self() {
        return this;
    }

    @Override
    public void onParamChange(Param<?> param) {
        if (param.name().equals("recipe") && keys() != null) {
            try {
                keys().setDefaults(ListedKey.values(configuration(List.of())));
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }

    private TrainConfig configuration(List<String> assignments) throws IOException {
        String name = getOrDefault(recipe());
        return name.isEmpty() ? ConfigReader.read("", "", assignments) : Recipes.read(name, assignments);
    }

    /**
     * Returns the configuration of the training, in which rows that are scored after each epoch are a part of the data if there is
     * a column that names them, or if a share of the rows is to be scored.
     */
    private TrainConfig configuration() {
        boolean isNamed = !getOrDefault(validationIndicatorCol()).isEmpty();
        if (isNamed && getValidationFraction() > 0) {
            throw new IllegalArgumentException(
                    "validationFraction and validationIndicatorCol both say which rows are scored after"
                            + " each epoch, so one of them must be left out, but they are " + getValidationFraction()
                            + " and "
                            + getOrDefault(validationIndicatorCol())
                            + "; set validationFraction to 0, or validationIndicatorCol to \"\"");
        }
        double scored = isNamed ? 0.5 : getValidationFraction();
        List<String> assignments = new ArrayList<>(Arrays.asList(getOrDefault(settings())));
        assignments.addAll(keys().assignments());
        assignments.add("data.split=random");
        assignments.add("data.validation_fraction=" + scored);
        try {
            TrainConfig config = configuration(assignments);
            requireScored(config, scored > 0);
            requireNoVectors(config);
            return new GivenExamples(config).config();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void requireNoVectors(TrainConfig config) {
        if (!config.model().vectors().equals(ModelTable.NO_VECTORS)) {
            throw new ConfigException(
                    "an UnrollEstimator starts the embedding anew, so model.vectors must be none but is "
                            + config.model().vectors());
        }
    }

    private static void requireScored(TrainConfig config, boolean isScored) {
        boolean mustBe = config.training().kept() == TrainingTable.KeptEpoch.BEST
                || config.training().schedule().watched().isPresent();
        if (mustBe && !isScored) {
            throw new ConfigException(
                    "training.kept best and training.schedule plateau go by the validation examples, so"
                            + " validationIndicatorCol or validationFraction must be set");
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigException if a key or value is wrong
     * @throws DataException if nothing can be learned of the rows
     */
    @Override
    public UnrollModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        var heard = new Heard(listener, warning -> logWarning(() -> warning));
        var training =
                new FrameTraining(uid(), configuration(), (int) getOrDefault(shards()), way(), heard, getRunDir());
        try {
            ModelFiles trained = training.train(rows(dataset), getValidationFraction());
            return copyValues(UnrollModel.trained(uid(), trained).setParent(this), ParamMap.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Way way() {
        return getOrDefault(exchange()).equals(AVERAGING)
                ? new Averaging((int) getOrDefault(localSteps()))
                : new Together((int) getOrDefault(tasks()), getOrDefault(checkpointDir()), Duration.ofSeconds((int)
                        getOrDefault(silenceSeconds())));
    }

    private Dataset<Row> rows(Dataset<?> dataset) {
        String indicator = getOrDefault(validationIndicatorCol());
        Column no = functions.lit(false);
        Column isValidation = indicator.isEmpty() ? no : functions.coalesce(Columns.column(indicator), no);
        return dataset.toDF()
                .select(
                        Columns.column(getOrDefault(inputCol())).as("input"),
                        Columns.column(getOrDefault(labelCol()))
                                .cast(DataTypes.StringType)
                                .as("label"),
                        isValidation.as("validation"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a column is not named or not there, or not of its type
     * @throws ConfigException if a key or value is wrong
     */
    @Override
    public StructType transformSchema(StructType schema) {
        for (Param<?> param : List.of(inputCol(), labelCol())) {
            if (!isDefined(param)) {
                throw new IllegalArgumentException(param.name() + " must be set: " + param.doc());
            }
        }
        Reading<?> reading = Reading.of(configuration());
        StructField input = Columns.named(schema, getOrDefault(inputCol()));
        if (!reading.reads(input.dataType())) {
            throw new IllegalArgumentException("column " + input.name() + " must be " + reading.type() + " but is "
                    + input.dataType().simpleString());
        }
        Columns.named(schema, getOrDefault(labelCol()));
        requireIndicator(schema);
        var prediction = new StructField(getOrDefault(predictionCol()), reading.prediction(), true, Metadata.empty());
        StructType after = Columns.with(schema, predictionCol().name(), prediction);
        String probabilities = getOrDefault(probabilityCol());
        if (probabilities.isEmpty() || !reading.prediction().equals(DataTypes.StringType)) {
            return after;
        }
        return Columns.with(
                after,
                probabilityCol().name(),
                new StructField(probabilities, AnswerColumn.NUMBERS, true, Metadata.empty()));
    }

    private void requireIndicator(StructType schema) {
        String indicator = getOrDefault(validationIndicatorCol());
        if (!indicator.isEmpty() && !(Columns.named(schema, indicator).dataType() instanceof BooleanType)) {
            throw new IllegalArgumentException(
                    "column " + indicator + " must be of booleans, true in rows that are scored, but is "
                            + schema.apply(indicator).dataType().simpleString());
        }
    }

    @Override
    public UnrollEstimator copy(ParamMap extra) {
        UnrollEstimator copy = defaultCopy(extra);
        return copy.withListener(listener);
    }

    /** Returns what {@link org.apache.spark.ml.Pipeline} reads this stage by. */
    public static MLReader<UnrollEstimator> read() {
        return new DefaultParamsReader<>();
    }

    /** Returns a stage that was saved. */
    public static UnrollEstimator load(String path) {
        return read().load(path);
    }

    /**
     * Tells a listener at the driver how far a training is: about every ten seconds, with Spark's heartbeats, and at its end. It is
     * no param, and is not saved.
     */
    public UnrollEstimator withListener(Consumer<TrainingProgress> other) {
        listener = other;
        return this;
    }

    /**
     * Sets a key of the configuration, as {@code unroll train --set} does: the param of that key, or, of one that has none, an entry
     * of {@code settings}.
     */
    public UnrollEstimator with(String key, Object value) {
        keys().find(key)
                .ifPresentOrElse(
                        param -> keys().set(param, value),
                        () -> set(
                                settings(),
                                Stream.concat(Arrays.stream(getOrDefault(settings())), Stream.of(key + "=" + value))
                                        .toArray(String[]::new)));
        return this;
    }

    /** Returns the param of a key whose values are whole numbers, for a grid: {@code hiddenSize}. */
    public IntParam intParam(String name) {
        return typed(name, IntParam.class);
    }

    /** Returns the param of a key whose values are numbers, for a grid: {@code learningRate}. */
    public DoubleParam doubleParam(String name) {
        return typed(name, DoubleParam.class);
    }

    /** Returns the param of a key that is true or false, for a grid: {@code bidirectional}. */
    public BooleanParam booleanParam(String name) {
        return typed(name, BooleanParam.class);
    }

    private <P extends Param<?>> P typed(String name, Class<P> type) {
        return keys().find(name)
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + type.getSimpleName() + " " + name + "; explainParams() lists all"));
    }
}
