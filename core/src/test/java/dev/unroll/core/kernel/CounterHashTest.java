package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.CounterHash.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Saved models and published results depend on these numbers: the pinned ones may never change. */
final class CounterHashTest {

    @Test
    void bitsNeverChange() {
        assertEquals(0x78ae5a9a6b5fd45eL, CounterHash.bits(0, Purpose.INITIALIZATION, 0, 0, 0, 0));
        assertEquals(0xc28a1d49884025c6L, CounterHash.bits(42, Purpose.SHUFFLE, 1, 2, 3, 4));
        assertEquals(0xa8851472a84b3f19L, CounterHash.bits(-1, Purpose.DROPOUT, Long.MAX_VALUE, -5, 0, 7));
    }

    @Test
    void numbersNeverChange() {
        assertEquals(0x1.2022ap-2f, CounterHash.uniform(42, Purpose.DROPOUT, 1, 2, 3, 4));
        assertEquals(-0x1.d0ff5dc5b4937p-3, CounterHash.normal(42, Purpose.INITIALIZATION, 1, 2, 3, 4));
        assertArrayEquals(new int[] {5, 0, 1, 4, 2, 6, 3, 7}, CounterHash.permutation(8, 42, Purpose.SHUFFLE, 3));
    }

    @Test
    void everyCoordinateCounts() {
        Set<Long> seen = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            for (int i = 0; i < 32; i++) {
                seen.add(CounterHash.bits(i >> 4, purpose, i >> 3 & 1, i >> 2 & 1, i >> 1 & 1, i & 1));
            }
        }
        assertEquals(32 * Purpose.values().length, seen.size());
    }

    @Test
    void uniformNumbersFillTheUnitInterval() {
        int n = 100_000;
        int[] counts = new int[10];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            float u = CounterHash.uniform(7, Purpose.DROPOUT, i, 0, 0, 0);
            assertTrue(u >= 0 && u < 1, () -> "uniform " + u);
            counts[(int) (u * 10)]++;
            sum += u;
        }
        // Five standard deviations of the mean of n uniform numbers, and of a binomial count.
        assertEquals(0.5, sum / n, 5 * StrictMath.sqrt(1.0 / 12 / n));
        for (int count : counts) {
            assertEquals(n / 10.0, count, 5 * StrictMath.sqrt(n * 0.1 * 0.9));
        }
    }

    @Test
    void normalNumbersHaveMeanZeroAndVarianceOne() {
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double z = CounterHash.normal(7, Purpose.INITIALIZATION, 0, i, 0, 0);
            sum += z;
            squares += z * z;
        }
        assertEquals(0, sum / n, 5 / StrictMath.sqrt(n));
        assertEquals(1, squares / n, 5 * StrictMath.sqrt(2.0 / n));
    }

    @Test
    void permutationHoldsEveryNumberOnce() {
        for (int n : new int[] {0, 1, 2, 1000}) {
            int[] sorted = CounterHash.permutation(n, 5, Purpose.SHUFFLE, 9);
            Arrays.sort(sorted);
            assertArrayEquals(IntStream.range(0, n).toArray(), sorted);
        }
        assertFalse(Arrays.equals(
                CounterHash.permutation(1000, 5, Purpose.SHUFFLE, 9),
                CounterHash.permutation(1000, 5, Purpose.SHUFFLE, 10)));
    }

    @Test
    void everyFirstOfAPermutationIsAsLikely() {
        int[] counts = new int[5];
        for (int epoch = 0; epoch < 10_000; epoch++) {
            counts[CounterHash.permutation(5, 3, Purpose.SHUFFLE, epoch)[0]]++;
        }
        for (int count : counts) {
            assertEquals(2000, count, 5 * StrictMath.sqrt(10_000 * 0.2 * 0.8));
        }
    }
}
