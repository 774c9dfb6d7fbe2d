package dev.unroll.spark.train;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.data.DataException;
import dev.unroll.data.Example;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.job.GivenExamples;
import dev.unroll.run.task.Problem;
import dev.unroll.spark.folder.ModelFiles;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * A training on the rows of a data frame, as the driver leads it.
 *
 * @param name of the model
 * @param shards into which the training rows are parted; what is learned depends on how many they are
 * @param tasks that learn them at a time; 0: as many as there are shards, or as the cluster has room for
 * @param checkpoints folder on a file system of Hadoop; empty: a training that loses an executor begins anew
 * @param silence after which a task is lost from which nothing is heard
 * @param listener hears, at the driver, how far the training is
 */
public record BarrierTraining(
        String name,
        TrainConfig config,
        int shards,
        int tasks,
        String checkpoints,
        Duration silence,
        Consumer<TrainingProgress> listener) {

    /** The columns of the rows. */
    private static final int INPUT = 0;

    private static final int LABEL = 1;
    private static final int IS_VALIDATION = 2;

    /**
     * Trains.
     *
     * @param rows of an input, a label, and whether the row is one to be scored after each epoch
     * @throws DataException if nothing can be learned of them
     */
    public ModelFiles train(Dataset<Row> rows) throws IOException {
        return train(Reading.of(config), rows);
    }

    private <E extends Example> ModelFiles train(Reading<E> reading, Dataset<Row> frame) throws IOException {
        var given = new GivenExamples(config);
        var sent = SentConfig.of(config);
        JavaRDD<TrainingRow> rows = read(sent, frame).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Counts counts = rows.mapPartitions(each -> List.of(count(sent, each)).iterator())
                    .reduce(Counts::plus);
            requireEnough(counts);
            Problem<E> problem = reading.problem(counts);
            List<E> some = List.of(reading.example(only(rows, TrainingRow.Use.TRAINING).first().content()));
            Network fresh = given.network(problem, Optional.empty(), problem.encode(some).inputs());
            var start = new Start(
                    sent,
                    ModelFiles.of(new Model(name, problem.task(), fresh, problem.input())),
                    counts.labelCounts(),
                    counts.examples(),
                    shards,
                    validation(rows),
                    checkpoints.isEmpty() ? "" : checkpoints + "/" + UUID.randomUUID(),
                    new SerializableConfiguration(rows.context().hadoopConfiguration()),
                    SentExchange.of(rows.context().conf(), silence));
            Outcome first = outcome(start, rows);
            Model trained = first.model().getFirst().load();
            return ModelFiles.of(given.model(name, problem, trained.network(), story(counts, first)));
        } finally {
            rows.unpersist();
        }
    }

    private static JavaRDD<TrainingRow> read(SentConfig sent, Dataset<Row> frame) {
        return frame.toJavaRDD().mapPartitions(rows -> {
            TrainConfig config = sent.config();
            Reading<?> reading = Reading.of(config);
            long seed = config.training().seed();
            return mapped(rows, row -> read(reading, row, seed));
        });
    }

    private static TrainingRow read(Reading<?> reading, Row row, long seed) {
        if (row.isNullAt(INPUT) || row.isNullAt(LABEL) || row.isNullAt(IS_VALIDATION)) {
            return TrainingRow.NONE;
        }
        TrainingRow.Use use =
                row.getBoolean(IS_VALIDATION) ? TrainingRow.Use.VALIDATION : TrainingRow.Use.TRAINING;
        return reading.content(row.get(INPUT), row.get(LABEL))
                .map(content -> TrainingRow.of(use, content, seed))
                .orElse(TrainingRow.NONE);
    }

    private static <A, B> Iterator<B> mapped(Iterator<A> all, java.util.function.Function<A, B> each) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public B next() {
                return each.apply(all.next());
            }
        };
    }

    private static Counts count(SentConfig sent, Iterator<TrainingRow> rows) {
        return count(Reading.of(sent.config()), rows);
    }

    private static <E extends Example> Counts count(Reading<E> reading, Iterator<TrainingRow> rows) {
        var counts = new Counts();
        while (rows.hasNext()) {
            TrainingRow row = rows.next();
            switch (row.use()) {
                case TRAINING -> reading.count(reading.example(row.content()), counts);
                case VALIDATION -> counts.addValidation();
                case LEFT_OUT -> counts.addLeftOut();
            }
        }
        return counts;
    }

    private void requireEnough(Counts counts) {
        if (counts.examples() == 0) {
            throw new DataException("the data frame has no row to learn from: "
                    + Sentence.counted((long) counts.data().get("left_out"), "row")
                    + " without an input or a label, and no other to train on");
        }
        if (counts.examples() < shards) {
            throw new DataException("each of " + shards + " shards must have a row to learn from, but there are only "
                    + counts.examples() + "; set shards to " + counts.examples() + " at most");
        }
    }

    private static JavaRDD<TrainingRow> only(JavaRDD<TrainingRow> rows, TrainingRow.Use use) {
        return rows.filter(row -> row.use() == use);
    }

    private static List<TrainingRow> validation(JavaRDD<TrainingRow> rows) {
        return only(rows, TrainingRow.Use.VALIDATION).collect().stream().sorted().toList();
    }

    /** Returns what the first task comes to. */
    private Outcome outcome(Start start, JavaRDD<TrainingRow> rows) throws IOException {
        SparkContext spark = rows.context();
        var progress = new ProgressAccumulator();
        spark.register(progress, name);
        var heartbeats = new ProgressListener(progress.id(), listener);
        spark.addSparkListener(heartbeats);
        Broadcast<Start> everywhere = new JavaSparkContext(spark).broadcast(start);
        try {
            List<Outcome> all = stage(everywhere, placed(rows, room(spark)), progress);
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
            if (!start.checkpoints().isEmpty()) {
                HadoopCheckpoints.remove(start.checkpoints(), spark.hadoopConfiguration());
            }
        }
    }

    /** Returns how many tasks there are to be. */
    private int room(SparkContext spark) {
        int room = tasks > 0
                ? tasks
                : spark.maxNumConcurrentTasks(
                        spark.resourceProfileManager().defaultResourceProfile());
        return Math.max(1, Math.min(shards, room));
    }

    /** Returns the training rows in their order, numbered, each where its shard is learned. */
    private org.apache.spark.api.java.JavaPairRDD<Long, TrainingRow> placed(JavaRDD<TrainingRow> rows, int count) {
        return only(rows, TrainingRow.Use.TRAINING)
                .sortBy(row -> row, true, rows.getNumPartitions())
                .zipWithIndex()
                .mapToPair(Tuple2::swap)
                .repartitionAndSortWithinPartitions(new ShardPartitioner(shards, count));
    }

    /** Runs the tasks at a time. What follows them needs a shuffle: without it Spark would not try a second time. */
    @SuppressWarnings("unchecked")
    private static List<Outcome> stage(
            Broadcast<Start> start,
            org.apache.spark.api.java.JavaPairRDD<Long, TrainingRow> rows,
            ProgressAccumulator progress) {
        var learn = (Function1<scala.collection.Iterator<Tuple2<Long, TrainingRow>>, scala.collection.Iterator<Outcome>>
                        & Serializable)
                each -> CollectionConverters.asScala(List.of(run(start, progress, each)).iterator());
        ClassTag<Outcome> tag = ClassTag$.MODULE$.apply(Outcome.class);
        var outcomes = rows.rdd().barrier().mapPartitions(learn, false, tag);
        return new JavaRDD<>(outcomes, tag).repartition(1).collect();
    }

    private static Outcome run(
            Broadcast<Start> start,
            ProgressAccumulator progress,
            scala.collection.Iterator<Tuple2<Long, TrainingRow>> rows) {
        try {
            return new TrainingTask(start.value(), BarrierTaskContext.get(), progress)
                    .run(CollectionConverters.asJava(rows));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void requireEqual(List<Outcome> all, Outcome first) {
        for (Outcome outcome : all) {
            if (!outcome.weights().equals(first.weights())) {
                throw new IllegalStateException("tasks 0 and " + outcome.task()
                        + " must have come to the same weights, but theirs have the SHA-256 " + first.weights() + " and "
                        + outcome.weights());
            }
        }
    }

    private Map<String, Object> story(Counts counts, Outcome first) {
        List<EpochScores> epochs = first.progress().epochs();
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("losses", epochs.stream().map(EpochScores::loss).toList());
        progress.put("steps", first.progress().step());
        progress.put("stopped", false);
        progress.put("shards", shards);
        progress.put("weights_sha256", first.weights());
        progress.put("epochs", new ArrayList<>(epochs.stream().map(EpochScores::data).toList()));
        return new LinkedHashMap<>(Map.of("data", counts.data(), "progress", progress));
    }
}
