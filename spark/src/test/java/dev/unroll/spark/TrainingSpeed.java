package dev.unroll.spark;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.data.LabeledText;
import dev.unroll.run.config.Recipes;
import dev.unroll.run.job.GivenExamples;
import dev.unroll.run.task.classify.ClassifyType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * How many reviews a second are learned by the network of the recipe {@code sentiment}, 64 a batch: by one process of two threads, by
 * one executor of one core that has one shard, and by two that have a shard each. What the labels are does not matter to the time.
 */
public final class TrainingSpeed {

    private static final int BATCH = 64;

    /** Of one shard. */
    private static final int EPOCHS = 12;

    private TrainingSpeed() {}

    /**
     * Measures, as {@link Gains} does.
     *
     * @param arguments the jar that is submitted, the folder of the data sets, a number that is not heeded, and how many reviews are
     *     learned
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Gains.measure(Path.of(arguments[0]), OnCluster.class, List.of(arguments[1], arguments[3]));
    }

    /** The program that is submitted. */
    public static final class OnCluster {

        private OnCluster() {}

        /**
         * Prints the speeds.
         *
         * @param arguments the folder of the data sets, how many reviews are learned, and by how many executors
         */
        public static void main(String... arguments) throws IOException {
            int executors = Integer.parseInt(arguments[2]);
            List<String> reviews = ScoringSpeed.reviews(
                    Path.of(arguments[0]).resolve("imdb/aclImdb_labelled.tar.gz"), Integer.parseInt(arguments[1]));
            if (executors == 1) {
                IO.println(Gains.line("one-process-of-two-threads", alone(reviews)));
            }
            try (SparkSession spark = SparkSession.builder()
                    .config("spark.executor.heartbeatInterval", "500ms")
                    .getOrCreate()) {
                IO.println(Gains.line("training", onExecutors(spark, reviews, executors)));
            }
        }
    }

    /**
     * Returns settings of equally many updates for any number of shards, so that each is equally compiled when it is measured: of S
     * shards an epoch has an S-th of the updates.
     */
    private static List<String> settings(int shards) {
        return List.of(
                "vectors=none",
                "epochs=" + EPOCHS * shards,
                "batch_size=" + BATCH,
                "data.split=random",
                "data.validation_fraction=0");
    }

    private static String label(int review) {
        return review % 2 == 0 ? "neg" : "pos";
    }

    /** When so many examples had been learned. */
    private record Time(long nanos, long examples) {}

    /** Returns the examples a second in the second half, when all is compiled. */
    private static double speed(List<Time> times) {
        Time last = times.getLast();
        Time first = times.stream()
                .filter(time -> time.examples() >= last.examples() / 2)
                .findFirst()
                .orElseThrow();
        return (last.examples() - first.examples()) * 1e9 / (last.nanos() - first.nanos());
    }

    private static double alone(List<String> reviews) throws IOException {
        var given = new GivenExamples(Recipes.read("sentiment", settings(1)));
        List<LabeledText> labeled = IntStream.range(0, reviews.size())
                .mapToObj(i -> new LabeledText(reviews.get(i), label(i)))
                .toList();
        var problem =
                ClassifyType.problem("reviews", ScoringSpeed.encoder(reviews), List.of("neg", "pos"), labeled.size());
        Examples examples = problem.encode(labeled);
        List<Time> times = new ArrayList<>();
        try (Compute compute = Compute.of(2)) {
            new Trainer(given.plan(ClassWeights.none()), compute)
                    .withListener(event -> {
                        if (event instanceof TrainingEvent.Step step) {
                            times.add(new Time(System.nanoTime(), step.step() * BATCH));
                        }
                    })
                    .train(given.network(problem, Optional.empty(), examples.inputs()), examples);
        }
        return speed(times);
    }

    private static double onExecutors(SparkSession spark, List<String> reviews, int executors) {
        List<Row> rows = IntStream.range(0, reviews.size())
                .mapToObj(i -> RowFactory.create(reviews.get(i), label(i)))
                .toList();
        Dataset<Row> frame = spark.createDataFrame(rows, StructType.fromDDL("review STRING, verdict STRING"));
        List<Time> times = new ArrayList<>();
        var estimator = new UnrollEstimator()
                .setRecipe("sentiment")
                .setInputCol("review")
                .setLabelCol("verdict")
                .setShards(executors)
                .setTasks(executors)
                .withListener(at -> {
                    if (at.step() > 0 && at.step() < at.steps()) {
                        times.add(new Time(System.nanoTime(), at.step() * BATCH * executors));
                    }
                });
        settings(executors).stream()
                .map(setting -> setting.split("=", -1))
                .filter(setting -> !setting[0].startsWith("data."))
                .forEach(setting -> estimator.with(setting[0], setting[1]));
        estimator.fit(frame);
        return speed(times);
    }
}
