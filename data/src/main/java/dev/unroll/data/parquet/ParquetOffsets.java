package dev.unroll.data.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the list of the pages of a column, the offset index of Parquet, has just the pages that are there. Hardwood 1.0.1 goes
 * by the list alone, if there is one.
 */
final class ParquetOffsets implements ThriftFields.Visitor {

    private static final int START = 1;
    private static final int SIZE = 2;

    private final List<Page> pages = new ArrayList<>();
    private long start;
    private long size;

    private ParquetOffsets() {}

    /** Where a page is, with its header. */
    record Page(long start, long size) {}

    /**
     * Checks the list of a column, which lies within the file.
     *
     * @throws IOException if it has other pages
     */
    static void require(InputFile file, ColumnChunk column, List<Page> pages) throws IOException {
        var offsets = new ParquetOffsets();
        try {
            ThriftFields.read(
                    file.readRange(column.offsetIndexOffset(), column.offsetIndexLength()),
                    ParquetStruct.OFFSET_INDEX,
                    offsets);
        } catch (BufferUnderflowException e) {
            throw mismatch(column);
        }
        if (!offsets.pages.equals(pages)) {
            throw mismatch(column);
        }
    }

    private static IOException mismatch(ColumnChunk column) {
        return new IOException(
                "the list of the pages of column " + column.metaData().pathInSchema() + " has others than are there");
    }

    @Override
    public void number(ParquetStruct struct, int field, long value) {
        if (struct == ParquetStruct.PAGE_LOCATION && field == START) {
            start = value;
        } else if (struct == ParquetStruct.PAGE_LOCATION && field == SIZE) {
            size = value;
        }
    }

    @Override
    public void end(ParquetStruct struct) {
        if (struct == ParquetStruct.PAGE_LOCATION) {
            pages.add(new Page(start, size));
            start = 0;
            size = 0;
        }
    }
}
