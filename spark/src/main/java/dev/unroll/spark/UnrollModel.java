package dev.unroll.spark;

import dev.unroll.core.model.Model;
import dev.unroll.spark.RowScoring.Reasons;
import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.score.AnswerColumn;
import dev.unroll.spark.score.Input;
import dev.unroll.spark.train.TrainingSummary;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A model of Unroll as a stage of a pipeline: it reads a column, and adds columns of what the model answers.
 *
 * <pre>{@code
 * var sentiment = UnrollModel.fromFolder("hdfs:///models/sentiment").setInputCol("review");
 * sentiment.transform(reviews).select("review", "prediction").show();
 * }</pre>
 *
 * <p>Rows keep their order. A null has a null for an answer. What a row is answered does not depend on the rows beside it, on
 * partitions or on executors: it has the bits of {@code unroll predict}.
 */
public final class UnrollModel extends org.apache.spark.ml.Model<UnrollModel> implements MLWritable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String uid;
    private final ModelFiles files;
    private final ScoringParams params;

    /** A stage of this id, as one is that was saved. */
    UnrollModel(String uid, ModelFiles files) {
        this.uid = uid;
        this.files = files;
        this.params = new ScoringParams(this);
    }

    /**
     * Returns the model in a folder that {@code unroll train} made, of a model or of its training.
     *
     * @param folder on any file system of Hadoop, as {@code hdfs:///models/sentiment} or {@code file:///models/sentiment}
     * @throws IOException if it cannot be read; the message says what is wrong, and where
     */
    public static UnrollModel fromFolder(String folder) throws IOException {
        return of(ModelFiles.read(folder, hadoop(SparkSession.active())));
    }

    /** Returns a model that is in memory. */
    public static UnrollModel of(Model model) throws IOException {
        return of(ModelFiles.of(model));
    }

    private static UnrollModel of(ModelFiles files) throws IOException {
        return trained(Identifiable.randomUID("unroll"), files);
    }

    /** Returns the model that a stage of this id has trained. */
    static UnrollModel trained(String uid, ModelFiles files) throws IOException {
        var model = new UnrollModel(uid, files);
        try {
            model.ready();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return model;
    }

    private static Configuration hadoop(SparkSession session) {
        return session.sparkContext().hadoopConfiguration();
    }

    ModelFiles files() {
        return files;
    }

    /** Returns the model that answers. */
    public Model model() {
        return ready().model();
    }

    /** Returns whether an {@link UnrollEstimator} has trained the model, so that it has a {@link #summary}. */
    public boolean hasSummary() {
        return TrainingSummary.of(model()).isPresent();
    }

    /**
     * Returns how the training went, epoch by epoch; the model has it after it was saved and loaded too.
     *
     * @throws IllegalStateException if no {@link UnrollEstimator} has trained it
     */
    public TrainingSummary summary() {
        return TrainingSummary.of(model())
                .orElseThrow(() -> new IllegalStateException("model " + model().name()
                        + " has no summary, as no UnrollEstimator has trained it; hasSummary() says whether one did, and"
                        + " model().training() what else is known"));
    }

    /** Returns the model, ready in this JVM. */
    SharedModels.Ready ready() {
        return SharedModels.get(files.fingerprint(), () -> files);
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType before = dataset.schema();
        StructType after = transformSchema(before);
        var form = new RowScoring.Form(
                inputName(),
                before.fieldIndex(inputName()),
                getOrDefault(params.seriesCol).isEmpty()
                        ? RowScoring.NONE
                        : before.fieldIndex(getOrDefault(params.seriesCol)),
                added().stream().map(AnswerColumn::kind).toList(),
                invalid(),
                reasons(),
                (int) getOrDefault(params.window));
        var scoring = new RowScoring(place(dataset.sparkSession()), form);
        // By their places, as a name may be there twice; rows forget the metadata of their columns.
        var places = new StructType();
        var named = new Column[after.length()];
        for (int i = 0; i < named.length; i++) {
            StructField field = after.apply(i);
            places = places.add("c" + i, field.dataType(), field.nullable());
            named[i] = functions.col("c" + i).cast(field.dataType()).as(field.name(), field.metadata());
        }
        return dataset.toDF().mapPartitions(scoring, Encoders.row(places)).select(named);
    }

    /** Returns where tasks find the model. */
    ModelPlace place(SparkSession session) {
        if (getOrDefault(params.shipping).equals(ScoringParams.BROADCAST)) {
            return new ModelPlace.InBroadcast(
                    files.fingerprint(),
                    JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(files));
        }
        String folder = files.folder()
                .orElseThrow(() -> new IllegalArgumentException("shipping must be " + ScoringParams.BROADCAST
                        + " where a model was not read from a folder, but is " + getOrDefault(params.shipping)));
        return new ModelPlace.InFolder(files.fingerprint(), folder, new SerializableConfiguration(hadoop(session)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the input is not there, or not of a type that the model reads, or an output is there
     *     already
     */
    @Override
    public StructType transformSchema(StructType schema) {
        Input<?> input = ready().first().input();
        StructField read = Columns.named(schema, inputName());
        if (!input.reads(read.dataType())) {
            throw new IllegalArgumentException("column " + read.name() + " must be " + input.type() + ", which model "
                    + model().name() + " reads, but is " + read.dataType().simpleString());
        }
        if (!getOrDefault(params.seriesCol).isEmpty()) {
            Columns.named(schema, getOrDefault(params.seriesCol));
        }
        StructType after = schema;
        for (AnswerColumn column : added()) {
            Param<String> name = params.nameOf(column.kind());
            var field = new StructField(getOrDefault(name), column.type(), true, column.metadata());
            after = Columns.with(after, name.name(), field);
        }
        var reason = new StructField(getOrDefault(params.reasonCol), DataTypes.StringType, true, Metadata.empty());
        return reasons() == Reasons.SAID ? Columns.with(after, params.reasonCol.name(), reason) : after;
    }

    private String inputName() {
        if (!isDefined(params.inputCol)) {
            throw new IllegalArgumentException("inputCol must be set to the column that model " + model().name()
                    + " reads, " + ready().first().input().type());
        }
        return getOrDefault(params.inputCol);
    }

    /** Returns the answers of the model, but for those whose column has no name. */
    private List<AnswerColumn> added() {
        return ready().first().columns().stream()
                .filter(column -> !getOrDefault(params.nameOf(column.kind())).isEmpty())
                .toList();
    }

    /** Returns what becomes of rows that cannot be scored. */
    InvalidRows invalid() {
        return InvalidRows.of(getOrDefault(params.handleInvalid));
    }

    private Reasons reasons() {
        return invalid() == InvalidRows.KEEP && !getOrDefault(params.reasonCol).isEmpty()
                ? Reasons.SAID
                : Reasons.UNSAID;
    }

    @Override
    public UnrollModel copy(ParamMap extra) {
        var copy = new UnrollModel(uid, files);
        copyValues(copy, extra);
        return copy.setParent(parent());
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public MLWriter write() {
        return new SavedStage.Writer(this);
    }

    /** Returns what {@link org.apache.spark.ml.PipelineModel} reads this stage by. */
    public static MLReader<UnrollModel> read() {
        return new SavedStage.Reader();
    }

    /**
     * Returns a stage that was saved. {@link #fromFolder} is for what {@code unroll train} made.
     *
     * @param path of the stage
     */
    public static UnrollModel load(String path) {
        return read().load(path);
    }

    public Param<String> inputCol() {
        return params.inputCol;
    }

    public String getInputCol() {
        return getOrDefault(params.inputCol);
    }

    /** Sets the column that the model reads: text, an array of words, an array of arrays of numbers, or an array of the values of a series. */
    public UnrollModel setInputCol(String name) {
        set(params.inputCol, name);
        return this;
    }

    public Param<String> seriesCol() {
        return params.seriesCol;
    }

    public String getSeriesCol() {
        return getOrDefault(params.seriesCol);
    }

    /** Sets the column of the name by which a model that forecasts may know a series; empty: none. */
    public UnrollModel setSeriesCol(String name) {
        set(params.seriesCol, name);
        return this;
    }

    public Param<String> predictionCol() {
        return params.predictionCol;
    }

    public String getPredictionCol() {
        return getOrDefault(params.predictionCol);
    }

    /** Sets the column of the answers. */
    public UnrollModel setPredictionCol(String name) {
        set(params.predictionCol, name);
        return this;
    }

    public Param<String> probabilityCol() {
        return params.probabilityCol;
    }

    public String getProbabilityCol() {
        return getOrDefault(params.probabilityCol);
    }

    /** Sets the column of probabilities; empty: it is not added. */
    public UnrollModel setProbabilityCol(String name) {
        set(params.probabilityCol, name);
        return this;
    }

    public Param<String> logProbabilityCol() {
        return params.logProbabilityCol;
    }

    public String getLogProbabilityCol() {
        return getOrDefault(params.logProbabilityCol);
    }

    /** Sets the column of ln p of another sequence; empty: it is not added. */
    public UnrollModel setLogProbabilityCol(String name) {
        set(params.logProbabilityCol, name);
        return this;
    }

    public Param<String> quantilesCol() {
        return params.quantilesCol;
    }

    public String getQuantilesCol() {
        return getOrDefault(params.quantilesCol);
    }

    /** Sets the column of quantiles; empty: it is not added. */
    public UnrollModel setQuantilesCol(String name) {
        set(params.quantilesCol, name);
        return this;
    }

    public Param<String> reasonCol() {
        return params.reasonCol;
    }

    public String getReasonCol() {
        return getOrDefault(params.reasonCol);
    }

    /** Sets the column of why a row that is kept has no answer; empty: it is not added. */
    public UnrollModel setReasonCol(String name) {
        set(params.reasonCol, name);
        return this;
    }

    public Param<String> handleInvalid() {
        return params.handleInvalid;
    }

    public String getHandleInvalid() {
        return getOrDefault(params.handleInvalid);
    }

    /** Sets what becomes of rows that cannot be scored: {@code error}, {@code skip} or {@code keep}. */
    public UnrollModel setHandleInvalid(String name) {
        set(params.handleInvalid, name);
        return this;
    }

    public Param<String> shipping() {
        return params.shipping;
    }

    public String getShipping() {
        return getOrDefault(params.shipping);
    }

    /** Sets how the model gets to executors: {@code broadcast} or {@code folder}. */
    public UnrollModel setShipping(String name) {
        set(params.shipping, name);
        return this;
    }

    public IntParam window() {
        return params.window;
    }

    public int getWindow() {
        return (int) getOrDefault(params.window);
    }

    /** Sets how many rows a task holds, to answer those of like lengths at once; no answer depends on it. */
    public UnrollModel setWindow(int rows) {
        set(params.window, rows);
        return this;
    }
}
