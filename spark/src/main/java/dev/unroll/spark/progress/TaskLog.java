package dev.unroll.spark.progress;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunLog;
import dev.unroll.run.job.TrainingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the log of a training on the machine of a task, from which it goes to checkpoints and to the driver. */
public final class TaskLog implements Consumer<TrainingEvent>, AutoCloseable {

    private final RunFolder folder;
    private final TrainingClock clock;
    private final RunLog log;

    /**
     * Goes on with a log.
     *
     * @param written by then
     * @param from the checkpoint after which what was written is done again; empty: all of it
     */
    public TaskLog(TrainingLog written, Optional<Checkpoint> from) throws IOException {
        folder = new RunFolder(Files.createTempDirectory("unroll"));
        written.copyTo(folder);
        clock = new TrainingClock(written.seconds());
        log = RunLog.resume(folder, clock, from);
    }

    @Override
    public void accept(TrainingEvent event) {
        log.accept(event);
    }

    /** Returns what is written by now. */
    public TrainingLog written() {
        try {
            log.flush();
            return TrainingLog.in(folder, clock.getAsDouble());
        } catch (IOException e) {
            throw new UncheckedIOException("the log cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
        Files.deleteIfExists(folder.events());
        Files.deleteIfExists(folder.epochs());
        Files.delete(folder.path());
    }
}
