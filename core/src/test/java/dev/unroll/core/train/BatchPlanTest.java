package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.BatchPlan.Grouping;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPlanTest {

    /** More than a pool of 64 batches of 4, and a last batch of 3. */
    private static final int COUNT = 703;

    private static final Sequences SEQUENCES = sequences(COUNT);

    private static Sequences sequences(int count) {
        int[][] tokens = new int[count][];
        Arrays.setAll(tokens, i -> new int[(int) (1 + 40 * CounterHash.uniform(5, Purpose.SAMPLING, i, 0, 0, 0))]);
        return Sequences.ofTokens(tokens);
    }

    private static BatchPlan plan(Grouping grouping, long seed, long epoch) {
        return BatchPlan.of(SEQUENCES, 4, grouping, seed, epoch);
    }

    /** Returns the examples batch after batch. */
    private static int[] examples(BatchPlan plan) {
        return IntStream.range(0, plan.batches())
                .flatMap(i -> Arrays.stream(plan.order(), plan.from(i), plan.to(i)))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleComesOnceAnEpoch(Grouping grouping) {
        BatchPlan plan = plan(grouping, 1, 1);
        assertEquals(176, plan.batches());
        assertArrayEquals(
                IntStream.range(0, COUNT).toArray(),
                Arrays.stream(examples(plan)).sorted().toArray());
        for (int i = 0; i < plan.batches() - 1; i++) {
            assertEquals(4, plan.to(i) - plan.from(i));
        }
        assertEquals(3, plan.to(175) - plan.from(175));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_ORDER")
    void theOrderIsThatOfSeedAndEpoch(Grouping grouping) {
        int[] order = examples(plan(grouping, 1, 1));
        assertArrayEquals(order, examples(plan(grouping, 1, 1)));
        assertFalse(Arrays.equals(order, examples(plan(grouping, 1, 2))));
        assertFalse(Arrays.equals(order, examples(plan(grouping, 2, 1))));
    }

    @Test
    void inOrderIsTheOrderOfTheData() {
        assertArrayEquals(IntStream.range(0, COUNT).toArray(), examples(plan(Grouping.IN_ORDER, 1, 3)));
    }

    @Test
    void byLengthWastesLittle() {
        assertTrue(waste(plan(Grouping.RANDOM, 1, 1)) > 0.3);
        assertTrue(waste(plan(Grouping.BY_LENGTH, 1, 1)) < 0.03);
    }

    /** Returns which part of all steps would be padding. */
    private static double waste(BatchPlan plan) {
        int padded = 0;
        int valid = 0;
        for (int i = 0; i < plan.batches(); i++) {
            int[] lengths = Arrays.stream(plan.order(), plan.from(i), plan.to(i))
                    .map(SEQUENCES::length)
                    .toArray();
            padded += lengths.length * Arrays.stream(lengths).max().orElseThrow();
            valid += Arrays.stream(lengths).sum();
        }
        return 1 - (double) valid / padded;
    }

    @Test
    void batchesByLengthComeInRandomOrder() {
        BatchPlan plan = plan(Grouping.BY_LENGTH, 1, 1);
        int[] lengths = IntStream.range(0, 64)
                .map(i -> SEQUENCES.length(plan.order()[plan.from(i)]))
                .toArray();
        assertFalse(Arrays.equals(lengths, Arrays.stream(lengths).sorted().toArray()));
    }

    /** Shards of 703, 702 and, one batch less that is full, 699 examples. */
    @ParameterizedTest
    @ValueSource(ints = {703, 702, 699})
    void theNthBatchOfAShardIsAsLongAsThatOfAnyOther(int count) {
        BatchPlan largest = plan(Grouping.BY_LENGTH, 1, 1);
        Sequences shard = sequences(count);
        BatchPlan plan = BatchPlan.of(shard, 4, Grouping.BY_LENGTH, new BatchPlan.Draw(2, 1, COUNT), 1);
        assertArrayEquals(
                IntStream.range(0, count).toArray(),
                Arrays.stream(examples(plan)).sorted().toArray());
        for (int i = 0; i < plan.batches(); i++) {
            int ours = shard.length(plan.order()[plan.from(i)]);
            assertEquals(SEQUENCES.length(largest.order()[largest.from(i)]), ours, 6, "batch " + i);
        }
        assertFalse(Arrays.equals(examples(plan), examples(largest)));
    }

    @ParameterizedTest
    @EnumSource
    void aBatchMayBeLargerThanTheData(Grouping grouping) {
        BatchPlan plan = BatchPlan.of(SEQUENCES, Integer.MAX_VALUE, grouping, 1, 1);
        assertEquals(1, plan.batches());
        assertEquals(COUNT, examples(plan).length);
    }

    @ParameterizedTest
    @EnumSource
    void noExamplesAreNoBatches(Grouping grouping) {
        assertEquals(0, BatchPlan.of(sequences(0), 4, grouping, 1, 1).batches());
    }

    @Test
    void aBatchOfNothingIsRefused() {
        var error =
                assertThrows(IllegalArgumentException.class, () -> BatchPlan.of(SEQUENCES, 0, Grouping.RANDOM, 1, 1));
        assertEquals("batchSize must be at least 1 but is 0", error.getMessage());
    }

    @Test
    void thePaddingShareIsWhatFillingUpWouldAdd() {
        int[][] tokens = {new int[1], new int[4], new int[3], new int[4], new int[2]};
        var sequences = Sequences.ofTokens(tokens);
        // 1 of 4 and 4 of 4, 3 of 4 and 4 of 4, 2 of 2: 4 steps of 18.
        assertEquals(
                4.0 / 18, BatchPlan.of(sequences, 2, Grouping.IN_ORDER, 1, 1).paddingShare(sequences), 1e-15);
        assertTrue(plan(Grouping.BY_LENGTH, 1, 1).paddingShare(SEQUENCES)
                < 0.1 * plan(Grouping.RANDOM, 1, 1).paddingShare(SEQUENCES));
        assertEquals(0, BatchPlan.of(sequences, 1, Grouping.RANDOM, 1, 1).paddingShare(sequences));
    }
}
