package dev.unroll.flink;

import dev.unroll.core.stream.NewModel;
import dev.unroll.core.stream.StreamState;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a checkpoint says of the states in it: of which model and in which format they are. Flink makes and reads it. */
public final class StateSerializerSnapshot implements TypeSerializerSnapshot<StreamState> {

    private static final int VERSION = 1;

    private String fingerprint;
    private int format = StreamState.VERSION;
    private final NewModel policy;

    /** For Flink, which reads the rest. */
    public StateSerializerSnapshot() {
        this("", NewModel.REFUSE);
    }

    StateSerializerSnapshot(String fingerprint, NewModel policy) {
        this.fingerprint = fingerprint;
        this.policy = policy;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(format);
        out.writeUTF(fingerprint);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        if (version != VERSION) {
            throw new IOException("the states were written with version " + version
                    + " of their serializer but this Unroll reads " + VERSION
                    + "; read them with the Unroll that wrote them");
        }
        format = in.readInt();
        fingerprint = in.readUTF();
    }

    @Override
    public TypeSerializer<StreamState> restoreSerializer() {
        return new StateSerializer(fingerprint, policy);
    }

    /** States of another format are refused, those of another model as the new serializer says. */
    @Override
    public TypeSerializerSchemaCompatibility<StreamState> resolveSchemaCompatibility(
            TypeSerializerSnapshot<StreamState> old) {
        boolean fits = old instanceof StateSerializerSnapshot that
                && that.format == format
                && (policy == NewModel.RESTART || that.fingerprint.equals(fingerprint));
        return fits
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
