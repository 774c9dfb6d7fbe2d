package dev.unroll.data.file;

import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A whole file as one text. */
public final class TextFile {

    private TextFile() {}

    /**
     * The text of some bytes.
     *
     * @param problem why they are none, which leaves {@code text} empty; empty if they are one
     */
    public record Decoded(String text, Optional<Unreadable> problem) {}

    /**
     * Returns the text of a file, which may be compressed by gzip; its lines end in LF.
     *
     * @throws DataException if it cannot be read, or is no text; it names the line
     */
    public static String read(Path file, Encoding encoding) {
        return Problems.reading(file, () -> {
            try (TextReader reader = TextReader.open(file, encoding)) {
                String text = reader.readAllAsString();
                reader.problem(text).ifPresent(problem -> {
                    throw new DataException(file + ", line " + lineOfProblem(text) + ": " + problem + advice(problem));
                });
                return Texts.read(text);
            }
        });
    }

    /** Returns the text of bytes, which are not decompressed; its lines end in LF. */
    public static Decoded decode(byte[] bytes, Encoding encoding) throws IOException {
        try (TextReader reader = TextReader.of(bytes, encoding)) {
            String text = reader.readAllAsString();
            Optional<Unreadable> problem = reader.problem(text);
            return new Decoded(problem.isPresent() ? "" : Texts.read(text), problem);
        }
    }

    private static String advice(Unreadable problem) {
        return problem.kind() == Unreadable.Kind.ENCODING ? "; " + ReadReport.OTHER_ENCODING : "";
    }

    private static long lineOfProblem(String text) {
        int broken = text.indexOf(Texts.BROKEN);
        String before = text.substring(0, broken < 0 ? Math.max(0, text.indexOf('\0')) : broken);
        // What stands before may be no text either, for another reason.
        return before.replace("\r\n", "\n")
                        .chars()
                        .filter(c -> c == '\n' || c == '\r')
                        .count()
                + 1;
    }
}
