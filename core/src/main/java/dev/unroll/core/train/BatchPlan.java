package dev.unroll.core.train;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.network.Sequences;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which examples make up which batch of an epoch. Every epoch has a random order of its own, a hash of seed and epoch.
 *
 * <p>By length: examples of like length, and of pairs those with both alike, share a batch, so that a batch has no short sequences waiting for a long one. The
 * random order is cut into pools of {@value #POOL_BATCHES} batches, each pool is sorted by length, and the batches come in
 * random order.
 */
public final class BatchPlan {

    /** How examples share batches. */
    public enum Grouping {
        /** As they come in the random order. */
        RANDOM,
        /** By length, in pools of the random order. */
        BY_LENGTH,
        /** In the order of the data, every epoch. */
        IN_ORDER
    }

    /**
     * What the order of an epoch is drawn by.
     *
     * @param seed of which examples share a batch, and of what else is drawn for them
     * @param turns seed of the turns of batches of like length, the same in all shards of a training: the n-th batch of one is
     *     then about as long as that of any other, and none waits for a longer one
     * @param largest how many examples the largest shard has
     */
    record Draw(long seed, long turns, int largest) {

        /** Returns that of a training that is not shared out. */
        static Draw ofAll(long seed, Sequences sequences) {
            return new Draw(seed, seed, sequences.count());
        }
    }

    private static final int POOL_BATCHES = 64;

    private final int[] order;
    private final int batchSize;
    private final int[] batchOrder;

    private BatchPlan(int[] order, int batchSize, int[] batchOrder) {
        this.order = order;
        this.batchSize = batchSize;
        this.batchOrder = batchOrder;
    }

    /** Returns the batches of one epoch. */
    public static BatchPlan of(Sequences sequences, int batchSize, Grouping grouping, long seed, long epoch) {
        return of(sequences, batchSize, grouping, Draw.ofAll(seed, sequences), epoch);
    }

    /** Returns the batches of one epoch of a shard. */
    static BatchPlan of(Sequences sequences, int batchSize, Grouping grouping, Draw draw, long epoch) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1 but is " + batchSize);
        }
        int count = sequences.count();
        int batches = Math.ceilDiv(count, batchSize);
        int[] inOrder = new int[batches];
        Arrays.setAll(inOrder, i -> i);
        return switch (grouping) {
            case IN_ORDER -> {
                int[] order = new int[count];
                Arrays.setAll(order, i -> i);
                yield new BatchPlan(order, batchSize, inOrder);
            }
            case RANDOM -> new BatchPlan(shuffled(count, draw.seed(), epoch), batchSize, inOrder);
            case BY_LENGTH -> {
                int[] order = sortedInPools(shuffled(count, draw.seed(), epoch), sequences, batchSize);
                yield new BatchPlan(order, batchSize, turns(batches, draw.largest() / batchSize, draw.turns(), epoch));
            }
        };
    }

    /**
     * Returns the turns of batches: those that are full in the largest shard in random order, then one that is full in none. So a batch
     * that is not full is the last, unless other shards have one of that number that is.
     */
    private static int[] turns(int batches, int full, long seed, long epoch) {
        IntStream random = Arrays.stream(CounterHash.permutation(full, seed, Purpose.BUCKETING, epoch))
                .filter(batch -> batch < batches);
        return IntStream.concat(random, IntStream.range(full, batches)).toArray();
    }

    private static int[] shuffled(int count, long seed, long epoch) {
        return CounterHash.permutation(count, seed, Purpose.SHUFFLE, epoch);
    }

    private static int[] sortedInPools(int[] order, Sequences sequences, int batchSize) {
        int pool = (int) Math.min(order.length, (long) POOL_BATCHES * batchSize);
        int[] sorted = new int[order.length];
        for (int from = 0; from < order.length; from += pool) {
            int to = from + Math.min(pool, order.length - from);
            // Stable: examples of one length stay in random order.
            int[] byLength = Arrays.stream(order, from, to)
                    .boxed()
                    .sorted(byLength(sequences))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(byLength, 0, sorted, from, byLength.length);
        }
        return sorted;
    }

    /** Compares by length; pairs by that of the source, then by that of the target. */
    private static Comparator<Integer> byLength(Sequences sequences) {
        Comparator<Integer> own = Comparator.comparingInt(sequences::length);
        return sequences instanceof Sequences.Pairs pairs
                ? Comparator.<Integer>comparingInt(pairs.sources()::length).thenComparing(own)
                : own;
    }

    /**
     * Returns which part of the steps would be padding if each batch were filled up to its longest sequence. Unroll computes
     * none of it; what remains is that short sequences leave a batch early and the last steps run on few rows.
     */
    public double paddingShare(Sequences sequences) {
        long padded = 0;
        long steps = 0;
        for (int i = 0; i < batches(); i++) {
            int longest = 0;
            for (int k = from(i); k < to(i); k++) {
                steps += sequences.length(order[k]);
                longest = Math.max(longest, sequences.length(order[k]));
            }
            padded += (long) longest * (to(i) - from(i));
        }
        return padded == 0 ? 0 : 1 - (double) steps / padded;
    }

    /** Returns the number of batches. */
    public int batches() {
        return batchOrder.length;
    }

    /** Returns the examples in the order of the epoch; batch {@code i} is {@code from(i) .. to(i)} of it. */
    int[] order() {
        return order;
    }

    int from(int batch) {
        return batchOrder[batch] * batchSize;
    }

    int to(int batch) {
        return from(batch) + Math.min(batchSize, order.length - from(batch));
    }
}
