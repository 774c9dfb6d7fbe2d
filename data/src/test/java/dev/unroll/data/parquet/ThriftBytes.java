package dev.unroll.data.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a struct in the compact protocol of Apache Thrift, also one that says what it has not. */
final class ThriftBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ThriftBytes head(ThriftType type, int field) {
        bytes.write(type.compareTo(ThriftType.NONE));
        return varint(field << 1);
    }

    /** Writes a number as it is, of 7 bits a byte. */
    ThriftBytes varint(long number) {
        long left = number;
        for (; left >>> 7 != 0; left >>>= 7) {
            bytes.write((int) ((left & 0x7f) | 0x80));
        }
        bytes.write((int) left);
        return this;
    }

    ThriftBytes int32(int field, int value) {
        return head(ThriftType.INT32, field).varint(Integer.toUnsignedLong((value << 1) ^ (value >> 31)));
    }

    ThriftBytes int64(int field, long value) {
        return head(ThriftType.INT64, field).varint((value << 1) ^ (value >> 63));
    }

    ThriftBytes text(int field, String value) {
        byte[] letters = value.getBytes(StandardCharsets.UTF_8);
        head(ThriftType.BINARY, field).varint(letters.length);
        bytes.writeBytes(letters);
        return this;
    }

    /** Writes the length of a text and none of it. */
    ThriftBytes textOf(int field, long length) {
        return head(ThriftType.BINARY, field).varint(length);
    }

    ThriftBytes struct(int field, ThriftBytes struct) {
        head(ThriftType.STRUCT, field).bytes.writeBytes(struct.ended());
        return this;
    }

    ThriftBytes structs(int field, ThriftBytes... structs) {
        listOf(field, ThriftType.STRUCT, structs.length);
        for (ThriftBytes struct : structs) {
            bytes.writeBytes(struct.ended());
        }
        return this;
    }

    /** Writes the head of a list and none of it. */
    ThriftBytes listOf(int field, ThriftType type, long size) {
        head(ThriftType.LIST, field);
        bytes.write(0xf0 | type.compareTo(ThriftType.NONE));
        return varint(size);
    }

    /** Returns the struct with its end. */
    byte[] ended() {
        var copy = new ByteArrayOutputStream();
        copy.writeBytes(bytes.toByteArray());
        copy.write(0);
        return copy.toByteArray();
    }
}
