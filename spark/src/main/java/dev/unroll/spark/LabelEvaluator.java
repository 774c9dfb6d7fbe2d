package dev.unroll.spark;

import dev.unroll.core.input.Texts;
import java.io.Serial;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * How many of the rows that have a label have it for an answer: the accuracy of labels as they are, which Spark's own evaluators want
 * as numbers.
 */
public final class LabelEvaluator extends Evaluator implements DefaultParamsWritable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String uid;
    private final Param<String> labelCol;
    private final Param<String> predictionCol;

    /** An evaluator with a new id. */
    public LabelEvaluator() {
        this(Identifiable.randomUID("accuracy"));
    }

    /** An evaluator of this id, as Spark makes one that was saved. */
    public LabelEvaluator(String uid) {
        this.uid = uid;
        labelCol = new Param<>(this, "labelCol", "column of what is right");
        predictionCol = new Param<>(this, "predictionCol", "column of the answers");
        setDefault(labelCol, "label");
        setDefault(predictionCol, "prediction");
    }

    @Override
    public double evaluate(Dataset<?> dataset) {
        var asLearned = functions.udf(
                (UDF1<@Nullable String, @Nullable String>) LabelEvaluator::asLearned, DataTypes.StringType);
        Column label = asLearned.apply(Columns.column(getOrDefault(labelCol)).cast(DataTypes.StringType));
        Column isRight = label.equalTo(Columns.column(getOrDefault(predictionCol)));
        Row counts = dataset.toDF()
                .filter(label.isNotNull())
                .agg(
                        functions.count(functions.lit(1)),
                        functions.count_if(functions.coalesce(isRight, functions.lit(false))))
                .first();
        return (double) counts.getLong(1) / counts.getLong(0);
    }

    /** Returns a label as a training reads it; null if there is none. */
    private static @Nullable String asLearned(@Nullable String raw) {
        String label = raw == null ? "" : Texts.label(raw);
        return label.isEmpty() ? null : label;
    }

    @Override
    public LabelEvaluator copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Returns what Spark reads an evaluator by that was saved. */
    public static MLReader<LabelEvaluator> read() {
        return new DefaultParamsReader<>();
    }

    /** Returns an evaluator that was saved. */
    public static LabelEvaluator load(String path) {
        return read().load(path);
    }

    public Param<String> labelCol() {
        return labelCol;
    }

    public String getLabelCol() {
        return getOrDefault(labelCol);
    }

    /** Sets the column of what is right. */
    public LabelEvaluator setLabelCol(String name) {
        set(labelCol, name);
        return this;
    }

    public Param<String> predictionCol() {
        return predictionCol;
    }

    public String getPredictionCol() {
        return getOrDefault(predictionCol);
    }

    /** Sets the column of the answers. */
    public LabelEvaluator setPredictionCol(String name) {
        set(predictionCol, name);
        return this;
    }
}
