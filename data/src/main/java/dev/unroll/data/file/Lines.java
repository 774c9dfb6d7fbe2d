package dev.unroll.data.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unroll.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads UTF-8 lines one by one, so that one broken line costs one line. LF, CR LF and CR end a line; a byte order mark
 * at the start is skipped.
 */
public final class Lines {

    /** The most bytes of a line. A longer one is no line of text but a file of some other kind. */
    public static final int LONGEST = 1 << 20;

    private static final int END = -1;

    private Lines() {}

    /** Hears of each line, from 1. */
    public interface Visitor {

        void line(long number, String line);

        void unreadable(long number, String problem);
    }

    /** Reads all lines of a file, which may be compressed by gzip. */
    public static void read(Path file, Visitor visitor) {
        try (InputStream input = Gzip.open(file)) {
            read(input, file.toString(), visitor);
        } catch (ZipException e) {
            throw new DataException(file + " is broken: " + e.getMessage() + "; fetch it again", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + Problems.of(e), e);
        }
    }

    /** Reads all lines of a stream that supports marks. */
    private static void read(InputStream input, String name, Visitor visitor) throws IOException {
        skipByteOrderMark(input, name);
        var line = new ByteArrayOutputStream();
        long number = 1;
        long length = 0;
        boolean open = false;
        for (int b = input.read(); b != END; b = input.read()) {
            open = b != '\n' && b != '\r';
            if (open) {
                if (++length <= LONGEST) {
                    line.write(b);
                }
                continue;
            }
            if (b == '\r') {
                skipLineFeed(input);
            }
            emit(line, length, number++, visitor);
            line.reset();
            length = 0;
        }
        if (open) {
            emit(line, length, number, visitor);
        }
    }

    private static void emit(ByteArrayOutputStream bytes, long length, long number, Visitor visitor) {
        if (length > LONGEST) {
            visitor.unreadable(
                    number, String.format(Locale.ROOT, "%d bytes long, of at most %d a line", length, LONGEST));
            return;
        }
        Optional<String> line = decode(bytes.toByteArray());
        if (line.isEmpty()) {
            visitor.unreadable(number, "not UTF-8");
        } else if (line.get().indexOf('\0') >= 0) {
            visitor.unreadable(number, "holds the character U+0000, which no text has");
        } else {
            visitor.line(number, line.get());
        }
    }

    /** Returns the text that bytes are in UTF-8; nothing if they are none. */
    public static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static void skipByteOrderMark(InputStream input, String name) throws IOException {
        input.mark(3);
        byte[] start = input.readNBytes(3);
        input.reset();
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            input.skipNBytes(3);
        } else if (startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF)) {
            throw new DataException(name + " is UTF-16; save it as UTF-8");
        }
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static void skipLineFeed(InputStream input) throws IOException {
        input.mark(1);
        if (input.read() != '\n') {
            input.reset();
        }
    }
}
