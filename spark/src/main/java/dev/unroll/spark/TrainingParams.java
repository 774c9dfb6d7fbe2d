package dev.unroll.spark;

import java.io.Serial;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;

/** The params of a stage that trains. */
abstract class TrainingParams extends Estimator<UnrollModel> {

    @Serial
    private static final long serialVersionUID = 1;

    /** No recipe: the defaults of all keys. */
    private static final String NONE = "";

    private static final String GRADIENTS = "gradients";
    static final String AVERAGING = "averaging";

    /** So many that Spark's part of a round, a fraction of a second, is small beside the learning. */
    private static final int LOCAL_STEPS = 20;

    /** What Spark gives its executors to answer. */
    private static final int SILENCE = 120;

    private final String uid;
    private final Param<String> recipe;
    private final StringArrayParam settings;
    private final Param<String> inputCol;
    private final Param<String> labelCol;
    private final Param<String> validationIndicatorCol;
    private final DoubleParam validationFraction;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;
    private final Param<String> handleInvalid;
    private final IntParam shards;
    private final IntParam tasks;
    private final Param<String> checkpointDir;
    private final Param<String> runDir;
    private final IntParam silenceSeconds;
    private final Param<String> exchange;
    private final IntParam localSteps;
    private final KeyParams keys;

    /** A stage of this id. */
    TrainingParams(String uid) {
        this.uid = uid;
        recipe = param("recipe", "recipe of Unroll, or a TOML file at the driver; empty: the defaults of all keys");
        settings = new StringArrayParam(this, "settings", "keys that are no params of their own, key=value each");
        inputCol = param(
                "inputCol",
                "column that the network reads: a string, or where tokens are words an array of strings, or of a network of vectors an"
                        + " array of arrays of numbers");
        labelCol = param("labelCol", "column of what is to be answered");
        validationIndicatorCol = param(
                "validationIndicatorCol",
                "column that is true in rows to be scored after each epoch, and not trained on; empty: no row is");
        validationFraction = new DoubleParam(
                this,
                "validationFraction",
                "share of the rows to be scored after each epoch, and not trained on, chosen by what is in them and by the seed; in"
                        + " place of validationIndicatorCol (0 <= share < 1)",
                ParamValidators.inRange(0, 1, true, false));
        predictionCol = param("predictionCol", "column of the model's answers");
        probabilityCol = param("probabilityCol", "column of the probabilities of all labels");
        handleInvalid = new Param<>(
                this,
                "handleInvalid",
                "what becomes of rows that the model cannot score: error, skip or keep; a row without an input or a label is"
                        + " never trained on",
                ParamValidators.inArray(InvalidRows.names()));
        shards = positive(
                "shards",
                "parts of the training rows, of each of which an update has a batch: what is learned depends on it");
        tasks = new IntParam(
                this,
                "tasks",
                "that learn at a time: nothing but the speed depends on it; 0: one a shard, if the cluster has room (>= 0)",
                ParamValidators.gtEq(0));
        checkpointDir = param(
                "checkpointDir",
                "folder of checkpoints that all executors reach; empty: a training that loses an executor begins anew");
        runDir = param(
                "runDir",
                "folder in which each training leaves one of its own, with its model, its log and its report; empty: none does");
        silenceSeconds = positive(
                "silenceSeconds",
                "seconds after which a task is given up of which the others hear nothing, as of a host that is lost; longer than a"
                        + " batch and the scoring of the validation rows take");
        exchange = new Param<>(
                this,
                "exchange",
                "how shards come to one network: gradients (of each update, from task to task) or averaging (each learns localSteps"
                        + " alone, then all go on from their mean: without a port of their own)",
                ParamValidators.inArray(List.of(GRADIENTS, AVERAGING)));
        localSteps =
                positive("localSteps", "with exchange averaging, the most updates of a shard before all are averaged");
        keys = new KeyParams(this);
        setDefault(recipe, NONE);
        setDefault(settings, new String[0]);
        setDefault(validationIndicatorCol, NONE);
        setDefault(validationFraction, 0.0);
        setDefault(predictionCol, "prediction");
        setDefault(probabilityCol, "probability");
        setDefault(handleInvalid, InvalidRows.ERROR.key());
        setDefault(shards, 1);
        setDefault(tasks, 0);
        setDefault(checkpointDir, NONE);
        setDefault(runDir, NONE);
        setDefault(silenceSeconds, SILENCE);
        setDefault(exchange, GRADIENTS);
        setDefault(localSteps, LOCAL_STEPS);
    }

    private Param<String> param(String name, String doc) {
        return new Param<>(this, name, doc);
    }

    private IntParam positive(String name, String doc) {
        return new IntParam(this, name, doc + " (> 0)", ParamValidators.gt(0));
    }

    /** Returns the stage that these are of. */
    abstract UnrollEstimator self();

    @Override
    public String uid() {
        return uid;
    }

    /** Returns the keys of configurations that are params. */
    KeyParams keys() {
        return keys;
    }

    /** Returns all params, by name: those of this stage, and the keys of configurations. */
    @Override
    public Param<?>[] params() {
        return Stream.concat(ownParams().stream(), keys.all().stream())
                .sorted(Comparator.comparing(Param::name))
                .toArray(Param<?>[]::new);
    }

    /** Returns the params that are no keys. */
    List<Param<?>> ownParams() {
        return List.of(
                recipe,
                settings,
                inputCol,
                labelCol,
                validationIndicatorCol,
                validationFraction,
                predictionCol,
                probabilityCol,
                handleInvalid,
                shards,
                tasks,
                checkpointDir,
                runDir,
                silenceSeconds,
                exchange,
                localSteps);
    }

    public StringArrayParam settings() {
        return settings;
    }

    public String[] getSettings() {
        return getOrDefault(settings);
    }

    public Param<String> recipe() {
        return recipe;
    }

    public String getRecipe() {
        return getOrDefault(recipe);
    }

    /** Sets the recipe: its name, or a TOML file at the driver. Its values become the defaults of the params of keys. */
    public UnrollEstimator setRecipe(String name) {
        set(recipe, name);
        return self();
    }

    public Param<String> inputCol() {
        return inputCol;
    }

    public String getInputCol() {
        return getOrDefault(inputCol);
    }

    /** Sets the column that the network reads. */
    public UnrollEstimator setInputCol(String name) {
        set(inputCol, name);
        return self();
    }

    public Param<String> labelCol() {
        return labelCol;
    }

    public String getLabelCol() {
        return getOrDefault(labelCol);
    }

    /** Sets the column of what is to be answered: strings, or what becomes of others as strings. */
    public UnrollEstimator setLabelCol(String name) {
        set(labelCol, name);
        return self();
    }

    public Param<String> validationIndicatorCol() {
        return validationIndicatorCol;
    }

    public String getValidationIndicatorCol() {
        return getOrDefault(validationIndicatorCol);
    }

    /** Sets the column that is true in rows to be scored after each epoch; empty: none. */
    public UnrollEstimator setValidationIndicatorCol(String name) {
        set(validationIndicatorCol, name);
        return self();
    }

    public DoubleParam validationFraction() {
        return validationFraction;
    }

    public double getValidationFraction() {
        return (double) getOrDefault(validationFraction);
    }

    /** Sets the share of the rows to be scored after each epoch, which are chosen by what is in them and by the seed. */
    public UnrollEstimator setValidationFraction(double share) {
        set(validationFraction, share);
        return self();
    }

    public Param<String> predictionCol() {
        return predictionCol;
    }

    public String getPredictionCol() {
        return getOrDefault(predictionCol);
    }

    /** Sets the column of the model's answers. */
    public UnrollEstimator setPredictionCol(String name) {
        set(predictionCol, name);
        return self();
    }

    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    public String getProbabilityCol() {
        return getOrDefault(probabilityCol);
    }

    /** Sets the column of probabilities; empty: the model adds none. */
    public UnrollEstimator setProbabilityCol(String name) {
        set(probabilityCol, name);
        return self();
    }

    public Param<String> handleInvalid() {
        return handleInvalid;
    }

    public String getHandleInvalid() {
        return getOrDefault(handleInvalid);
    }

    /** Sets what becomes of rows that the model cannot score. */
    public UnrollEstimator setHandleInvalid(String name) {
        set(handleInvalid, name);
        return self();
    }

    public Param<String> checkpointDir() {
        return checkpointDir;
    }

    public String getCheckpointDir() {
        return getOrDefault(checkpointDir);
    }

    /** Sets the folder of checkpoints, on a file system that all executors reach; each training makes a folder in it and removes it at its end. */
    public UnrollEstimator setCheckpointDir(String folder) {
        set(checkpointDir, folder);
        return self();
    }

    public Param<String> runDir() {
        return runDir;
    }

    public String getRunDir() {
        return getOrDefault(runDir);
    }

    /** Sets the folder, on any file system of Hadoop, in which each training leaves one of its own: {@code summary().folder()} says which. */
    public UnrollEstimator setRunDir(String folder) {
        set(runDir, folder);
        return self();
    }

    public IntParam shards() {
        return shards;
    }

    public int getShards() {
        return (int) getOrDefault(shards);
    }

    /** Sets into how many parts the training rows are parted; an update has a batch of each. */
    public UnrollEstimator setShards(int count) {
        set(shards, count);
        return self();
    }

    public IntParam tasks() {
        return tasks;
    }

    public int getTasks() {
        return (int) getOrDefault(tasks);
    }

    /** Sets how many tasks learn at a time; 0: one a shard, if the cluster has room. */
    public UnrollEstimator setTasks(int count) {
        set(tasks, count);
        return self();
    }

    public IntParam silenceSeconds() {
        return silenceSeconds;
    }

    public int getSilenceSeconds() {
        return (int) getOrDefault(silenceSeconds);
    }

    /** Sets the seconds after which a task is given up of which the others hear nothing. */
    public UnrollEstimator setSilenceSeconds(int seconds) {
        set(silenceSeconds, seconds);
        return self();
    }

    public Param<String> exchange() {
        return exchange;
    }

    public String getExchange() {
        return getOrDefault(exchange);
    }

    /** Sets how shards come to one network, {@code gradients} or {@code averaging}. */
    public UnrollEstimator setExchange(String name) {
        set(exchange, name);
        return self();
    }

    public IntParam localSteps() {
        return localSteps;
    }

    public int getLocalSteps() {
        return (int) getOrDefault(localSteps);
    }

    /** Sets the most updates of a shard before all are averaged. */
    public UnrollEstimator setLocalSteps(int count) {
        set(localSteps, count);
        return self();
    }
}
