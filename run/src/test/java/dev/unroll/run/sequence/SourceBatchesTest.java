package dev.unroll.run.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many sources are answered at once. */
class SourceBatchesTest {

    private static int[] lengths(int count, int length) {
        int[] lengths = new int[count];
        Arrays.fill(lengths, length);
        return lengths;
    }

    @Test
    void longSourcesAreAnsweredFewAtOnce() {
        List<int[]> batches = SourceBatches.of(lengths(64, 2000), steps -> steps * 4000L);
        assertEquals(16, batches.size());
        batches.forEach(batch -> assertEquals(4, batch.length));
    }

    @Test
    void oneThatKeepsMoreThanIsAllowedIsAnsweredAlone() {
        List<int[]> batches = SourceBatches.of(lengths(3, 100_000), steps -> steps * 1000L);
        assertEquals(3, batches.size());
    }

    @Test
    void shortSourcesAreAnsweredByLength() {
        assertArrayEquals(
                new int[] {1, 2, 0},
                SourceBatches.of(new int[] {9, 2, 5}, steps -> steps).getFirst());
    }

    @Test
    void eachSourceIsAnsweredOnce() {
        int[] lengths = IntStream.range(0, 500).map(i -> 1 + i * 37 % 3000).toArray();
        int[] all = SourceBatches.of(lengths, steps -> steps * 4000L).stream()
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, 500).toArray(), all);
    }

    @Test
    void sequencesThatAreReadAtOnceAreSixtyFourAtMostAndOneAtLeast() {
        assertEquals(64, SourceBatches.size(20_480));
        assertEquals(8, SourceBatches.size(1L << 22));
        assertEquals(1, SourceBatches.size(1L << 40));
    }
}
