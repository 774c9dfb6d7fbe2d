package dev.unroll.core.shard;

import dev.unroll.core.kernel.Kernels;
import java.util.List;

/**
 * The sum of the gradients of all shards, in their order: ((w₀ g₀ + w₁ g₁) + w₂ g₂) + …, with wₛ = uₛ / Σ d, product and sum of a
 * shard rounded once. Each element is a chain of its own, so the parameters may be summed up in pieces, wherever and whenever.
 */
public final class ShardSum {

    private final Kernels kernels = Kernels.fastest();
    private final List<ShardGradient> shards;
    private final double divisor;

    /** Makes the sum of all shards, of which only the numbers need be known. */
    public ShardSum(List<ShardGradient> shards) {
        this.shards = List.copyOf(shards);
        double sum = 0;
        for (ShardGradient shard : shards) {
            sum += shard.divisor();
        }
        this.divisor = sum;
    }

    /** Says what all shards add together, but for the gradient. */
    public void numbers(ShardGradient total) {
        double loss = 0;
        long examples = 0;
        long predictions = 0;
        long correct = 0;
        for (ShardGradient shard : shards) {
            loss += shard.loss();
            examples += shard.examples();
            predictions += shard.predictions();
            correct += shard.correct();
        }
        total.set(divisor, divisor, loss, examples, predictions, correct);
    }

    /**
     * Adds elements of the gradient of a shard, once those of the shards before it have been added.
     *
     * @param from where the elements begin in {@code values}
     * @param at where they begin in {@code sum}, which is overwritten by those of the first shard
     */
    public void add(int shard, float[] values, int from, float[] sum, int at, int count) {
        float weight = divisor == 0 ? 0 : (float) (shards.get(shard).unit() / divisor);
        if (shard == 0) {
            kernels.multiplyScalar(values, from, weight, sum, at, count);
        } else {
            kernels.addScaled(values, from, weight, sum, at, count);
        }
    }
}
