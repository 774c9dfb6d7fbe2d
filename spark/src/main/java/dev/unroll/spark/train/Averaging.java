package dev.unroll.spark.train;

import dev.unroll.spark.progress.Noted;
import dev.unroll.spark.progress.TrainingProgress;
import dev.unroll.spark.rows.TrainingRow;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Each shard learns alone for some steps, then all go on from their mean (local SGD, Stich 2019): by Spark's means, without a port.
 * The mean is of the parameters and of what the optimizer remembers, summed up in the order of the shards; so tasks keep nothing from
 * round to round, and one that is lost is done again.
 *
 * @param steps of a round; it ends with the epoch at the latest
 */
public record Averaging(int steps) implements Way {

    /**
     * What a round begins with.
     *
     * @param mean the checkpoint that all go on from; none in the first round
     * @param noted by the first shard
     */
    record Round(int steps, List<byte[]> mean, Noted noted) implements Serializable {}

    /**
     * What a shard comes to in a round.
     *
     * @param checkpoint one, or none if the training is done
     */
    record Part(int shard, long examples, List<byte[]> checkpoint, Outcome outcome) implements Serializable {}

    /** What some shards, one after another, come to. */
    private record Group(int first, List<CheckpointMean> sum, Outcome outcome) implements Serializable {}

    @Override
    public Outcome lead(Start start, JavaRDD<TrainingRow> rows, Consumer<TrainingProgress> listener)
            throws IOException {
        var spark = new JavaSparkContext(rows.context());
        Broadcast<Start> everywhere = spark.broadcast(start);
        JavaPairRDD<Long, TrainingRow> placed = Way.placed(rows, new ShardPartitioner(start.shards(), start.shards()))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            var round = new Round(steps, List.of(), Noted.NOTHING);
            while (true) {
                List<Group> groups = groups(spark, everywhere, placed, round);
                Outcome first = groups.getFirst().outcome();
                listener.accept(first.progress());
                if (!first.model().isEmpty()) {
                    return first;
                }
                CheckpointMean sum = groups.getFirst().sum().getFirst();
                groups.stream().skip(1).forEach(group -> sum.add(group.sum().getFirst()));
                round = new Round(steps, List.of(sum.mean()), first.noted());
            }
        } finally {
            placed.unpersist();
            everywhere.destroy();
        }
    }

    /** Does a round, and returns what the shards come to, in their order, in about as many groups as there are shards in each. */
    private static List<Group> groups(
            JavaSparkContext spark, Broadcast<Start> start, JavaPairRDD<Long, TrainingRow> rows, Round round) {
        Broadcast<Round> sent = spark.broadcast(round);
        int size = (int) StrictMath.ceil(StrictMath.sqrt(rows.getNumPartitions()));
        try {
            return rows
                    .mapPartitions(each -> List.of(part(start, sent, each)).iterator())
                    .groupBy(part -> part.shard() / size, Math.ceilDiv(rows.getNumPartitions(), size))
                    .map(Averaging::summed)
                    .collect()
                    .stream()
                    .sorted(Comparator.comparing(Group::first))
                    .toList();
        } finally {
            sent.destroy();
        }
    }

    private static Part part(
            Broadcast<Start> start, Broadcast<Round> round, java.util.Iterator<Tuple2<Long, TrainingRow>> rows) {
        try {
            return new AveragingTask(start.value(), round.value(), TaskContext.getPartitionId()).run(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static Group summed(Tuple2<Integer, Iterable<Part>> group) throws IOException {
        List<Part> parts = StreamSupport.stream(group._2().spliterator(), false)
                .sorted(Comparator.comparing(Part::shard))
                .toList();
        Part first = parts.getFirst();
        if (first.checkpoint().isEmpty()) {
            return new Group(first.shard(), List.of(), first.outcome());
        }
        var sum = new CheckpointMean(first.checkpoint().getFirst(), first.examples());
        for (Part part : parts.subList(1, parts.size())) {
            sum.add(part.checkpoint().getFirst(), part.examples());
        }
        return new Group(first.shard(), List.of(sum), first.outcome());
    }
}
