package dev.unroll.core.tensorfile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Writes a file whole or not at all: beside its place, forced to the disk, then moved there in one step. */
public final class AtomicFile {

    private AtomicFile() {}

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes {@code content} to {@code file}, replacing one of that name. If anything fails, what was there before is
     * still there, and nothing else.
     */
    public static void write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString(), null, "its folder does not exist");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            String what = Files.isDirectory(file) ? "a folder" : "no ordinary file";
            throw new FileAlreadyExistsException(file.toString(), null, "it is " + what + ", so it is not replaced");
        }
        // A draft of this name can only be one that this process, killed in an earlier life, left behind.
        Path draft = folder.resolve("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".tmp");
        try {
            try (var channel = open(draft, file)) {
                var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            } catch (FileSystemException e) {
                throw e;
            } catch (IOException e) {
                // A full disk is reported without the name of what it has no place for.
                throw named(file, e.getMessage(), e);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        forceFolder(folder);
    }

    /** Opens the draft; what stands against that is said of the file, the only one that the caller knows. */
    private static FileChannel open(Path draft, Path file) throws IOException {
        try {
            return FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw (FileSystemException) new AccessDeniedException(file.toString()).initCause(e);
        } catch (FileSystemException e) {
            throw named(file, e.getReason() == null ? "no file can be made in its folder" : e.getReason(), e);
        }
    }

    private static FileSystemException named(Path file, @Nullable String reason, IOException cause) {
        var named = new FileSystemException(file.toString(), null, reason);
        named.initCause(cause);
        return named;
    }

    /** Makes the move itself last; some systems cannot open a folder, and there it lasts anyway. */
    private static void forceFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
