package dev.unroll.data.file;

import dev.unroll.core.input.Texts;
import dev.unroll.data.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Lines of text one by one as they come, so that one broken line costs one line. LF, CR LF and CR end a line. Bytes become
 * characters as {@link TextReader} says, and what {@link Texts#problem} finds in a line makes it unreadable.
 */
public final class LineStream implements AutoCloseable {

    /** The most characters of a line. A longer one is no line of text but a file of some other kind. */
    public static final int LONGEST = 1 << 20;

    private static final int END = -1;

    private final TextReader reader;
    private final char[] characters = new char[1 << 13];
    private int at;
    private int filled;
    private long number;
    private boolean afterReturn;

    private LineStream(TextReader reader) {
        this.reader = reader;
    }

    /**
     * One line; lines count from 1.
     *
     * @param problem why it cannot be read; empty if it can
     */
    public record Line(long number, String content, Optional<Unreadable> problem) {

        /** Returns the text; throws {@link IllegalArgumentException} if the line is none. */
        public String text() {
            problem.ifPresent(found -> {
                throw new IllegalArgumentException(found.toString());
            });
            return content;
        }
    }

    /** Hears of each line, from 1. */
    public interface Visitor {

        void line(long number, String line);

        void unreadable(long number, Unreadable problem);
    }

    /** Opens a file, which may be compressed by gzip. */
    public static LineStream open(Path file, Encoding encoding) throws IOException {
        return new LineStream(TextReader.open(file, encoding));
    }

    /** Opens a stream; a line is given as soon as its end has come. */
    public static LineStream open(InputStream in, Encoding encoding) throws IOException {
        return new LineStream(TextReader.open(in, encoding));
    }

    /** Reads all lines of a file, which may be compressed by gzip. */
    public static void read(Path file, Encoding encoding, Visitor visitor) {
        Problems.reading(file, () -> {
            try (LineStream lines = open(file, encoding)) {
                for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                    tell(line.get(), visitor);
                }
            }
            return file;
        });
    }

    private static void tell(Line line, Visitor visitor) {
        if (line.problem().isEmpty()) {
            visitor.line(line.number(), line.content());
        } else {
            visitor.unreadable(line.number(), line.problem().get());
        }
    }

    /** Returns the next line; empty at the end. */
    public Optional<Line> next() throws IOException {
        int c = character();
        if (afterReturn && c == '\n') {
            c = character();
        }
        afterReturn = false;
        if (c == END) {
            return Optional.empty();
        }
        var line = new StringBuilder();
        long length = 0;
        for (; c != END && c != '\n' && c != '\r'; c = character()) {
            if (++length <= LONGEST) {
                line.append((char) c);
            }
        }
        // The LF of a CR LF may not have come yet.
        afterReturn = c == '\r';
        number++;
        String content = line.toString();
        Optional<Unreadable> problem = length > LONGEST
                ? Optional.of(Unreadable.of(
                        String.format(Locale.ROOT, "%d characters long, of at most %d a line", length, LONGEST)))
                : reader.problem(content);
        return Optional.of(new Line(number, problem.isPresent() ? "" : content, problem));
    }

    private int character() throws IOException {
        if (at == filled) {
            filled = reader.read(characters, 0, characters.length);
            at = 0;
            if (filled < 0) {
                filled = 0;
                return END;
            }
        }
        return characters[at++];
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
