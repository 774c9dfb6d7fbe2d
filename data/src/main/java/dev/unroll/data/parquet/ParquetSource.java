package dev.unroll.data.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.reader.ParquetFileReader;
import dev.unroll.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A Parquet file that is open, and has what it says. */
public final class ParquetSource implements AutoCloseable {

    private static final Set<CompressionCodec> CODECS = Set.of(
            CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.ZSTD, CompressionCodec.GZIP);

    /**
     * Threads that unpack pages, as many as there are processors, for all files: what a reader that was given up has begun on
     * those of its own would never be done.
     */
    private static final HardwoodContext THREADS = HardwoodContext.create();

    private final ParquetInput input;
    private final ParquetFileReader reader;

    private ParquetSource(ParquetInput input, ParquetFileReader reader) {
        this.input = input;
        this.reader = reader;
    }

    /**
     * Opens a file. Of one that is damaged or encrypted, Hardwood also fails with exceptions of any other kind.
     *
     * @throws DataException if it has no column, is compressed in a way that is not read, or is not worth the memory that its
     *     rows take
     * @throws IOException if it is damaged
     */
    public static ParquetSource open(Path file) throws IOException {
        ParquetInput input = ParquetInput.open(file);
        try {
            ParquetFooter.require(input);
            return of(file, input, ParquetFileReader.open(input, THREADS));
        } catch (IOException | RuntimeException e) {
            input.closeFile();
            throw e;
        }
    }

    private static ParquetSource of(Path file, ParquetInput input, ParquetFileReader reader) throws IOException {
        try {
            FileMetaData said = reader.getFileMetaData();
            requireColumns(file, reader);
            requireCodecs(file, said);
            ParquetPages.require(input, said);
            new ParquetRoom(file, input.length()).require(said, reader.getFileSchema());
            ParquetColumns.require(reader);
            return new ParquetSource(input, reader);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static void requireColumns(Path file, ParquetFileReader reader) {
        if (reader.getFileSchema().getColumns().isEmpty()) {
            throw new DataException(file + " is a Parquet file without a column; write it again with some");
        }
    }

    private static void requireCodecs(Path file, FileMetaData said) {
        codecs(said).filter(codec -> !CODECS.contains(codec)).findFirst().ifPresent(codec -> {
            throw new DataException(file + " is a Parquet file compressed by "
                    + codec.name().toLowerCase(Locale.ROOT)
                    + ", which is not read; write it with snappy, zstd, gzip or none");
        });
        requireLibrary(
                file, said, CompressionCodec.SNAPPY, "org.xerial.snappy.Snappy", "org.xerial.snappy:snappy-java");
        requireLibrary(file, said, CompressionCodec.ZSTD, "com.github.luben.zstd.Zstd", "com.github.luben:zstd-jni");
    }

    private static Stream<CompressionCodec> codecs(FileMetaData said) {
        return said.rowGroups().stream()
                .flatMap(group -> group.columns().stream())
                .map(ColumnChunk::metaData)
                .map(column -> column.codec());
    }

    /** Refuses a file whose codec is not beside this module: both are native, so they come with the command alone. */
    private static void requireLibrary(
            Path file, FileMetaData said, CompressionCodec codec, String name, String artifact) {
        boolean isNeeded = codecs(said).anyMatch(used -> used == codec);
        if (isNeeded && ParquetSource.class.getClassLoader().getResource(name.replace('.', '/') + ".class") == null) {
            throw new DataException(file + " is a Parquet file compressed by "
                    + codec.name().toLowerCase(Locale.ROOT) + ": add " + artifact
                    + " to the program, or write the file with gzip or none");
        }
    }

    /** Returns what reads it. */
    public ParquetFileReader reader() {
        return reader;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        input.closeFile();
    }
}
