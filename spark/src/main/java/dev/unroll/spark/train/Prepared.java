package dev.unroll.spark.train;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.core.shard.Shards;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Trainer;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.data.Example;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.job.GivenExamples;
import dev.unroll.run.task.Problem;
import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.rows.Reading;
import dev.unroll.spark.rows.TrainingRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import scala.Tuple2;

/**
 * What a task has made of its rows.
 *
 * @param fresh the model that is to be trained
 * @param shards of this task
 * @param examples of each of them
 */
record Prepared(
        TrainConfig config,
        TrainingPlan plan,
        Model fresh,
        Shards shards,
        List<Examples> examples,
        Optional<Examples> validation) {

    /**
     * Reads the rows of a task.
     *
     * @param rows in order, each with its number among those of all tasks
     */
    static Prepared of(Start start, Shards shards, Iterator<Tuple2<Long, TrainingRow>> rows) throws IOException {
        TrainConfig config = start.config().config();
        return of(start, config, Reading.of(config), shards, rows);
    }

    private static <E extends Example> Prepared of(
            Start start,
            TrainConfig config,
            Reading<E> reading,
            Shards shards,
            Iterator<Tuple2<Long, TrainingRow>> rows)
            throws IOException {
        Model fresh = start.model().load();
        Problem<E> problem = reading.problem(fresh, start.examples());
        int[] counts = start.labelCounts().stream().mapToInt(Integer::intValue).toArray();
        double balance = config.training().classBalance();
        ClassWeights weights = balance == 0 ? ClassWeights.none() : ClassWeights.balanced(counts, balance);
        List<E> validation = start.validation().stream()
                .map(row -> reading.example(row.content()))
                .toList();
        return new Prepared(
                config,
                new GivenExamples(config).plan(weights),
                fresh,
                shards,
                parts(reading, shards, rows).stream()
                        .map(part -> problem.training(part, config.training().batchSize()))
                        .toList(),
                validation.isEmpty() ? Optional.empty() : Optional.of(problem.scoring(validation)));
    }

    private static <E extends Example> List<List<E>> parts(
            Reading<E> reading, Shards shards, Iterator<Tuple2<Long, TrainingRow>> rows) {
        List<List<E>> parts = new ArrayList<>();
        for (int i = 0; i < shards.own(); i++) {
            parts.add(new ArrayList<>());
        }
        while (rows.hasNext()) {
            Tuple2<Long, TrainingRow> row = rows.next();
            int shard = (int) (row._1() % shards.count());
            parts.get(shard - shards.first()).add(reading.example(row._2().content()));
        }
        return parts;
    }

    Trainer trainer(Compute compute) {
        return new Trainer(plan, compute);
    }

    /** Returns the model of a network that was trained. */
    ModelFiles model(Network trained) throws IOException {
        return ModelFiles.of(new Model(fresh.name(), fresh.task(), trained, fresh.input(), fresh.training()));
    }
}
