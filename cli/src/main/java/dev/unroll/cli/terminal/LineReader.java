package dev.unroll.cli.terminal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads UTF-8 lines one by one as they come, so that a line that is none costs only itself. LF or CR LF ends a line. */
public final class LineReader {

    /** The most bytes of a line; what is longer is not text. */
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private long number;

    public LineReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * One line; lines count from 1.
     *
     * @param problem why it cannot be read; empty if it can
     */
    public record Line(long number, String content, String problem) {

        /** Returns the text; throws if the line is none. */
        public String text() {
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException(problem);
            }
            return content;
        }
    }

    /** Returns the next line; empty at the end. */
    public Optional<Line> next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        long length = 0;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (++length <= LONGEST) {
                bytes.write(b);
            }
        }
        number++;
        if (length > LONGEST) {
            return Optional.of(new Line(number, "", "it must be at most " + LONGEST + " bytes long but has " + length));
        }
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return Optional.of(new Line(number, decoded.toString().replaceFirst("\r$", ""), ""));
        } catch (CharacterCodingException e) {
            return Optional.of(new Line(number, "", "it must be UTF-8 but is not"));
        }
    }
}
