package dev.unroll.spark;

import dev.unroll.core.model.Model;
import dev.unroll.spark.RowScoring.Reasons;
import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.score.AnswerColumn;
import dev.unroll.spark.score.AnswerColumn.Kind;
import dev.unroll.spark.score.Input;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;

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

    /** How a model gets to executors. */
    private static final String BROADCAST = "broadcast";

    private static final String FOLDER = "folder";

    /** Rows among which there are full batches of like lengths, and few enough to be held. */
    private static final int WINDOW = 1024;

    /** Where a saved stage has its model. */
    private static final String MODEL = "/model";

    private final String uid;
    private final ModelFiles files;
    private final Param<String> inputCol;
    private final Param<String> seriesCol;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;
    private final Param<String> logProbabilityCol;
    private final Param<String> quantilesCol;
    private final Param<String> reasonCol;
    private final Param<String> handleInvalid;
    private final Param<String> shipping;
    private final IntParam window;

    private UnrollModel(String uid, ModelFiles files) {
        this.uid = uid;
        this.files = files;
        inputCol = column("inputCol", "column that the model reads");
        seriesCol = column(
                "seriesCol",
                "of a model that forecasts, column of the name by which the model may know a row's series");
        predictionCol = column("predictionCol", "column of the answers");
        probabilityCol =
                column("probabilityCol", "column of probabilities: of all labels, or of the tag or token of each step");
        logProbabilityCol =
                column("logProbabilityCol", "of a model that says another sequence, column of ln p of the answer");
        quantilesCol = column(
                "quantilesCol", "of a model that forecasts, column of the quantiles of each step, if it says them");
        reasonCol = column("reasonCol", "with handleInvalid keep, column of why a row has no answer");
        handleInvalid = choice(
                "handleInvalid",
                "what becomes of rows that cannot be scored: error (the job fails), skip (they are left out) or keep (their"
                        + " answers are null, and reasonCol says why)",
                InvalidRows.names());
        shipping = choice(
                "shipping",
                "how the model gets to executors: broadcast (from the driver), or folder (each reads the folder that it was"
                        + " read from)",
                List.of(BROADCAST, FOLDER));
        window = new IntParam(
                this,
                "window",
                "rows that a task holds, to answer those of like lengths at once (> 0)",
                ParamValidators.gt(0));
        setDefault(seriesCol, "");
        setDefault(predictionCol, "prediction");
        setDefault(probabilityCol, "probability");
        setDefault(logProbabilityCol, "logProbability");
        setDefault(quantilesCol, "quantiles");
        setDefault(reasonCol, "reason");
        setDefault(handleInvalid, InvalidRows.ERROR.key());
        setDefault(shipping, BROADCAST);
        setDefault(window, WINDOW);
    }

    private Param<String> column(String name, String doc) {
        return new Param<>(this, name, doc);
    }

    private Param<String> choice(String name, String doc, List<String> choices) {
        return new Param<>(this, name, doc, ParamValidators.inArray(choices));
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
    static UnrollModel trained(String uid, ModelFiles files) {
        var model = new UnrollModel(uid, files);
        model.ready();
        return model;
    }

    private static Configuration hadoop(SparkSession session) {
        return session.sparkContext().hadoopConfiguration();
    }

    /** Returns the model that answers. */
    public Model model() {
        return ready().model();
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
                getOrDefault(seriesCol).isEmpty() ? RowScoring.NONE : before.fieldIndex(getOrDefault(seriesCol)),
                added().stream().map(AnswerColumn::kind).toList(),
                invalid(),
                reasons(),
                (int) getOrDefault(window));
        var scoring = new RowScoring(place(dataset.sparkSession()), form);
        // Rows forget the metadata of their columns.
        return dataset.toDF().mapPartitions(scoring, Encoders.row(after)).to(after);
    }

    /** Returns where tasks find the model. */
    ModelPlace place(SparkSession session) {
        if (getOrDefault(shipping).equals(BROADCAST)) {
            return new ModelPlace.InBroadcast(
                    files.fingerprint(),
                    JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(files));
        }
        String folder = files.folder()
                .orElseThrow(() -> new IllegalArgumentException("shipping must be " + BROADCAST
                        + " where a model was not" + " read from a folder, but is " + getOrDefault(shipping)));
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
        if (!getOrDefault(seriesCol).isEmpty()) {
            Columns.named(schema, getOrDefault(seriesCol));
        }
        StructType after = schema;
        for (AnswerColumn column : added()) {
            Param<String> name = nameOf(column.kind());
            var field = new StructField(getOrDefault(name), column.type(), true, column.metadata());
            after = Columns.with(after, name.name(), field);
        }
        var reason = new StructField(getOrDefault(reasonCol), DataTypes.StringType, true, Metadata.empty());
        return reasons() == Reasons.SAID ? Columns.with(after, reasonCol.name(), reason) : after;
    }

    private String inputName() {
        if (!isDefined(inputCol)) {
            throw new IllegalArgumentException("inputCol must be set to the column that model " + model().name()
                    + " reads, " + ready().first().input().type());
        }
        return getOrDefault(inputCol);
    }

    /** Returns the answers of the model, but for those whose column has no name. */
    private List<AnswerColumn> added() {
        return ready().first().columns().stream()
                .filter(column -> !getOrDefault(nameOf(column.kind())).isEmpty())
                .toList();
    }

    private Param<String> nameOf(Kind kind) {
        return switch (kind) {
            case PREDICTION -> predictionCol;
            case PROBABILITY -> probabilityCol;
            case LOG_PROBABILITY -> logProbabilityCol;
            case QUANTILES -> quantilesCol;
        };
    }

    /** Returns what becomes of rows that cannot be scored. */
    InvalidRows invalid() {
        return InvalidRows.of(getOrDefault(handleInvalid));
    }

    private Reasons reasons() {
        return invalid() == InvalidRows.KEEP && !getOrDefault(reasonCol).isEmpty() ? Reasons.SAID : Reasons.UNSAID;
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
        return new Writer(this);
    }

    /** Returns what {@link org.apache.spark.ml.PipelineModel} reads this stage by. */
    public static MLReader<UnrollModel> read() {
        return new Reader();
    }

    /**
     * Returns a stage that was saved. {@link #fromFolder} is for what {@code unroll train} made.
     *
     * @param path of the stage
     */
    public static UnrollModel load(String path) {
        return read().load(path);
    }

    /** Writes the params, and the model's folder beside them. */
    private static final class Writer extends MLWriter {
        private final UnrollModel model;

        private Writer(UnrollModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter.saveMetadata(model, path, sparkSession());
            try {
                model.files.write(path + MODEL, hadoop(sparkSession()));
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }

    private static final class Reader extends MLReader<UnrollModel> {

        @Override
        public UnrollModel load(String path) {
            var metadata = DefaultParamsReader.loadMetadata(path, sparkSession(), UnrollModel.class.getName());
            try {
                ModelFiles files = ModelFiles.read(path + MODEL, hadoop(sparkSession()));
                var model = new UnrollModel(metadata.uid(), files);
                metadata.getAndSetParams(model, Option.empty());
                return model;
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }

    public Param<String> inputCol() {
        return inputCol;
    }

    public String getInputCol() {
        return getOrDefault(inputCol);
    }

    /** Sets the column that the model reads: text, an array of words, an array of arrays of numbers, or an array of the values of a series. */
    public UnrollModel setInputCol(String name) {
        set(inputCol, name);
        return this;
    }

    public Param<String> seriesCol() {
        return seriesCol;
    }

    public String getSeriesCol() {
        return getOrDefault(seriesCol);
    }

    /** Sets the column of the name by which a model that forecasts may know a series; empty: none. */
    public UnrollModel setSeriesCol(String name) {
        set(seriesCol, name);
        return this;
    }

    public Param<String> predictionCol() {
        return predictionCol;
    }

    public String getPredictionCol() {
        return getOrDefault(predictionCol);
    }

    /** Sets the column of the answers. */
    public UnrollModel setPredictionCol(String name) {
        set(predictionCol, name);
        return this;
    }

    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    public String getProbabilityCol() {
        return getOrDefault(probabilityCol);
    }

    /** Sets the column of probabilities; empty: it is not added. */
    public UnrollModel setProbabilityCol(String name) {
        set(probabilityCol, name);
        return this;
    }

    public Param<String> logProbabilityCol() {
        return logProbabilityCol;
    }

    public String getLogProbabilityCol() {
        return getOrDefault(logProbabilityCol);
    }

    /** Sets the column of ln p of another sequence; empty: it is not added. */
    public UnrollModel setLogProbabilityCol(String name) {
        set(logProbabilityCol, name);
        return this;
    }

    public Param<String> quantilesCol() {
        return quantilesCol;
    }

    public String getQuantilesCol() {
        return getOrDefault(quantilesCol);
    }

    /** Sets the column of quantiles; empty: it is not added. */
    public UnrollModel setQuantilesCol(String name) {
        set(quantilesCol, name);
        return this;
    }

    public Param<String> reasonCol() {
        return reasonCol;
    }

    public String getReasonCol() {
        return getOrDefault(reasonCol);
    }

    /** Sets the column of why a row that is kept has no answer; empty: it is not added. */
    public UnrollModel setReasonCol(String name) {
        set(reasonCol, name);
        return this;
    }

    public Param<String> handleInvalid() {
        return handleInvalid;
    }

    public String getHandleInvalid() {
        return getOrDefault(handleInvalid);
    }

    /** Sets the what becomes of rows that cannot be scored: {@code error}, {@code skip} or {@code keep}. */
    public UnrollModel setHandleInvalid(String name) {
        set(handleInvalid, name);
        return this;
    }

    public Param<String> shipping() {
        return shipping;
    }

    public String getShipping() {
        return getOrDefault(shipping);
    }

    /** Sets the how the model gets to executors: {@code broadcast} or {@code folder}. */
    public UnrollModel setShipping(String name) {
        set(shipping, name);
        return this;
    }

    public IntParam window() {
        return window;
    }

    public int getWindow() {
        return (int) getOrDefault(window);
    }

    /** Sets how many rows a task holds, to answer those of like lengths at once; no answer depends on it. */
    public UnrollModel setWindow(int rows) {
        set(window, rows);
        return this;
    }
}
