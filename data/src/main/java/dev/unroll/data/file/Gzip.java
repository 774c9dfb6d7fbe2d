package dev.unroll.data.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens files that may be compressed by gzip: told by their first two bytes, whatever their name. */
public final class Gzip {

    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int BUFFER = 1 << 16;

    private Gzip() {}

    /** Returns whether bytes are the first ones of what gzip compressed. */
    public static boolean isOne(byte[] beginning) {
        return beginning.length > 1
                && Byte.toUnsignedInt(beginning[0]) == FIRST
                && Byte.toUnsignedInt(beginning[1]) == SECOND;
    }

    /** Returns the bytes of a file, decompressed; a stream that supports marks, and checks what it has read at its end. */
    public static InputStream open(Path file) throws IOException {
        return open(file, Gzip::decompressed);
    }

    /** Returns the bytes of a file that must be compressed, decompressed; as {@link #open}. */
    public static InputStream openCompressed(Path file) throws IOException {
        return open(file, Gzip::unpacked);
    }

    /** How the bytes of a file become those that are read. */
    private interface Opening {
        InputStream of(InputStream raw) throws IOException;
    }

    private static InputStream open(Path file, Opening opening) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return opening.of(raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Returns the bytes of a stream, decompressed. Reads no further ahead than the first byte where they are not. */
    public static InputStream decompressed(InputStream raw) throws IOException {
        var in = new BufferedInputStream(raw, BUFFER);
        in.mark(2);
        boolean compressed = in.read() == FIRST && in.read() == SECOND;
        in.reset();
        return compressed ? unpacked(in) : in;
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
    }
}
