package dev.unroll.spark.score;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * A column that a model adds.
 *
 * @param metadata what its entries are called, if it is a list
 */
public record AnswerColumn(Kind kind, DataType type, Metadata metadata) {

    public static final DataType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType, false);

    /** What stands in it; a task has some of them, always in this order. */
    public enum Kind {
        PREDICTION,
        PROBABILITY,
        LOG_PROBABILITY,
        QUANTILES
    }

    AnswerColumn(Kind kind, DataType type) {
        this(kind, type, Metadata.empty());
    }

    /** A column of lists of numbers, each of which has a name. */
    static AnswerColumn named(Kind kind, String what, List<String> names) {
        return new AnswerColumn(kind, NUMBERS, metadata(what, names));
    }

    static Metadata metadata(String what, List<String> names) {
        return new MetadataBuilder()
                .putStringArray(what, names.toArray(String[]::new))
                .build();
    }
}
