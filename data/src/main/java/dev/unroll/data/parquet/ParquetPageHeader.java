package dev.unroll.data.parquet;

import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the header of a page of a Parquet file says, in bytes and values.
 *
 * @param length of the header itself
 * @param packed what follows it
 * @param unpacked what that will take in memory
 * @param levels the bytes before the values that are never packed; −1 if there cannot be so many
 */
record ParquetPageHeader(
        int length, Kind kind, long packed, long unpacked, long levels, boolean isPacked, long values) {

    /** A header that fits nowhere. */
    static final ParquetPageHeader NONE = new ParquetPageHeader(0, Kind.OTHER, -1, -1, -1, true, -1);

    /** Deflate makes at most 258 bytes of two bits. */
    private static final long GZIP = 1032;

    /** A copy of 64 bytes takes Snappy three. */
    private static final long SNAPPY = 22;

    /** A block of 128 KiB that is one byte over and over takes Zstandard four. */
    private static final long ZSTD = 1 << 15;

    /** What is in a page. */
    enum Kind {
        VALUES,
        DICTIONARY,
        OTHER
    }

    /**
     * Reads a header from where the bytes stand.
     *
     * @return {@link #NONE} if there is none
     * @throws java.nio.BufferUnderflowException if it goes on behind the bytes
     */
    static ParquetPageHeader read(ByteBuffer bytes) {
        int start = bytes.position();
        var said = new Said();
        try {
            ThriftFields.read(bytes, ParquetStruct.PAGE_HEADER, said);
        } catch (IOException e) {
            return NONE;
        }
        return new ParquetPageHeader(
                bytes.position() - start,
                said.kind(),
                said.packed,
                said.unpacked,
                said.levels(),
                said.isPacked,
                said.values());
    }

    /** Returns whether it has rows of the column. */
    boolean hasRows() {
        return kind == Kind.VALUES;
    }

    /** Returns the bytes of the header and of what follows it. */
    long whole() {
        return length + packed;
    }

    /** Returns whether the page fits into what is left of a column, and into the memory that can be made of it. */
    boolean fits(ColumnMetaData column, long left) {
        return length > 0
                && packed >= 0
                && packed <= left - length
                && unpacked >= 0
                && unpacked <= most(column.codec())
                && levels >= 0
                && levels <= Math.min(packed, unpacked)
                && values >= 0
                && (kind == Kind.DICTIONARY ? values <= unpacked : values <= column.numValues());
    }

    private long most(CompressionCodec codec) {
        return switch (codec) {
            case SNAPPY -> SNAPPY * packed;
            case GZIP -> GZIP * packed;
            case ZSTD -> ZSTD * packed;
            default -> packed;
        };
    }

    /** The fields of a header; the numbers of fields are those of {@code parquet.thrift}. */
    private static final class Said implements ThriftFields.Visitor {

        private static final int TYPE = 1;
        private static final int UNPACKED = 2;
        private static final int PACKED = 3;

        private static final int VALUES = 1;
        private static final int DEFINITION_LEVELS = 5;
        private static final int REPETITION_LEVELS = 6;
        private static final int IS_PACKED = 7;

        private static final int DATA = 0;
        private static final int DICTIONARY = 2;
        private static final int DATA_2 = 3;

        private long type = -1;
        private long unpacked = -1;
        private long packed = -1;
        private long dataValues;
        private long dictionaryValues;
        private long data2Values;
        private long definitionLevels;
        private long repetitionLevels;
        private boolean isPacked = true;

        @Override
        public void number(ParquetStruct struct, int field, long value) {
            switch (struct) {
                case PAGE_HEADER -> header(field, value);
                case DATA_PAGE -> dataValues = field == VALUES ? value : dataValues;
                case DICTIONARY_PAGE -> dictionaryValues = field == VALUES ? value : dictionaryValues;
                case DATA_PAGE_2 -> data2(field, value);
                default -> {}
            }
        }

        private void header(int field, long value) {
            switch (field) {
                case TYPE -> type = value;
                case UNPACKED -> unpacked = value;
                case PACKED -> packed = value;
                default -> {}
            }
        }

        private void data2(int field, long value) {
            switch (field) {
                case VALUES -> data2Values = value;
                case DEFINITION_LEVELS -> definitionLevels = value;
                case REPETITION_LEVELS -> repetitionLevels = value;
                case IS_PACKED -> isPacked = value == 1;
                default -> {}
            }
        }

        Kind kind() {
            if (type == DATA || type == DATA_2) {
                return Kind.VALUES;
            }
            return type == DICTIONARY ? Kind.DICTIONARY : Kind.OTHER;
        }

        long values() {
            if (type == DATA) {
                return dataValues;
            }
            return type == DATA_2 ? data2Values : dictionaryValues;
        }

        long levels() {
            if (type != DATA_2) {
                return 0;
            }
            return definitionLevels < 0 || repetitionLevels < 0 ? -1 : definitionLevels + repetitionLevels;
        }
    }
}
