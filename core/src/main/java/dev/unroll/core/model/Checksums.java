package dev.unroll.core.model;

import dev.unroll.core.tensorfile.AtomicFile;
import dev.unroll.core.tensorfile.FileHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code SHA256SUMS}: the SHA-256 of a model's files, in the form that {@code sha256sum --check} reads. One byte that a disk
 * or a transfer has changed would else be an answer that is a little wrong.
 */
final class Checksums {

    static final String NAME = "SHA256SUMS";

    private Checksums() {}

    static void write(Path folder, List<String> files) throws IOException {
        var lines = new StringBuilder();
        for (String file : files) {
            lines.append(FileHash.sha256(folder.resolve(file)))
                    .append("  ")
                    .append(file)
                    .append('\n');
        }
        byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(NAME), out -> out.write(text));
    }

    /** Throws if one of the files is not what it was when the model was saved; says nothing where no sums are kept. */
    static void require(Path folder, List<String> files) throws IOException {
        Path sums = folder.resolve(NAME);
        if (!Files.exists(sums)) {
            return;
        }
        // Any bytes are a text in this encoding: a broken line names no file, and what it should name is missed below.
        List<String> lines = Files.readAllLines(sums, StandardCharsets.ISO_8859_1);
        for (String file : files) {
            String line = FileHash.sha256(folder.resolve(file)) + "  " + file;
            if (!lines.contains(line)) {
                throw new ModelException(folder.resolve(file) + " is not as it was saved: " + sums
                        + " has not its SHA-256; bring the file back, or remove " + NAME
                        + " if it was changed on purpose");
            }
        }
    }
}
