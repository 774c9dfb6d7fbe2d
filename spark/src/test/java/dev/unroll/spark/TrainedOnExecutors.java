package dev.unroll.spark;

import dev.unroll.core.train.WeightsHash;
import dev.unroll.spark.progress.TrainingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Trains on two executors, and prints the hash of what comes out and how often the stage was tried.
 *
 * <p>Arguments: a folder for checkpoints, and after which step an executor is to be killed, each time anew; none: none is.
 */
public final class TrainedOnExecutors {

    private static final int SHARDS = 4;

    private TrainedOnExecutors() {}

    public static void main(String... arguments) throws IOException {
        Path checkpoints = Path.of(arguments[0]);
        try (SparkSession spark = SparkSession.builder()
                .config("spark.executor.heartbeatInterval", "1s")
                .getOrCreate()) {
            IO.println("weights " + train(spark, checkpoints, 1).weights());
            for (String step : List.of(arguments).subList(1, arguments.length)) {
                List<Long> executors = executors(spark);
                Thread.ofVirtual().start(() -> killAfter(Integer.parseInt(step), checkpoints, executors));
                Trained trained = train(spark, checkpoints, 2);
                IO.println("killed " + trained.attempts() + " " + trained.logged() + " " + trained.weights());
            }
        }
    }

    /**
     * What came out.
     *
     * @param attempts after the first
     * @param logged first step of the log, dots, and the last one, if it has all steps once
     */
    private record Trained(String weights, int attempts, String logged) {}

    private static Trained train(SparkSession spark, Path checkpoints, int tasks) throws IOException {
        var attempts = new AtomicInteger();
        UnrollModel model = SomeWords.estimator()
                .with("epochs", 40)
                .with("checkpoint_seconds", 0)
                .setShards(SHARDS)
                .setTasks(tasks)
                .setRunDir(checkpoints.resolve("runs").toUri().toString())
                .setCheckpointDir(checkpoints.toUri().toString())
                .withListener((TrainingProgress progress) -> attempts.set(progress.attempt()))
                .fit(SomeWords.frame(spark, SomeWords.rows(), 3));
        return new Trained(WeightsHash.of(model.model().network()), attempts.get(), logged(model));
    }

    private static String logged(UnrollModel model) throws IOException {
        List<Long> steps = LoggedSteps.numbers(LoggedSteps.folder(model), "step", "step");
        List<Long> all = LongStream.rangeClosed(1, steps.size()).boxed().toList();
        return steps.equals(all) ? "1..." + steps.size() : steps.toString();
    }

    /** Returns the processes of the executors. */
    private static List<Long> executors(SparkSession spark) {
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(IntStream.range(0, 16).boxed().toList(), 16)
                .map(_ -> ProcessHandle.current().pid())
                .distinct()
                .collect();
    }

    /** Kills an executor once there is a checkpoint of so late a step. */
    private static void killAfter(int step, Path checkpoints, List<Long> executors) {
        try {
            while (latest(checkpoints) < step) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            return;
        }
        ProcessHandle.of(executors.get(step % executors.size())).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static int latest(Path checkpoints) {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("step-"))
                    .mapToInt(name -> Integer.parseInt(name.split("-", -1)[1]))
                    .max()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            // The folder is written to.
            return 0;
        }
    }
}
