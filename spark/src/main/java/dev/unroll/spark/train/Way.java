package dev.unroll.spark.train;

import dev.unroll.spark.progress.TrainingProgress;
import dev.unroll.spark.rows.TrainingRow;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** How the shards of a training come to one network. */
public sealed interface Way permits Together, Averaging {

    /**
     * Trains.
     *
     * @param rows to train on, in any order
     * @param listener hears, at the driver, how far the training is
     */
    Outcome lead(Start start, JavaRDD<TrainingRow> rows, Consumer<TrainingProgress> listener) throws IOException;

    /** Returns rows in their order, numbered, each in the partition of its shard. */
    static JavaPairRDD<Long, TrainingRow> placed(JavaRDD<TrainingRow> rows, ShardPartitioner partitioner) {
        return rows.sortBy(row -> row, true, rows.getNumPartitions())
                .zipWithIndex()
                .mapToPair(Tuple2::swap)
                .repartitionAndSortWithinPartitions(partitioner);
    }
}
