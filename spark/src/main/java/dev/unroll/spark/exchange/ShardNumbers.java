package dev.unroll.spark.exchange;

import dev.unroll.core.shard.ShardGradient;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** What shards add to an update but for the gradients, as bytes: six numbers of 8 bytes a shard, little-endian. */
final class ShardNumbers {

    static final int SIZE = 6 * Long.BYTES;

    private ShardNumbers() {}

    static byte[] bytes(List<ShardGradient> shards) {
        ByteBuffer bytes = ByteBuffer.allocate(shards.size() * SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (ShardGradient shard : shards) {
            bytes.putDouble(shard.unit())
                    .putDouble(shard.divisor())
                    .putDouble(shard.loss())
                    .putLong(shard.examples())
                    .putLong(shard.predictions())
                    .putLong(shard.correct());
        }
        return bytes.array();
    }

    /** Reads the numbers of the next shard. */
    static void read(ByteBuf bytes, ShardGradient into) {
        into.set(
                bytes.readDoubleLE(),
                bytes.readDoubleLE(),
                bytes.readDoubleLE(),
                bytes.readLongLE(),
                bytes.readLongLE(),
                bytes.readLongLE());
    }
}
