package dev.unroll.data.file;

import dev.unroll.data.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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

    /** Fails unless the path is a regular file that has something in it. */
    public static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder, where a file is expected; name the file inside it");
        }
        if (!Files.exists(file)) {
            throw new DataException("file " + file + " does not exist; check the path");
        }
        try {
            if (Files.size(file) == 0) {
                throw new DataException(file + " is empty; fill it or leave it out");
            }
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + of(e), e);
        }
    }

    /** Returns the last name of a path, which a root lacks. */
    public static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
