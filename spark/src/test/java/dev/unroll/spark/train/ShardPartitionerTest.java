package dev.unroll.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPartitionerTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 1", "4, 3", "7, 3", "7, 7", "1000, 37", "1000, 999"})
    void eachShardIsTheTasksThatHasItFirst(int shards, int tasks) {
        var partitioner = new ShardPartitioner(shards, tasks);
        for (long row = 0; row < 2L * shards; row++) {
            int task = partitioner.getPartition(row);
            long shard = row % shards;
            assertTrue(partitioner.first(task) <= shard && shard < partitioner.first(task + 1), "row " + row);
        }
        assertEquals(shards, partitioner.first(tasks));
    }
}
