package dev.unroll.spark.progress;

import dev.unroll.run.folder.RunFolder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * The log of a training, as {@code unroll train} writes it.
 *
 * @param events a JSON object a line
 * @param epochs a row of CSV an epoch
 * @param seconds that had been spent by then
 */
public record TrainingLog(String events, String epochs, double seconds) implements Serializable {

    /** That of a training that has not begun. */
    public static final TrainingLog NONE = new TrainingLog("", "", 0);

    /** Returns what is in a folder. */
    static TrainingLog in(RunFolder folder, double seconds) throws IOException {
        return new TrainingLog(Files.readString(folder.events()), Files.readString(folder.epochs()), seconds);
    }

    /** Writes the files of a log that has begun to a folder. */
    public void copyTo(RunFolder folder) throws IOException {
        if (!equals(NONE)) {
            Files.writeString(folder.events(), events);
            Files.writeString(folder.epochs(), epochs);
        }
    }

    void write(DataOutput out) throws IOException {
        for (String text : new String[] {events, epochs}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.writeDouble(seconds);
    }

    static TrainingLog read(DataInput in) throws IOException {
        return new TrainingLog(text(in), text(in), in.readDouble());
    }

    private static String text(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
