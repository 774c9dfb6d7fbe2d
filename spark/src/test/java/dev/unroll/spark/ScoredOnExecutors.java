package dev.unroll.spark;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.spark.score.RowLists;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A program for a cluster: it scores texts, and says where. */
public final class ScoredOnExecutors {

    static final List<String> TEXTS = IntStream.range(0, 400)
            .mapToObj(i -> "abcacbbcab".substring(i % 9).repeat(1 + i % 7) + "abc".charAt(i % 3))
            .toList();

    private ScoredOnExecutors() {}

    /**
     * Prints the answers and where tasks ran.
     *
     * @param folders of a model that classifies, which is broadcast, and of one that says other sequences, which executors read
     */
    public static void main(String... folders) throws IOException {
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            var parts = JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(TEXTS, 8);
            Dataset<Row> texts =
                    spark.createDataset(parts.rdd(), Encoders.STRING()).toDF("input");
            UnrollModel model = UnrollModel.fromFolder(folders[0]).setInputCol("input");
            for (Row row : model.transform(texts).collectAsList()) {
                IO.println("answer " + row.getAs("prediction") + " " + RowLists.list(row.getAs("probability")));
            }
            UnrollModel other =
                    UnrollModel.fromFolder(folders[1]).setInputCol("input").setShipping("folder");
            for (Row row : other.transform(texts).takeAsList(20)) {
                IO.println("target " + row.getAs("prediction") + " " + row.getAs("logProbability"));
            }
            for (String place : texts.map((MapFunction<Row, String>) _ -> place(), Encoders.STRING())
                    .distinct()
                    .collectAsList()) {
                IO.println(place);
            }
        }
    }

    private static String place() {
        return "process " + ProcessHandle.current().pid() + " of Java "
                + Runtime.version().feature() + ", " + Kernels.fastest().description();
    }
}
