package dev.unroll.data.text;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
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
        long size = said.totalCompressedSize();
        long end = file.length() - BEHIND;
        if (start < BEFORE || size < 0 || start > end || size > end - start || said.numValues() < 0) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "column %s would be %,d bytes from byte %,d on, where columns end at byte %,d",
                    said.pathInSchema(),
                    size,
                    start,
                    end));
        }
        for (long at = start; at < start + size; ) {
            at = requirePage(said, at, start + size);
        }
    }

    /** Checks the page that begins at a byte, and returns where the next one does. */
    private long requirePage(ColumnMetaData column, long at, long end) throws IOException {
        var header = new Header();
        int length = read(header, at, Math.min(end - at, LONGEST_HEADER));
        long contents = at + length;
        boolean fits = length > 0
                && header.packed >= 0
                && header.packed <= end - contents
                && header.unpacked >= 0
                && header.unpacked <= Math.max(column.totalUncompressedSize(), column.totalCompressedSize())
                && header.levels() >= 0
                && header.levels() <= Math.min(header.packed, header.unpacked);
        if (!fits || !unpacksAsSaid(column, header, contents)) {
            throw new IOException(String.format(
                    Locale.ROOT, "the page at byte %,d does not fit into column %s", at, column.pathInSchema()));
        }
        return contents + header.packed;
    }

    /** Reads a header and returns its length; 0 if it is none. */
    private int read(Header header, long at, long most) throws IOException {
        for (long length = Math.min(USUAL_HEADER, most); ; length = most) {
            ByteBuffer bytes = file.readRange(at, (int) length);
            int start = bytes.position();
            try {
                ThriftFields.read(bytes, header);
                return bytes.position() - start;
            } catch (BufferUnderflowException e) {
                if (length == most) {
                    return 0;
                }
            } catch (IOException e) {
                return 0;
            }
        }
    }

    /** Returns whether what Snappy packed begins with the size that the header says. */
    private boolean unpacksAsSaid(ColumnMetaData column, Header header, long contents) throws IOException {
        long packed = header.packed - header.levels();
        if (column.codec() != CompressionCodec.SNAPPY || !header.isPacked || packed == 0) {
            return true;
        }
        try {
            ByteBuffer beginning = file.readRange(contents + header.levels(), (int) Math.min(packed, Long.BYTES));
            return ThriftFields.varint(beginning) == header.unpacked - header.levels();
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    /** What is asked of the header of a page; the numbers of fields are those of {@code parquet.thrift}. */
    private static final class Header implements ThriftFields.Visitor {

        private static final int UNPACKED = 2;
        private static final int PACKED = 3;
        private static final int VERSION_2 = 8;
        private static final int DEFINITION_LEVELS = 5;
        private static final int REPETITION_LEVELS = 6;
        private static final int IS_PACKED = 7;

        private long unpacked = -1;
        private long packed = -1;
        private long definitionLevels;
        private long repetitionLevels;
        private boolean isPacked = true;

        @Override
        public void number(int struct, int field, long value) {
            if (struct == 0 && field == UNPACKED) {
                unpacked = value;
            } else if (struct == 0 && field == PACKED) {
                packed = value;
            } else if (struct == VERSION_2 && field == DEFINITION_LEVELS) {
                definitionLevels = value;
            } else if (struct == VERSION_2 && field == REPETITION_LEVELS) {
                repetitionLevels = value;
            } else if (struct == VERSION_2 && field == IS_PACKED) {
                isPacked = value == 1;
            }
        }

        /** Returns the bytes before the values that are never packed; −1 if there cannot be so many. */
        long levels() {
            return definitionLevels < 0 || repetitionLevels < 0 ? -1 : definitionLevels + repetitionLevels;
        }
    }
}
