package dev.unroll.run.folder;

import dev.unroll.run.BusyException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * The right to write to the folder of a run, which one training has at a time: a lock of the operating system, so that it
 * ends with the process however that ends. The file that is locked stays; without it, two could lock two files.
 */
public final class RunLock implements AutoCloseable {

    static final String NAME = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock of a folder that exists; throws if another training has it. */
    static RunLock take(RunFolder folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.path().resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isTaken(channel)) {
            channel.close();
            throw new BusyException(
                    folder.path() + " is being trained in by another process; wait for its end, or choose another"
                            + " folder with --out");
        }
        return new RunLock(channel);
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this process itself
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
