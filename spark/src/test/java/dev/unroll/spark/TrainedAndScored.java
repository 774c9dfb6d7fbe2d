package dev.unroll.spark;

import dev.unroll.core.train.WeightsHash;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A program for a cluster: two tasks train together, then rows are scored; it prints the hash of the weights, and the answers. */
public final class TrainedAndScored {

    private static final int TASKS = 2;

    private TrainedAndScored() {}

    /** Returns the hash of the weights, and the answers. */
    static List<String> trainedAndScored(SparkSession spark) throws IOException {
        Dataset<Row> words = SomeWords.frame(spark, SomeWords.rows(), 4);
        UnrollModel model = SomeWords.estimator().setShards(4).setTasks(TASKS).fit(words);
        Stream<String> answers = model.transform(words).orderBy("word", "kind").collectAsList().stream()
                .map(Row::toString);
        return Stream.concat(Stream.of(WeightsHash.of(model.model().network())), answers)
                .toList();
    }

    public static void main(String... arguments) throws IOException {
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            IO.println("master " + spark.sparkContext().master());
            trainedAndScored(spark).forEach(line -> IO.println("answer " + line));
            // Of two tasks at a time, one in each executor.
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(SomeWords.rows(), 2 * TASKS)
                    .map(_ -> ProcessHandle.current().pid())
                    .distinct()
                    .collect()
                    .forEach(process -> IO.println("process " + process));
        }
    }
}
