package dev.unroll.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Words that begin with a vowel or with a consonant, and a stage that learns which. */
final class SomeWords {

    static final int COUNT = 60;

    private static final String LETTERS = "aeioubcdfg";

    private SomeWords() {}

    /** Returns 60 rows; 10 of them are held. */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            char first = LETTERS.charAt(i % 10);
            String word = "" + first + LETTERS.charAt(i / 10) + (char) ('p' + i % 7);
            rows.add(RowFactory.create(word, "aeiou".indexOf(first) < 0 ? "consonant" : "vowel", i % 6 == 5));
        }
        return rows;
    }

    static Dataset<Row> frame(SparkSession spark, List<Row> rows, int partitions) {
        return spark.createDataFrame(rows, StructType.fromDDL("word STRING, kind STRING, held BOOLEAN"))
                .repartition(partitions);
    }

    static UnrollEstimator estimator() {
        return new UnrollEstimator()
                .setInputCol("word")
                .setLabelCol("kind")
                .with("cell", "gru")
                .with("hidden_size", 6)
                .with("batch_size", 4)
                .with("learning_rate", 0.02)
                .with("epochs", 3);
    }
}
