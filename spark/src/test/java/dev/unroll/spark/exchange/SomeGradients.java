package dev.unroll.spark.exchange;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.Shards;
import java.util.List;
import java.util.stream.IntStream;

/** Gradients of which each float is another, made of step, shard and place. */
final class SomeGradients {

    private SomeGradients() {}

    static ShardGradient of(long step, int shard, int parameters) {
        float[] values = new float[parameters];
        for (int i = 0; i < parameters; i++) {
            values[i] = CounterHash.uniform(3, Purpose.SAMPLING, shard, i, step, 0) - 0.5f;
        }
        var gradient = new ShardGradient(values);
        gradient.set(3 + shard % 2, 5 + shard, 0.1 * shard + step, 10 + shard, 100 + shard, 7L * shard);
        return gradient;
    }

    /**
     * Returns one of an embedding of rows of 128, most of which no batch has: the r-th most frequent word of a text is r times as rare
     * as the first. Some of what is not there is −0.
     */
    static ShardGradient thin(long step, int shard, int parameters) {
        ShardGradient gradient = of(step, shard, parameters);
        float[] values = gradient.values();
        float rows = parameters / 128f;
        for (int i = 0; i < parameters; i++) {
            int row = i / 128;
            if (CounterHash.uniform(4, Purpose.SAMPLING, shard, row, step, 0) > 0.05f * rows / (row + 1)) {
                values[i] = row % 37 == 0 ? -0.0f : 0;
            }
        }
        return gradient;
    }

    static List<ShardGradient> of(long step, Shards shards, int parameters) {
        return IntStream.range(shards.first(), shards.first() + shards.own())
                .mapToObj(shard -> of(step, shard, parameters))
                .toList();
    }

    static ShardGradient total(int parameters) {
        return new ShardGradient(new float[parameters]);
    }

    /** Returns the sum at a step as an exchange has it, bit by bit. */
    static String sum(GradientExchange exchange, long step, Shards shards, int parameters) {
        ShardGradient total = total(parameters);
        exchange.sum(step, 42, of(step, shards, parameters), total);
        return words(total);
    }

    static String words(ShardGradient total) {
        int hash = 1;
        for (float value : total.values()) {
            hash = 31 * hash + Float.floatToRawIntBits(value);
        }
        return hash + " " + total.unit() + " " + total.divisor() + " " + total.loss() + " " + total.examples() + " "
                + total.predictions() + " " + total.correct();
    }
}
