package dev.unroll.data.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.FileSchema;
import dev.unroll.data.DataException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Whether a Parquet file is worth the memory that its rows will take. Parquet packs a value that comes again a million times into
 * few bytes, and a column has a width that stands nowhere but in the footer: a file of a hundred bytes can say that it has any
 * number of rows of any size.
 */
final class ParquetRoom {

    /** The rows for which Hardwood 1.0.1 takes memory at least. */
    static final long BATCH = 1L << 14;

    /** Values of a column for each byte of the file: columns of less than a bit a value teach nothing. */
    private static final int VALUES_PER_BYTE = 8;

    /** Memory for such a batch: so much for any file, and more for each byte, where the footer has some hundred a column. */
    private static final long ANY = 16L << 20;

    private static final long PER_BYTE = 20_000;

    /** Batches that Hardwood has of each column; of nested ones, where they are put together, twice as much as one. */
    private static final int BATCHES = 3;

    private static final int NESTED_BATCHES = 5;

    private final Path file;
    private final long length;

    /**
     * Makes a judge of a file.
     *
     * @param length of the file, in bytes
     */
    ParquetRoom(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    /**
     * Checks the file.
     *
     * @throws DataException if its rows need more memory than it is worth
     */
    void require(FileMetaData said, FileSchema schema) {
        for (int column = 0; column < schema.getColumnCount(); column++) {
            requireFew(values(said, column), schema.getColumn(column));
        }
        requireNarrow(schema);
    }

    private static long values(FileMetaData said, int column) {
        long values = 0;
        for (RowGroup group : said.rowGroups()) {
            ColumnChunk chunk = group.columns().get(column);
            values = Math.addExact(values, chunk.metaData().numValues());
        }
        return values;
    }

    private void requireFew(long values, ColumnSchema column) {
        if (values > BATCH + VALUES_PER_BYTE * length) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s is a Parquet file of %,d bytes that says that column %s has %,d values, more than %d a byte; fetch it"
                            + " again, or write it as CSV",
                    file,
                    length,
                    column.fieldPath(),
                    values,
                    VALUES_PER_BYTE));
        }
    }

    private void requireNarrow(FileSchema schema) {
        int batches = schema.isFlatSchema() ? BATCHES : NESTED_BATCHES;
        long bytes = 0;
        for (ColumnSchema column : schema.getColumns()) {
            bytes += BATCH * batches * width(column);
        }
        if (bytes > ANY + PER_BYTE * length) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s is a Parquet file of %,d bytes that says that its columns are so wide that %,d rows take %,d bytes; fetch"
                            + " it again, or write it as CSV",
                    file,
                    length,
                    BATCH,
                    bytes));
        }
    }

    /** Returns the bytes that a value takes in a batch. */
    private static long width(ColumnSchema column) {
        return switch (column.type()) {
            case BOOLEAN -> 1;
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            // Where each begins, and 32 bytes for it, which is all that there is until one needs more.
            case INT96, BYTE_ARRAY -> Integer.BYTES + 32;
            case FIXED_LEN_BYTE_ARRAY ->
                Integer.BYTES + (column.typeLength() == null ? 0 : Math.max(0L, column.typeLength()));
        };
    }
}
