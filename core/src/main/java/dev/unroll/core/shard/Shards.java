package dev.unroll.core.shard;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;

/**
 * How the examples of a training are shared out: example i belongs to shard i mod {@code count}, as its example i / count. So
 * shards differ by one example at most, and what is learned depends on how many there are and on nothing else.
 *
 * @param count of shards in all processes together
 * @param first shard of this process
 * @param own how many shards this process has, one after another
 * @param examples of all shards together
 */
public record Shards(int count, int first, int own, long examples) {

    /** Throws unless the shards of this process are some of all. */
    public Shards {
        if (own < 1 || first < 0 || first + own > count) {
            throw new IllegalArgumentException("a process must have one or more of the shards 0 to " + (count - 1)
                    + " but is given " + own + " from " + first + " on");
        }
        if (examples < count) {
            throw new IllegalArgumentException(
                    "each of " + count + " shards must have an example, but there are only " + examples);
        }
    }

    /** Returns the shards of one process that has them all. */
    public static Shards inOneProcess(int count, long examples) {
        return new Shards(count, 0, count, examples);
    }

    /** Returns how many examples a shard has. */
    public int size(int shard) {
        return (int) ((examples - shard + count - 1) / count);
    }

    /** Returns how many examples the largest shard has, the first. */
    public int largest() {
        return size(0);
    }

    /** Returns the seed of a shard's shuffling and dropout; that of the first is the training's own. */
    public static long seed(long seed, int shard) {
        return shard == 0 ? seed : CounterHash.bits(seed, Purpose.SHARD, shard, 0, 0, 0);
    }
}
