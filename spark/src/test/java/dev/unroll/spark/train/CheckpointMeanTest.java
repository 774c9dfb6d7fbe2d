package dev.unroll.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.unroll.core.checkpoint.Checkpoint;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CheckpointMeanTest {

    private static byte[] checkpoint(float... values) throws IOException {
        var into = new Checkpoint.Builder(3, 1);
        into.put("values", values);
        return CheckpointBytes.of(into.build().content());
    }

    private static float[] values(CheckpointMean mean) throws IOException {
        return CheckpointBytes.read(mean.mean()).content().floats("values", 2);
    }

    @Test
    void aShardCountsByItsExamples() throws IOException {
        var mean = new CheckpointMean(checkpoint(1, 8), 1);
        mean.add(checkpoint(5, 4), 3);
        assertArrayEquals(new float[] {4, 5}, values(mean));
    }

    @Test
    void groupsAreAddedAsTheirShardsAre() throws IOException {
        var mean = new CheckpointMean(checkpoint(1, 8), 1);
        mean.add(new CheckpointMean(checkpoint(5, 4), 3));
        assertArrayEquals(new float[] {4, 5}, values(mean));
    }

    @Test
    void theMeanOfEqualsHasTheirBits() throws IOException {
        var mean = new CheckpointMean(checkpoint(0.1f, -1e-30f), 7);
        mean.add(checkpoint(0.1f, -1e-30f), 6);
        assertArrayEquals(new float[] {0.1f, -1e-30f}, values(mean));
    }
}
