package dev.unroll.core.shard;

import java.util.List;

/** Makes one gradient of those of all shards, wherever they are: the same bits in every process. */
public interface GradientExchange {

    /**
     * Waits for the gradients of all shards and sums them up in the order of the shards, as {@link ShardSum} says.
     *
     * @param step number of the update, from 1, the same in all processes
     * @param parameters a hash of the parameters before the update, the same in all processes, as {@link
     *     dev.unroll.core.kernel.Kernels#hash} has it
     * @param own those of this process's shards, in order
     * @param total overwritten; not of {@code own} itself, but it may be over the same array, if that is one
     * @throws RuntimeException if another process failed, was lost, is at another step or has other parameters
     */
    void sum(long step, long parameters, List<ShardGradient> own, ShardGradient total);

    /** Returns the exchange of a process that has all shards. */
    static GradientExchange inOneProcess() {
        return (_, _, own, total) -> {
            var sum = new ShardSum(own);
            sum.numbers(total);
            for (int shard = 0; shard < own.size(); shard++) {
                sum.add(shard, own.get(shard).values(), 0, total.values(), 0, total.values().length);
            }
        };
    }
}
