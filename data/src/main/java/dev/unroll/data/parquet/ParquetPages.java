package dev.unroll.data.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the pages of a Parquet file fit into their columns, and what is packed into the memory that the file asks for it.
 * Hardwood 1.0.1 takes these sizes at their word, and Snappy's native code, given less memory than it needs, writes beyond it: a
 * file that is damaged would end the whole process.
 */
final class ParquetPages {

    /** The four letters before the first column, and those after the last with the length before them. */
    private static final int BEFORE = 4;

    private static final int BEHIND = 8;

    /** Of a header at first so much is looked at, and in all so much: it may have the least and largest text of a page. */
    private static final int USUAL_HEADER = 1 << 10;

    private static final int LONGEST_HEADER = 1 << 24;

    private final InputFile file;

    /** What all columns and lists of their pages take of the file; they cannot lie over each other. */
    private long taken;

    private ParquetPages(InputFile file) {
        this.file = file;
    }

    /**
     * Checks a file.
     *
     * @throws IOException if something does not fit
     */
    static void require(InputFile file, FileMetaData said) throws IOException {
        var pages = new ParquetPages(file);
        for (RowGroup group : said.rowGroups()) {
            for (ColumnChunk column : group.columns()) {
                pages.require(column);
            }
        }
    }

    private void require(ColumnChunk column) throws IOException {
        ColumnMetaData said = column.metaData();
        long start = column.chunkStartOffset();
        requireRange("column " + said.pathInSchema(), start, said.totalCompressedSize());
        List<ParquetOffsets.Page> pages = new ArrayList<>();
        long values = 0;
        for (long at = start; at < start + said.totalCompressedSize(); ) {
            ParquetPageHeader header = page(said, at, start + said.totalCompressedSize());
            if (header.hasRows()) {
                pages.add(new ParquetOffsets.Page(at, header.whole()));
                values += header.values();
            }
            at += header.whole();
        }
        if (values > said.numValues()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "the pages of column %s have more values (%,d) than it has itself (%,d)",
                    said.pathInSchema(),
                    values,
                    said.numValues()));
        }
        if (column.offsetIndexOffset() != null) {
            requireRange(
                    "the list of the pages of column " + said.pathInSchema(),
                    column.offsetIndexOffset(),
                    length(column));
            ParquetOffsets.require(file, column, pages);
        }
    }

    private static long length(ColumnChunk column) {
        return column.offsetIndexLength() == null ? -1 : column.offsetIndexLength();
    }

    private void requireRange(String what, long start, long size) throws IOException {
        long end = file.length() - BEHIND;
        if (start < BEFORE || size < 0 || start > end || size > end - start) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s would be %,d bytes from byte %,d on, where columns end at byte %,d",
                    what,
                    size,
                    start,
                    end));
        }
        taken += size;
        if (taken > end) {
            throw new IOException(what + " lies over another one");
        }
    }

    /** Checks the page that begins at a byte, and returns its header. */
    private ParquetPageHeader page(ColumnMetaData column, long at, long end) throws IOException {
        ParquetPageHeader header = read(at, Math.min(end - at, LONGEST_HEADER));
        if (!header.fits(column, end - at) || !unpacksAsSaid(column, header, at)) {
            throw new IOException(String.format(
                    Locale.ROOT, "the page at byte %,d does not fit into column %s", at, column.pathInSchema()));
        }
        return header;
    }

    /** Reads a header; one that does not fit if there is none. */
    private ParquetPageHeader read(long at, long most) throws IOException {
        for (long length = Math.min(USUAL_HEADER, most); ; length = most) {
            try {
                return ParquetPageHeader.read(file.readRange(at, (int) length));
            } catch (BufferUnderflowException e) {
                if (length == most) {
                    return ParquetPageHeader.NONE;
                }
            }
        }
    }

    /** Returns whether what Snappy packed begins with the size that the header says. */
    private boolean unpacksAsSaid(ColumnMetaData column, ParquetPageHeader header, long at) throws IOException {
        long packed = header.packed() - header.levels();
        if (column.codec() != CompressionCodec.SNAPPY || !header.isPacked() || packed == 0) {
            return true;
        }
        try {
            ByteBuffer beginning =
                    file.readRange(at + header.length() + header.levels(), (int) Math.min(packed, Long.BYTES));
            return ThriftFields.varint(beginning) == header.unpacked() - header.levels();
        } catch (BufferUnderflowException e) {
            return false;
        }
    }
}
