package dev.unroll.core.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Which sequences are answered at once: as many as there is memory for. No answer depends on it. */
public final class SequenceBatches {

    /** More at once are no faster. */
    private static final int MOST = 64;

    /** What those that are answered at once may keep: 128 MB of floats. */
    private static final long MOST_NUMBERS = 1L << 25;

    private SequenceBatches() {}

    /**
     * Returns the numbers of all sequences in batches, by length, so that none waits for a long one.
     *
     * @param lengths steps of each sequence
     * @param kept how many numbers are kept for a sequence of so many steps; more for more
     */
    public static List<int[]> of(int[] lengths, IntToLongFunction kept) {
        int[] order = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> lengths[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> batches = new ArrayList<>();
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length
                    && to - from < MOST
                    && (to - from + 1) * kept.applyAsLong(lengths[order[to]]) <= MOST_NUMBERS) {
                to++;
            }
            batches.add(IntStream.range(from, to).map(i -> order[i]).toArray());
            from = to;
        }
        return batches;
    }

    /** Returns how many sequences are read at once of which each keeps so many numbers. */
    public static int size(long kept) {
        return Math.clamp(MOST_NUMBERS / Math.max(1, kept), 1, MOST);
    }
}
