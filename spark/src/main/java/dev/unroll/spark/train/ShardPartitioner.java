package dev.unroll.spark.train;

import java.io.Serial;
import org.apache.spark.Partitioner;

/** Which task has which shards, some that follow each other, and so which rows: row i is of shard i mod {@code shards}. */
final class ShardPartitioner extends Partitioner {

    @Serial
    private static final long serialVersionUID = 1;

    private final int shards;
    private final int tasks;

    ShardPartitioner(int shards, int tasks) {
        this.shards = shards;
        this.tasks = tasks;
    }

    /** Returns the first shard of a task; of the one after the last, how many shards there are. */
    int first(int task) {
        return (int) ((long) task * shards / tasks);
    }

    @Override
    public int numPartitions() {
        return tasks;
    }

    @Override
    public int getPartition(Object row) {
        int shard = (int) ((Long) row % shards);
        int task = (int) ((long) shard * tasks / shards);
        // Rounding may have left the shard to the next one.
        return first(task + 1) <= shard ? task + 1 : task;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardPartitioner that && shards == that.shards && tasks == that.tasks;
    }

    @Override
    public int hashCode() {
        return 31 * shards + tasks;
    }
}
