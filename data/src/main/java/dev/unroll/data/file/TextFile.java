package dev.unroll.data.file;

import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** A whole file as one text. */
public final class TextFile {

    private static final int BUFFER = 1 << 16;

    private TextFile() {}

    /**
     * Returns the text of a file, which may be compressed by gzip; its lines end in LF.
     *
     * @throws DataException if it cannot be read, or is no text; it names the line
     */
    public static String read(Path file, Encoding encoding) {
        return Problems.reading(file, () -> {
            try (TextReader reader = TextReader.open(file, encoding)) {
                String text = characters(reader);
                Optional<String> problem = problem(reader, text);
                if (problem.isPresent()) {
                    throw new DataException(file + ", line " + lineOfProblem(text) + ": " + problem.get());
                }
                return Texts.read(text);
            }
        });
    }

    /**
     * The content of a stream.
     *
     * @param text empty if the content is none
     * @param problem why the content is no text; empty if it is one
     */
    public record Content(String text, String problem) {}

    /** Returns the text of a stream. */
    public static Content read(InputStream in, Encoding encoding) throws IOException {
        TextReader reader = TextReader.open(in, encoding);
        String text = characters(reader);
        String problem = text.indexOf(Texts.BROKEN) < 0
                ? Texts.problem(text).orElse("")
                : ReadReport.notDecoded(reader.charset());
        return problem.isEmpty() ? new Content(Texts.read(text), "") : new Content("", problem);
    }

    private static String characters(TextReader reader) throws IOException {
        var text = new StringBuilder();
        char[] some = new char[BUFFER];
        for (int read = reader.read(some); read >= 0; read = reader.read(some)) {
            text.append(some, 0, read);
        }
        return text.toString();
    }

    private static Optional<String> problem(TextReader reader, String text) {
        return text.indexOf(Texts.BROKEN) < 0
                ? Texts.problem(text)
                : Optional.of(ReadReport.notDecoded(reader.charset()) + "; " + ReadReport.OTHER_ENCODING);
    }

    private static long lineOfProblem(String text) {
        int broken = text.indexOf(Texts.BROKEN);
        String before = text.substring(0, broken < 0 ? Math.max(0, text.indexOf('\0')) : broken);
        return Texts.read(before).chars().filter(c -> c == '\n').count() + 1;
    }
}
