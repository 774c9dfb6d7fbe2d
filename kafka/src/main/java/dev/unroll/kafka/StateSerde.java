package dev.unroll.kafka;

import dev.unroll.core.stream.StreamState;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The bytes of states, for stores of one's own; null is null. */
public final class StateSerde implements Serde<StreamState> {

    /** Makes a serde; it has no settings. */
    public StateSerde() {}

    @Override
    public Serializer<StreamState> serializer() {
        return (_, state) -> toBytes(state);
    }

    @Override
    public Deserializer<StreamState> deserializer() {
        return (_, bytes) -> toState(bytes);
    }

    @SuppressWarnings("NullAway") // Kafka says nothing of nulls, and has them.
    private static byte[] toBytes(@Nullable StreamState state) {
        return state == null ? null : state.toBytes();
    }

    @SuppressWarnings("NullAway") // As above.
    private static StreamState toState(byte @Nullable [] bytes) {
        return bytes == null ? null : StreamState.of(bytes);
    }
}
