package dev.unroll.data.parquet;

import dev.hardwood.InputFile;
import dev.unroll.data.file.Names;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The bytes of a Parquet file, which are read and not mapped: a mapped file that somebody cuts off meanwhile ends the process.
 * It refuses to give what it has not, for Hardwood 1.0.1 asks for nothing over and over where less is there than the file says.
 */
final class ParquetInput implements InputFile {

    private final String name;
    private final FileChannel file;
    private final long length;

    private ParquetInput(String name, FileChannel file) throws IOException {
        this.name = name;
        this.file = file;
        this.length = file.size();
    }

    /** Opens a file. */
    static ParquetInput open(Path path) throws IOException {
        return new ParquetInput(Names.of(path), FileChannel.open(path));
    }

    @Override
    public void open() {}

    @Override
    public ByteBuffer readRange(long offset, int count) throws IOException {
        if (offset < 0 || count <= 0 || offset > length - count) {
            throw new IOException(String.format(
                    Locale.ROOT, "%,d bytes are asked for from byte %,d on, of %,d", count, offset, length));
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("it was cut off while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String name() {
        return name;
    }

    /** Does nothing: Hardwood says so whenever it has read a column. */
    @Override
    public void close() {}

    /** Closes the file. */
    void closeFile() throws IOException {
        file.close();
    }
}
