package dev.unroll.spark.train;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.data.DataException;
import dev.unroll.data.Example;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.job.GivenExamples;
import dev.unroll.run.task.Problem;
import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.progress.TrainingLog;
import dev.unroll.spark.progress.TrainingProgress;
import dev.unroll.spark.rows.Counts;
import dev.unroll.spark.rows.Reading;
import dev.unroll.spark.rows.SentConfig;
import dev.unroll.spark.rows.TrainingRow;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A training on the rows of a data frame, as the driver leads it.
 *
 * @param name of the model
 * @param shards into which the training rows are parted; what is learned depends on how many they are
 * @param way in which they come to one network
 * @param heard what is told meanwhile
 * @param runs where the training leaves a folder with its log and report; empty: nowhere
 */
public record FrameTraining(String name, TrainConfig config, int shards, Way way, Heard heard, String runs) {

    /** Training rows that the report answers if none are held out. */
    private static final int SOME = 1000;

    /** The columns of the rows. */
    private static final int INPUT = 0;

    private static final int LABEL = 1;
    private static final int IS_VALIDATION = 2;

    /**
     * Trains.
     *
     * @param rows of an input, a label, and whether the row is one to be scored after each epoch
     * @param scored share of the others that are scored too and not trained on, chosen by what is in them
     * @throws DataException if nothing can be learned of them
     */
    public ModelFiles train(Dataset<Row> rows, double scored) throws IOException {
        return train(Reading.of(config), read(SentConfig.of(config), rows, scored));
    }

    private <E extends Example> ModelFiles train(Reading<E> reading, JavaRDD<TrainingRow> all) throws IOException {
        var sent = SentConfig.of(config);
        JavaRDD<TrainingRow> rows = all.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Counts counts = rows.mapPartitions(
                            each -> List.of(count(sent, each)).iterator())
                    .fold(new Counts(), Counts::plus);
            requireEnough(counts);
            Optional<TrainingFolder> folder = folder(rows.context().hadoopConfiguration());
            try {
                return train(reading, rows, counts, folder);
            } finally {
                folder.ifPresent(TrainingFolder::dropIfEmpty);
            }
        } finally {
            rows.unpersist();
        }
    }

    private <E extends Example> ModelFiles train(
            Reading<E> reading, JavaRDD<TrainingRow> rows, Counts counts, Optional<TrainingFolder> folder)
            throws IOException {
        var given = new GivenExamples(config);
        Problem<E> problem = reading.problem(counts);
        List<E> some = List.of(
                reading.example(only(rows, TrainingRow.Use.TRAINING).first().content()));
        Network fresh =
                given.network(problem, Optional.empty(), problem.encode(some).inputs());
        List<TrainingRow> validation = validation(rows);
        requireReadable(reading, problem, validation);
        var start = new Start(
                SentConfig.of(config),
                ModelFiles.of(new Model(name, problem.task(), fresh, problem.input())),
                counts.labelCounts(),
                counts.examples(),
                shards,
                validation);
        Outcome first = way.lead(start, only(rows, TrainingRow.Use.TRAINING), this::tell);
        Network trained = first.model().getFirst().load().network();
        Map<String, Object> story = TrainingSummary.story(counts, shards, folder.map(Object::toString), first);
        Model model = given.model(name, problem, trained, story);
        if (folder.isPresent()) {
            leave(folder.get(), model, first.log(), problem, () -> scored(reading, rows, validation));
        }
        return ModelFiles.of(model);
    }

    /** What is counted of the training rows is no word on those that are only scored. */
    private static <E extends Example> void requireReadable(
            Reading<E> reading, Problem<E> problem, List<TrainingRow> validation) {
        for (TrainingRow row : validation) {
            try {
                problem.encode(List.of(reading.example(row.content())));
            } catch (DataException | IllegalArgumentException e) {
                throw new DataException("a row to be scored after each epoch is none that the network reads: "
                        + e.getMessage() + "; mend it, or leave it out");
            }
        }
    }

    private Optional<TrainingFolder> folder(Configuration hadoop) throws IOException {
        return runs.isEmpty() ? Optional.empty() : Optional.of(TrainingFolder.in(runs, hadoop));
    }

    private static <E extends Example> TrainingFolder.Scored<E> scored(
            Reading<E> reading, JavaRDD<TrainingRow> rows, List<TrainingRow> validation) {
        boolean isHeldOut = !validation.isEmpty();
        List<TrainingRow> scored =
                isHeldOut ? validation : only(rows, TrainingRow.Use.TRAINING).takeOrdered(SOME);
        List<E> examples =
                scored.stream().map(row -> reading.example(row.content())).toList();
        return new TrainingFolder.Scored<>(examples, isHeldOut ? "validation" : "training");
    }

    /** Writes what the training leaves; if that fails, the model is not lost. */
    private <E extends Example> void leave(
            TrainingFolder folder,
            Model model,
            TrainingLog log,
            Problem<E> problem,
            Supplier<TrainingFolder.Scored<E>> scored) {
        try {
            folder.fill(model, log, problem, scored.get());
        } catch (IOException | RuntimeException e) {
            heard.warnings()
                    .accept("the training is done and its model is returned, but " + folder + " could not be written: "
                            + e.getMessage());
        }
    }

    /** Tells of progress; who cannot hear it costs no training. */
    private void tell(TrainingProgress progress) {
        try {
            heard.progress().accept(progress);
        } catch (RuntimeException e) {
            heard.warnings().accept("the listener failed at step " + progress.step() + ", the training goes on: " + e);
        }
    }

    private static JavaRDD<TrainingRow> read(SentConfig sent, Dataset<Row> frame, double scored) {
        return frame.toJavaRDD().mapPartitions(rows -> {
            TrainConfig config = sent.config();
            Reading<?> reading = Reading.of(config);
            long seed = config.training().seed();
            return mapped(rows, row -> read(reading, row, seed).scoredIn(scored));
        });
    }

    private static TrainingRow read(Reading<?> reading, Row row, long seed) {
        if (row.isNullAt(INPUT) || row.isNullAt(LABEL) || row.isNullAt(IS_VALIDATION)) {
            return TrainingRow.NONE;
        }
        TrainingRow.Use use = row.getBoolean(IS_VALIDATION) ? TrainingRow.Use.VALIDATION : TrainingRow.Use.TRAINING;
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
                case VALIDATION -> counts.addValidation(reading.example(row.content()));
                case LEFT_OUT -> counts.addLeftOut();
            }
        }
        return counts;
    }

    private void requireEnough(Counts counts) {
        if (counts.examples() == 0) {
            throw new DataException("the data frame has no row to learn from: "
                    + Sentence.counted(counts.leftOut(), "row")
                    + " without an input or a label, and no other to train on");
        }
        if (counts.examples() < shards) {
            throw new DataException("each of " + shards + " shards must have a row to learn from, but there are only "
                    + counts.examples() + "; set shards to " + counts.examples() + " at most");
        }
        TrainingPlan plan = new GivenExamples(config).plan(ClassWeights.none());
        if (counts.validation() == 0
                && (plan.bestEpoch().isPresent() || plan.schedule().watched().isPresent())) {
            throw new DataException(
                    "training.kept best and training.schedule plateau go by the rows that are scored after each"
                            + " epoch, but of " + Sentence.counted(counts.examples(), "row")
                            + " none is; set validationFraction higher, or"
                            + " make validationIndicatorCol true in some");
        }
    }

    private static JavaRDD<TrainingRow> only(JavaRDD<TrainingRow> rows, TrainingRow.Use use) {
        return rows.filter(row -> row.use() == use);
    }

    private static List<TrainingRow> validation(JavaRDD<TrainingRow> rows) {
        return only(rows, TrainingRow.Use.VALIDATION).collect().stream()
                .sorted()
                .toList();
    }
}
