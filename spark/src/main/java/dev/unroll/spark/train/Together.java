package dev.unroll.spark.train;

import dev.unroll.spark.progress.ProgressAccumulator;
import dev.unroll.spark.progress.ProgressListener;
import dev.unroll.spark.progress.TrainingProgress;
import dev.unroll.spark.rows.TrainingRow;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The tasks of one barrier stage do each update together.
 *
 * @param tasks that learn at a time; 0: as many as there are shards, or as the cluster has room for
 * @param checkpoints folder on a file system of Hadoop; empty: a training that loses an executor begins anew
 * @param silence after which a task is lost from which nothing is heard
 */
public record Together(int tasks, String checkpoints, Duration silence) implements Way {

    @Override
    public Outcome lead(Start start, JavaRDD<TrainingRow> rows, Consumer<TrainingProgress> listener)
            throws IOException {
        SparkContext spark = rows.context();
        var terms = new Terms(
                folder(spark.hadoopConfiguration()),
                new SerializableConfiguration(spark.hadoopConfiguration()),
                SentExchange.of(spark.conf(), silence));
        var progress = new ProgressAccumulator();
        spark.register(progress, "training");
        var heartbeats = new ProgressListener(progress.id(), listener);
        spark.addSparkListener(heartbeats);
        Broadcast<Start> everywhere = new JavaSparkContext(spark).broadcast(start);
        try {
            var partitioner = new ShardPartitioner(start.shards(), room(spark, start.shards()));
            List<Outcome> all = stage(everywhere, terms, Way.placed(rows, partitioner), progress);
            Outcome first = all.stream()
                    .filter(outcome -> outcome.task() == 0)
                    .findFirst()
                    .orElseThrow();
            requireEqual(all, first);
            heartbeats.tell(first.progress());
            return first;
        } finally {
            spark.removeSparkListener(heartbeats);
            everywhere.destroy();
            if (!terms.checkpoints().isEmpty()) {
                HadoopCheckpoints.remove(terms.checkpoints(), spark.hadoopConfiguration());
            }
        }
    }

    /**
     * Makes the folder of this training's checkpoints and returns where it is for all tasks, or an empty text: an executor has a
     * working folder of its own, in which a relative path would be another for each.
     */
    private String folder(Configuration hadoop) throws IOException {
        if (checkpoints.isEmpty()) {
            return "";
        }
        var given = new Path(checkpoints, Identifiable.randomUID("training"));
        FileSystem system = given.getFileSystem(hadoop);
        Path folder = system.makeQualified(given);
        if (!system.mkdirs(folder)) {
            throw new IOException("checkpointDir: " + folder + " cannot be made; name a folder that may be written to");
        }
        return folder.toString();
    }

    /** Returns how many tasks there are to be. */
    private int room(SparkContext spark, int shards) {
        int room = tasks > 0
                ? tasks
                : spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
        return Math.max(1, Math.min(shards, room));
    }

    /** Runs the tasks at a time. What follows them needs a shuffle: without it Spark would not try a second time. */
    @SuppressWarnings("unchecked")
    private static List<Outcome> stage(
            Broadcast<Start> start, Terms terms, JavaPairRDD<Long, TrainingRow> rows, ProgressAccumulator progress) {
        var learn = (Function1<Iterator<Tuple2<Long, TrainingRow>>, Iterator<Outcome>> & Serializable)
                each -> CollectionConverters.asScala(
                        List.of(run(start, terms, progress, each)).iterator());
        ClassTag<Outcome> tag = ClassTag$.MODULE$.apply(Outcome.class);
        var outcomes = rows.rdd().barrier().mapPartitions(learn, false, tag);
        return new JavaRDD<>(outcomes, tag).repartition(1).collect();
    }

    private static Outcome run(
            Broadcast<Start> start,
            Terms terms,
            ProgressAccumulator progress,
            Iterator<Tuple2<Long, TrainingRow>> rows) {
        try {
            return new TrainingTask(start.value(), terms, BarrierTaskContext.get(), progress)
                    .run(CollectionConverters.asJava(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void requireEqual(List<Outcome> all, Outcome first) {
        for (Outcome outcome : all) {
            if (!outcome.weights().equals(first.weights())) {
                throw new IllegalStateException("tasks 0 and " + outcome.task()
                        + " must have come to the same weights, but theirs have the SHA-256 " + first.weights()
                        + " and "
                        + outcome.weights());
            }
        }
    }
}
