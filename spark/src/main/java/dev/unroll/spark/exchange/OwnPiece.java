package dev.unroll.spark.exchange;

import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.ShardSum;
import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.frame.Frame;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The piece that this member sums up: a chunk as soon as all shards have it, and no chunk before the one before it. */
final class OwnPiece {

    private final Pieces pieces;
    private final int self;
    private final Shards shards;
    private final ShardGradient[] all;
    private final int[] arrived;
    private int known;
    private int ready;
    private Optional<ShardSum> sum = Optional.empty();

    OwnPiece(Pieces pieces, int self, Shards shards) {
        this.pieces = pieces;
        this.self = self;
        this.shards = shards;
        this.all = new ShardGradient[shards.count()];
        this.arrived = new int[pieces.chunks(self)];
        for (int shard = 0; shard < all.length; shard++) {
            if (!isOwn(shard)) {
                all[shard] = new ShardGradient(new float[pieces.size(self)]);
            }
        }
    }

    private boolean isOwn(int shard) {
        return shard >= shards.first() && shard < shards.first() + shards.own();
    }

    /** Forgets the update before. */
    void begin(List<ShardGradient> own) {
        for (int i = 0; i < own.size(); i++) {
            all[shards.first() + i] = own.get(i);
        }
        Arrays.fill(arrived, own.size());
        known = own.size();
        ready = 0;
        sum = Optional.empty();
    }

    /** Takes the numbers of shards that follow each other. */
    void takeNumbers(int first, int count, ByteBuf numbers) {
        for (int shard = first; shard < first + count; shard++) {
            ShardNumbers.read(numbers, all[shard]);
        }
        known += count;
    }

    /** Takes a chunk of the gradient of another's shard. */
    void takeGradient(int shard, int chunk, Frame frame) {
        frame.floats(all[shard].values(), chunk * Pieces.CHUNK, pieces.size(self, chunk));
        arrived[chunk]++;
    }

    /** Sums up what can be, into the gradient of all parameters. */
    void advance(ShardGradient total) {
        if (known < all.length) {
            return;
        }
        ShardSum shardSum = sum.orElseGet(() -> new ShardSum(List.of(all)));
        if (sum.isEmpty()) {
            shardSum.numbers(total);
            sum = Optional.of(shardSum);
        }
        while (ready < arrived.length && arrived[ready] == all.length) {
            add(shardSum, ready, total.values());
            ready++;
        }
    }

    private void add(ShardSum shardSum, int chunk, float[] total) {
        int at = pieces.from(self, chunk);
        for (int shard = 0; shard < all.length; shard++) {
            int from = isOwn(shard) ? at : chunk * Pieces.CHUNK;
            shardSum.add(shard, all[shard].values(), from, total, at, pieces.size(self, chunk));
        }
    }

    /** Returns how many chunks are summed up. */
    int ready() {
        return ready;
    }

    boolean isDone() {
        return sum.isPresent() && ready == arrived.length;
    }
}
