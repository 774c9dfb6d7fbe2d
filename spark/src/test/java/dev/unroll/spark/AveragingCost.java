package dev.unroll.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What {@code exchange=averaging} costs by its {@code localSteps}: the accuracy on every fifth name and the seconds of a training of
 * the recipe {@code names} by two executors of a shard each, beside {@code exchange=gradients}.
 */
public final class AveragingCost {

    private static final int SHARDS = 2;
    private static final int EPOCHS = 4;
    private static final int SEEDS = 1;
    private static final List<Integer> LOCAL_STEPS = List.of(5, 20, 100);

    private AveragingCost() {}

    /**
     * Measures, and prints a line for each.
     *
     * @param arguments the jar that is submitted, the folder of the data sets, and two numbers that are not heeded
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        LocalCluster.in(Path.of("target", "spark"))
                .submit(SHARDS, Path.of(arguments[0]), OnCluster.class, List.of(arguments[1]))
                .lines()
                .filter(line -> line.startsWith("cost "))
                .forEach(IO::println);
    }

    /** The program that is submitted. */
    public static final class OnCluster {

        private OnCluster() {}

        /**
         * Prints accuracies and seconds.
         *
         * @param arguments the folder of the data sets
         */
        public static void main(String... arguments) throws IOException {
            try (SparkSession spark = SparkSession.builder().getOrCreate()) {
                Dataset<Row> names = spark.createDataFrame(
                                rows(Path.of(arguments[0]).resolve("names")),
                                StructType.fromDDL("name STRING, language STRING, held BOOLEAN"))
                        .cache();
                for (int seed = 1; seed <= SEEDS; seed++) {
                    print("gradients, seed " + seed, names, estimator(seed));
                    for (int steps : LOCAL_STEPS) {
                        print(
                                "averaging after " + steps + " updates, seed " + seed,
                                names,
                                estimator(seed).setExchange("averaging").setLocalSteps(steps));
                    }
                }
            }
        }
    }

    private static UnrollEstimator estimator(int seed) {
        return new UnrollEstimator()
                .setRecipe("names")
                .setInputCol("name")
                .setLabelCol("language")
                .setValidationIndicatorCol("held")
                .setShards(SHARDS)
                .with("epochs", EPOCHS)
                .with("seed", seed);
    }

    private static void print(String what, Dataset<Row> names, UnrollEstimator estimator) {
        long start = System.nanoTime();
        UnrollModel model = estimator.fit(names);
        double seconds = (System.nanoTime() - start) / 1e9;
        double accuracy = new LabelEvaluator()
                .setLabelCol("language")
                .evaluate(model.setInputCol("name").transform(names.where("held")));
        IO.println(String.format(Locale.ROOT, "cost %s: accuracy %.4f, %.0f s", what, accuracy, seconds));
    }

    /** Returns all names, every fifth held out. */
    private static List<Row> rows(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                String language = String.valueOf(file.getFileName()).replace(".txt", "");
                for (String name : Files.readAllLines(file)) {
                    rows.add(RowFactory.create(name, language, rows.size() % 5 == 0));
                }
            }
        }
        return rows;
    }
}
