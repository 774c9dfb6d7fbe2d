package dev.unroll.spark.progress;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a training beside its checkpoint.
 *
 * @param epochs that are done
 * @param log by the first task
 */
public record Noted(List<EpochScores> epochs, TrainingLog log) implements Serializable {

    /** Of a training that has not begun. */
    public static final Noted NOTHING = new Noted(List.of(), TrainingLog.NONE);

    public Noted {
        epochs = List.copyOf(epochs);
    }

    /** Writes this to a checkpoint. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(epochs.size());
        for (EpochScores epoch : epochs) {
            epoch.write(out);
        }
        log.write(out);
    }

    /** Reads what {@link #write} has written. */
    public static Noted read(DataInput in) throws IOException {
        List<EpochScores> epochs = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            epochs.add(EpochScores.read(in));
        }
        return new Noted(epochs, TrainingLog.read(in));
    }
}
