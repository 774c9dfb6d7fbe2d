package dev.unroll.data.file;

import dev.unroll.data.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipException;

/** Says in words what stands between a reader and its file. */
public final class Problems {

    private Problems() {}

    /** Returns the reason in words; the exceptions of {@code java.nio.file} have but the path for a message. */
    public static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "access denied; check its permissions";
            case NoSuchFileException missing -> "it does not exist; check the path";
            case EOFException cut -> "it ends too early, so it is cut off; fetch it again";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** What is done to a file. */
    public interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads a file; what stands in the way is told by its name. */
    public static <T> T reading(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (UncheckedIOException e) {
            throw unreadable(file, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DataException unreadable(Path file, IOException e) {
        return e instanceof ZipException
                ? new DataException(file + " is broken: " + e.getMessage() + "; fetch it again", e)
                : new DataException(file + " cannot be read: " + of(e), e);
    }

    /** Fails unless the path is a regular file that has something in it. */
    public static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder, where a file is expected; name the file inside it");
        }
        if (!Files.exists(file)) {
            throw new DataException("file " + file + " does not exist; check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    file + " must be a regular file, which can be read more than once, but is a pipe or a"
                            + " device; save what it gives to a file first");
        }
        if (reading(file, () -> Files.size(file)) == 0) {
            throw new DataException(file + " is empty; fill it or leave it out");
        }
    }
}
