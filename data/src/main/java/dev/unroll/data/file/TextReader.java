package dev.unroll.data.file;

import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Characters out of bytes, strictly: what cannot be decoded becomes {@link Texts#BROKEN}, which nothing that can be decoded
 * ever becomes. A byte order mark at the start is no part of the text. Returns what is there without waiting for more.
 */
public final class TextReader extends Reader {

    private static final int BUFFER = 1 << 13;

    /** A byte order mark, each byte a character, and the encoding that it tells of. */
    private record Mark(Charset charset, String bytes) {

        boolean begins(byte[] start) {
            return new String(start, StandardCharsets.ISO_8859_1).startsWith(bytes);
        }
    }

    /** The longest first: that of UTF-16 begins that of UTF-32. */
    private static final List<Mark> MARKS = List.of(
            new Mark(Charset.forName("UTF-32LE"), "\u00FF\u00FE\0\0"),
            new Mark(Charset.forName("UTF-32BE"), "\0\0\u00FE\u00FF"),
            new Mark(StandardCharsets.UTF_8, "\u00EF\u00BB\u00BF"),
            new Mark(StandardCharsets.UTF_16LE, "\u00FF\u00FE"),
            new Mark(StandardCharsets.UTF_16BE, "\u00FE\u00FF"));

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer characters = CharBuffer.allocate(BUFFER).flip();
    /** The most bytes that are given up at once: half a character of UTF-16 must not take the line end behind it along. */
    private final int unit;

    private boolean ended;

    private TextReader(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
        this.unit = charset.name().startsWith("UTF-16") ? 2 : BUFFER;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Opens a file, which may be compressed by gzip.
     *
     * @throws DataException if its first bytes are those of a picture, an archive or another format that is no text
     */
    public static TextReader open(Path file, Encoding encoding) throws IOException {
        InputStream in = Gzip.open(file);
        try {
            Optional<OtherFormat> other = OtherFormat.of(in);
            if (other.isPresent()) {
                throw new DataException(file + " " + other.get().problem());
            }
            return marked(in, encoding);
        } catch (IOException | DataException e) {
            in.close();
            throw e;
        }
    }

    /** Opens a stream, which may be compressed by gzip. */
    public static TextReader open(InputStream in, Encoding encoding) throws IOException {
        return marked(Gzip.decompressed(in), encoding);
    }

    /** Opens bytes, which are not decompressed. */
    static TextReader of(byte[] bytes, Encoding encoding) throws IOException {
        return marked(new ByteArrayInputStream(bytes), encoding);
    }

    /** Takes a byte order mark from the start, if there is one of the encoding. */
    private static TextReader marked(InputStream in, Encoding encoding) throws IOException {
        Optional<Mark> found = mark(in);
        boolean fits = found.isPresent()
                && encoding.named()
                        .map(named -> found.get().charset().name().startsWith(named.name()))
                        .orElse(true);
        if (!fits) {
            return new TextReader(in, encoding.withoutMark());
        }
        in.skipNBytes(found.get().bytes().length());
        return new TextReader(in, found.get().charset());
    }

    /** Finds the mark at the start of a stream. Only where the first byte is one of a mark are more of them waited for. */
    private static Optional<Mark> mark(InputStream in) throws IOException {
        in.mark(4);
        int first = in.read();
        in.reset();
        if (MARKS.stream().noneMatch(mark -> mark.bytes().charAt(0) == first)) {
            return Optional.empty();
        }
        byte[] start = in.readNBytes(4);
        in.reset();
        return MARKS.stream().filter(mark -> mark.begins(start)).findFirst();
    }

    /** Returns why something that was read is no text; empty if it is one. */
    public Optional<Unreadable> problem(String read) {
        return read.indexOf(Texts.BROKEN) < 0
                ? Texts.problem(read).map(Unreadable::of)
                : Optional.of(Unreadable.in(charset));
    }

    @Override
    public int read(char[] into, int from, int count) throws IOException {
        while (!characters.hasRemaining()) {
            if (!decodeMore()) {
                return -1;
            }
        }
        int given = Math.min(count, characters.remaining());
        characters.get(into, from, given);
        return given;
    }

    /** Decodes what has been read; reads more if that is nothing. Returns false at the end. */
    private boolean decodeMore() throws IOException {
        // One place is kept for what cannot be decoded.
        characters.clear().limit(BUFFER - 1);
        CoderResult result = decoder.decode(bytes, characters, ended);
        if (result.isError()) {
            bytes.position(bytes.position() + Math.min(result.length(), unit));
            characters.limit(BUFFER).put(Texts.BROKEN);
        }
        characters.flip();
        if (characters.hasRemaining()) {
            return true;
        }
        if (ended) {
            return false;
        }
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
