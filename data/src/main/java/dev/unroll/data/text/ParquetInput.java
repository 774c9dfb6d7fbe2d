package dev.unroll.data.text;

import dev.hardwood.InputFile;
import dev.unroll.data.file.Names;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The bytes of a Parquet file, which refuses to give what it has not. Hardwood 1.0.1 takes sizes in a file at their word, and
 * asks for nothing over and over where less is there than is said.
 */
final class ParquetInput implements InputFile {

    private final InputFile file;
    private final String name;

    private ParquetInput(InputFile file, String name) {
        this.file = file;
        this.name = name;
    }

    /** Returns the input of a file. */
    static ParquetInput of(Path path) throws IOException {
        boolean canBeMapped = path.getFileSystem().equals(FileSystems.getDefault());
        return new ParquetInput(
                canBeMapped ? InputFile.of(path) : InputFile.of(ByteBuffer.wrap(Files.readAllBytes(path))), Names.of(path));
    }

    @Override
    public void open() throws IOException {
        file.open();
    }

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (offset < 0 || length <= 0 || offset > file.length() - length) {
            throw new IOException(String.format(
                    Locale.ROOT, "%,d bytes are asked for from byte %,d on, of %,d", length, offset, file.length()));
        }
        return file.readRange(offset, length);
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
