package dev.unroll.data.parquet;

import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.util.Locale;

/**
 * Whether each column of a long Parquet file has the rows that the footer says, and all of them can be read. Each is read once,
 * by itself: if first rows cannot be put together, the reader of rows of Hardwood 1.0.1 is not there to be closed, and what it
 * has begun would wait for ever, with its memory, for somebody to take its third batch.
 */
final class ParquetColumns {

    /** Batches of a column that are done without anybody who takes them. */
    private static final int UNTAKEN = 2;

    private ParquetColumns() {}

    /**
     * Reads all columns of a file that is long. Of a page that is damaged, Hardwood fails with an exception of any kind.
     *
     * @throws IOException if one has fewer rows
     */
    static void require(ParquetFileReader reader) throws IOException {
        long rows = 0;
        for (RowGroup group : reader.getFileMetaData().rowGroups()) {
            rows = Math.addExact(rows, group.numRows());
        }
        if (rows <= UNTAKEN * ParquetRoom.BATCH) {
            return;
        }
        for (ColumnSchema column : reader.getFileSchema().getColumns()) {
            require(reader, column, rows);
        }
    }

    private static void require(ParquetFileReader reader, ColumnSchema column, long rows) throws IOException {
        try (ColumnReader values = reader.columnReader(column.columnIndex())) {
            for (long read = 0; read < rows; read += values.getRecordCount()) {
                if (!values.nextBatch()) {
                    throw new IOException(String.format(
                            Locale.ROOT, "column %s has %,d rows of %,d", column.fieldPath(), read, rows));
                }
            }
        }
    }
}
