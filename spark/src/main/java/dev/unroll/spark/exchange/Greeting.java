package dev.unroll.spark.exchange;

import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a member says of itself and of the training before anything else.
 *
 * @param from number of the member that says it
 * @param to number of the member that it means to speak to
 * @param members how many there are
 * @param shards of all members together
 * @param first of its shards
 * @param own how many shards it has
 * @param parameters of the network
 * @param encryption 1 if frames are encrypted, else 0
 * @param nonce that was never used before
 */
record Greeting(
        int from,
        int to,
        int members,
        int shards,
        int first,
        int own,
        int parameters,
        int encryption,
        ByteBuffer nonce) {

    static final int NONCE = 32;
    static final int SIZE = 8 * Integer.BYTES + NONCE;

    static Greeting of(Peers peers, int to, Shards shards, int parameters, Encryption encryption) {
        return new Greeting(
                peers.self(),
                to,
                peers.count(),
                shards.count(),
                shards.first(),
                shards.own(),
                parameters,
                encryption == Encryption.NONE ? 0 : 1,
                ByteBuffer.wrap(Secret.randomBytes(NONCE)));
    }

    /** Returns the greeting that the first bytes are. */
    static Greeting read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Greeting(
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                ByteBuffer.wrap(Arrays.copyOfRange(bytes, in.position(), SIZE)));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(SIZE)
                .putInt(from)
                .putInt(to)
                .putInt(members)
                .putInt(shards)
                .putInt(first)
                .putInt(own)
                .putInt(parameters)
                .putInt(encryption)
                .put(nonce.duplicate())
                .array();
    }

    /** Tells whether both speak of one training. */
    boolean agreesWith(Greeting other) {
        return members == other.members
                && shards == other.shards
                && parameters == other.parameters
                && encryption == other.encryption;
    }

    /** Returns what the training is. */
    String training() {
        return members + " members, " + shards + " shards and " + parameters + " parameters, "
                + (encryption == 0 ? "not encrypted" : "encrypted");
    }
}
