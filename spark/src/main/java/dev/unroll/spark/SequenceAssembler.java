package dev.unroll.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes sequences of rows that have a key and a time: a row a key, whose sequence has a step for each of its rows, by time.
 *
 * <pre>{@code
 * new SequenceAssembler().setKeyCols("machine").setTimeCol("at").setInputCols("load", "heat").setOutputCol("steps")
 * }</pre>
 *
 * <p>Of one input a step is a number, as a series has it, of several an array of numbers. A number that is null stays so. Rows
 * of one time stand in the order of their numbers, so that no order depends on partitions. Each sequence is made in the memory
 * of one task.
 */
public final class SequenceAssembler extends Transformer implements DefaultParamsWritable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String TIME = "time";
    private static final String STEP = "step";

    private final String uid;
    private final StringArrayParam keyCols;
    private final Param<String> timeCol;
    private final StringArrayParam inputCols;
    private final Param<String> outputCol;

    /** A stage with a new id. */
    public SequenceAssembler() {
        this(Identifiable.randomUID("sequences"));
    }

    /** A stage of this id, as Spark makes one that was saved. */
    public SequenceAssembler(String uid) {
        this.uid = uid;
        keyCols = new StringArrayParam(this, "keyCols", "columns that are equal in the rows of one sequence");
        timeCol = new Param<>(this, "timeCol", "column that orders the rows of a sequence");
        inputCols = new StringArrayParam(this, "inputCols", "columns of the numbers of a step");
        outputCol = new Param<>(this, "outputCol", "column of the sequences");
        setDefault(outputCol, "sequence");
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema());
        Column[] keys = columns(getOrDefault(keyCols));
        Column[] numbers = columns(getOrDefault(inputCols));
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbers[i].cast(DataTypes.DoubleType);
        }
        Column step = numbers.length == 1 ? numbers[0] : array(numbers);
        Column rows = collect_list(struct(column(getOrDefault(timeCol)).as(TIME), step.as(STEP)));
        return dataset.toDF().groupBy(keys).agg(sort_array(rows).getField(STEP).as(getOrDefault(outputCol)));
    }

    private static Column[] columns(String[] names) {
        return Arrays.stream(names).map(SequenceAssembler::column).toArray(Column[]::new);
    }

    /** Returns a column by its name, in which dots and blanks may stand. */
    private static Column column(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a column is not named or not there, or an input is of no numbers
     */
    @Override
    public StructType transformSchema(StructType schema) {
        List<Param<?>> needed = List.of(keyCols, timeCol, inputCols);
        needed.forEach(this::requireSet);
        Columns.named(schema, getOrDefault(timeCol));
        for (String name : getOrDefault(inputCols)) {
            StructField input = Columns.named(schema, name);
            if (!(input.dataType() instanceof NumericType)) {
                throw new IllegalArgumentException("column " + name + " must be of numbers but is "
                        + input.dataType().simpleString());
            }
        }
        var after = new StructType();
        for (String key : getOrDefault(keyCols)) {
            after = after.add(Columns.named(schema, key));
        }
        boolean isOne = getOrDefault(inputCols).length == 1;
        DataType sequence = DataTypes.createArrayType(
                isOne ? DataTypes.DoubleType : DataTypes.createArrayType(DataTypes.DoubleType));
        return Columns.with(
                after, outputCol.name(), new StructField(getOrDefault(outputCol), sequence, true, Metadata.empty()));
    }

    private void requireSet(Param<?> param) {
        if (!isDefined(param)) {
            throw new IllegalArgumentException(param.name() + " must be set: " + param.doc());
        }
    }

    @Override
    public SequenceAssembler copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Returns what {@link org.apache.spark.ml.PipelineModel} reads this stage by. */
    public static MLReader<SequenceAssembler> read() {
        return new DefaultParamsReader<>();
    }

    /** Returns a stage that was saved. */
    public static SequenceAssembler load(String path) {
        return read().load(path);
    }

    public StringArrayParam keyCols() {
        return keyCols;
    }

    public String[] getKeyCols() {
        return getOrDefault(keyCols);
    }

    /** Sets the columns that are equal in the rows of one sequence; they are kept, the label of a sequence among them. */
    public SequenceAssembler setKeyCols(String... names) {
        set(keyCols, names);
        return this;
    }

    public Param<String> timeCol() {
        return timeCol;
    }

    public String getTimeCol() {
        return getOrDefault(timeCol);
    }

    /** Sets the column that orders the rows of a sequence. */
    public SequenceAssembler setTimeCol(String name) {
        set(timeCol, name);
        return this;
    }

    public StringArrayParam inputCols() {
        return inputCols;
    }

    public String[] getInputCols() {
        return getOrDefault(inputCols);
    }

    /** Sets the columns of the numbers of a step. */
    public SequenceAssembler setInputCols(String... names) {
        set(inputCols, names);
        return this;
    }

    public Param<String> outputCol() {
        return outputCol;
    }

    public String getOutputCol() {
        return getOrDefault(outputCol);
    }

    /** Sets the column of the sequences. */
    public SequenceAssembler setOutputCol(String name) {
        set(outputCol, name);
        return this;
    }
}
