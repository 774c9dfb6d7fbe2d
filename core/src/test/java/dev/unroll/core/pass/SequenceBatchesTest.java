package dev.unroll.core.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many sources are answered at once. */
class SequenceBatchesTest {

    private static int[] lengths(int count, int length) {
        int[] lengths = new int[count];
        Arrays.fill(lengths, length);
        return lengths;
    }

    @Test
    void longSourcesAreAnsweredFewAtOnce() {
        List<int[]> batches = SequenceBatches.of(lengths(64, 2000), steps -> steps * 4000L);
        assertEquals(16, batches.size());
        batches.forEach(batch -> assertEquals(4, batch.length));
    }

    @Test
    void oneThatKeepsMoreThanIsAllowedIsAnsweredAlone() {
        List<int[]> batches = SequenceBatches.of(lengths(3, 100_000), steps -> steps * 1000L);
        assertEquals(3, batches.size());
    }

    @Test
    void shortSourcesAreAnsweredByLength() {
        assertArrayEquals(
                new int[] {1, 2, 0},
                SequenceBatches.of(new int[] {9, 2, 5}, steps -> steps).getFirst());
    }

    @Test
    void eachSourceIsAnsweredOnce() {
        int[] lengths = IntStream.range(0, 500).map(i -> 1 + i * 37 % 3000).toArray();
        int[] all = SequenceBatches.of(lengths, steps -> steps * 4000L).stream()
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, 500).toArray(), all);
    }

    @Test
    void sequencesThatAreReadAtOnceAreSixtyFourAtMostAndOneAtLeast() {
        assertEquals(64, SequenceBatches.size(20_480));
        assertEquals(8, SequenceBatches.size(1L << 22));
        assertEquals(1, SequenceBatches.size(1L << 40));
    }
}
