package dev.unroll.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the repository that a program writes: made anew when asked to, and otherwise compared.
 *
 * @param command what a reader types to make it anew
 */
public record CommittedFile(Path file, String command) {

    /** The system property that asks for files to be made anew. */
    public static final String DRAW = "unroll.draw";

    /** Writes the content if that was asked for, and checks it otherwise. */
    public void holds(String content) throws IOException {
        if (System.getProperty(DRAW) == null) {
            check(content);
        } else {
            Files.writeString(file, content);
        }
    }

    /** Throws if the file is not there or has other content. */
    void check(String content) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(content)) {
            throw new AssertionError(file.toAbsolutePath().normalize()
                    + " must show the modules and packages as they are but is out of date; make it anew with " + command
                    + " and commit it");
        }
    }
}
