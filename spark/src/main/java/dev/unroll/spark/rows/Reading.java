package dev.unroll.spark.rows;

import dev.unroll.core.model.Model;
import dev.unroll.data.Example;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import dev.unroll.run.task.Problem;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The way from the cells of a row to an example, and to the problem that the examples pose.
 *
 * @param <E> what an example is
 */
public sealed interface Reading<E extends Example> permits TextReading, VectorReading, ValueReading {

    /** Returns how rows are read by a configuration. */
    static Reading<?> of(TrainConfig config) {
        TrainingTable.Task task = config.training().task();
        boolean isOfVectors = config.model().input() == ModelTable.Input.VECTORS;
        return switch (task) {
            case CLASSIFY -> isOfVectors ? new VectorReading(config.data()) : new TextReading(config.data());
            case REGRESS -> new ValueReading(config.data());
            case NEXT_TOKEN, TAG, FORECAST, TRANSDUCE ->
                throw new ConfigException(
                        "an UnrollEstimator trains a network that says a label or a value of a sequence:"
                                + " training.task must be classify or regress but is " + word(task)
                                + "; train others by unroll train");
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether an input may be in a column of a type. */
    boolean reads(DataType type);

    /** Returns what a type must be, in words. */
    String type();

    /** Returns the type of the model's answers. */
    default DataType prediction() {
        return DataTypes.StringType;
    }

    /** Returns what an example is made of; empty if there is nothing to read or no label. */
    Optional<byte[]> content(@Nullable Object input, @Nullable Object label);

    /** Returns the example of a content. */
    E example(byte[] content);

    /** Adds an example to the counts that encoders are made of. */
    void count(E example, Counts into);

    /** Returns the problem of so many examples. */
    Problem<E> problem(Counts counts);

    /** Returns the problem of a model that is to be trained. */
    Problem<E> problem(Model model, long examples);
}
