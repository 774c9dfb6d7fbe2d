package dev.unroll.flink;

import dev.unroll.core.stream.NewModel;
import dev.unroll.core.stream.StreamState;
import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The bytes of states, each after their number, of one model. */
final class StateSerializer extends TypeSerializer<StreamState> {

    @Serial
    private static final long serialVersionUID = 1;

    private final String fingerprint;
    private final NewModel policy;

    /** A serializer of the states of a model, which treats those of another as {@code policy} says. */
    StateSerializer(String fingerprint, NewModel policy) {
        this.fingerprint = fingerprint;
        this.policy = policy;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<StreamState> duplicate() {
        return this;
    }

    /** Nothing is ever read into a state that is there. */
    @Override
    @SuppressWarnings("NullAway") // Flink takes null for a type without an empty instance.
    public StreamState createInstance() {
        return null;
    }

    @Override
    public StreamState copy(StreamState from) {
        return from;
    }

    @Override
    public StreamState copy(StreamState from, StreamState reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(StreamState state, DataOutputView out) throws IOException {
        byte[] bytes = state.toBytes();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public StreamState deserialize(DataInputView in) throws IOException {
        return StreamState.of(readBytes(in));
    }

    @Override
    public StreamState deserialize(StreamState reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        byte[] bytes = readBytes(in);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public TypeSerializerSnapshot<StreamState> snapshotConfiguration() {
        return new StateSerializerSnapshot(fingerprint, policy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateSerializer that && fingerprint.equals(that.fingerprint) && policy == that.policy;
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    /** Stands in the errors of Flink, beside the other serializer. */
    @Override
    public String toString() {
        return "states of model " + fingerprint
                + ", with which another model cannot go on; keep that model, or let the sequences begin anew:"
                + " NewModel.RESTART";
    }
}
