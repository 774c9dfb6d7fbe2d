package dev.unroll.spark.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PiecesTest {

    @ParameterizedTest
    @CsvSource({"1, 2", "31, 2", "33, 2", "1000, 7", "16384, 2", "32769, 2", "262144, 3", "3800000, 8", "3800001, 100"})
    void eachParameterIsInOneChunkOfOneMember(int parameters, int members) {
        var pieces = new Pieces(parameters, members);
        int[] chunks = new int[parameters];
        int most = 0;
        for (int member = 0; member < members; member++) {
            int all = 0;
            for (int chunk = 0; chunk < pieces.chunks(member); chunk++) {
                int from = pieces.from(member, chunk);
                int size = pieces.size(member, chunk);
                assertTrue(size >= 1 && size <= Pieces.CHUNK, "a chunk of " + size);
                for (int i = from; i < from + size; i++) {
                    chunks[i]++;
                }
                all += size;
            }
            most = Math.max(most, all);
        }
        assertTrue(Arrays.stream(chunks).allMatch(count -> count == 1));
        int turns = Math.ceilDiv(parameters, members * Pieces.CHUNK);
        assertTrue(most <= parameters / members + 32 * turns + 32, "a member has " + most);
    }

    @Test
    void thereMayBeAsManyAsAnArrayHas() {
        var pieces = new Pieces(Integer.MAX_VALUE, 3);
        int last = Math.ceilDiv(Math.ceilDiv(Integer.MAX_VALUE, Pieces.CHUNK), 3) - 1;
        int end = IntStream.range(0, 3)
                .filter(member -> pieces.chunks(member) > last)
                .map(member -> pieces.from(member, last) + pieces.size(member, last))
                .max()
                .orElseThrow();
        assertEquals(Integer.MAX_VALUE, end);
    }

    /** Of an embedding of 30,000 words, 128 numbers each, of which a batch has the 1,484 most frequent; reckoned 1.01, 1.07 and 1.71. */
    @ParameterizedTest
    @CsvSource({"2, 1.05", "8, 1.1", "64, 1.75"})
    void frequentWordsAreSharedOut(int members, double most) {
        var pieces = new Pieces(3_800_000, members);
        double[] load = new double[members];
        for (int member = 0; member < members; member++) {
            for (int chunk = 0; chunk < pieces.chunks(member); chunk++) {
                int from = pieces.from(member, chunk);
                for (int i = from; i < from + pieces.size(member, chunk); i++) {
                    load[member] += Math.min(1, 190_000.0 / (i + 1));
                }
            }
        }
        double mean = Arrays.stream(load).average().orElseThrow();
        double ofMean = Arrays.stream(load).max().orElseThrow() / mean;
        assertTrue(ofMean <= most, "the largest share is " + ofMean + " of the mean");
    }
}
