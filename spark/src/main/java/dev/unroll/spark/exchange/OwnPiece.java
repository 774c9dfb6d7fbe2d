package dev.unroll.spark.exchange;

import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.ShardSum;
import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.frame.Blocks;
import dev.unroll.spark.exchange.frame.Frame;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The piece that this member sums up: a chunk as soon as all shards have it, and no chunk before the one before it. What has come
 * stays in its frame until then, without its zeros; so memory is written only where the sum is.
 */
final class OwnPiece {

    private final Pieces pieces;
    private final int self;
    private final Shards shards;

    /** Of those of others the numbers only. */
    private final ShardGradient[] all;

    /** Of each chunk what has come of others' shards. */
    private final List<Map<Integer, Frame>> arrived;

    /** Of each chunk that is summed up, where its sum is not zero. */
    private final List<Blocks> sums = new ArrayList<>();

    private final float[] one = new float[Pieces.CHUNK];
    private final float[] summed = new float[Pieces.CHUNK];
    private int known;
    private Optional<ShardSum> sum = Optional.empty();

    OwnPiece(Pieces pieces, int self, Shards shards) {
        this.pieces = pieces;
        this.self = self;
        this.shards = shards;
        this.all = new ShardGradient[shards.count()];
        Arrays.setAll(all, _ -> new ShardGradient(new float[0]));
        this.arrived = Stream.generate(() -> (Map<Integer, Frame>) new HashMap<Integer, Frame>())
                .limit(pieces.chunks(self))
                .toList();
    }

    private boolean isOwn(int shard) {
        return shard >= shards.first() && shard < shards.first() + shards.own();
    }

    /** Forgets the update before. */
    void begin(List<ShardGradient> own) {
        for (int i = 0; i < own.size(); i++) {
            all[shards.first() + i] = own.get(i);
        }
        known = own.size();
        sums.clear();
        sum = Optional.empty();
    }

    /** Takes the numbers of shards that follow each other. */
    void takeNumbers(int first, int count, ByteBuf numbers) {
        for (int shard = first; shard < first + count; shard++) {
            ShardNumbers.read(numbers, all[shard]);
        }
        known += count;
    }

    /** Takes a chunk of the gradient of another's shard; the frame is released when it is summed up. */
    void takeGradient(int shard, int chunk, Frame frame) {
        arrived.get(chunk).put(shard, frame.retain());
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
        while (ready() < arrived.size() && shards.own() + arrived.get(ready()).size() == all.length) {
            add(shardSum, ready(), total.values());
        }
    }

    private void add(ShardSum shardSum, int chunk, float[] total) {
        int at = pieces.from(self, chunk);
        int count = pieces.size(self, chunk);
        Map<Integer, Frame> frames = arrived.get(chunk);
        for (int shard = 0; shard < all.length; shard++) {
            if (isOwn(shard)) {
                shardSum.add(shard, all[shard].values(), at, summed, 0, count);
            } else {
                Objects.requireNonNull(frames.get(shard)).floats(one, 0, count, Blocks.all(count));
                shardSum.add(shard, one, 0, summed, 0, count);
            }
        }
        // Now only: the only shard's own gradient may be what is overwritten.
        Blocks blocks = Blocks.of(summed, 0, count);
        blocks.copy(summed, 0, total, at, Blocks.of(total, at, count));
        sums.add(blocks);
        free(frames);
    }

    private static void free(Map<Integer, Frame> frames) {
        frames.values().forEach(Frame::release);
        frames.clear();
    }

    /** Returns which parameters of a chunk have a sum that is not zero. */
    Blocks sum(int chunk) {
        return sums.get(chunk);
    }

    /** Returns how many chunks are summed up. */
    int ready() {
        return sums.size();
    }

    boolean isDone() {
        return sum.isPresent() && ready() == arrived.size();
    }

    /** Frees what has come and is not summed up. */
    void close() {
        arrived.forEach(OwnPiece::free);
    }
}
