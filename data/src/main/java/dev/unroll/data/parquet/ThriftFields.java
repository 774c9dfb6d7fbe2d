package dev.unroll.data.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The fields of a struct in the compact protocol of Apache Thrift, as Parquet writes its metadata: whole numbers and Booleans are
 * given, structs are gone into, also those in lists, all else is passed over. Nothing is allocated by a length that the bytes
 * say; a length beyond their end, as running out of bytes, is a {@link BufferUnderflowException}.
 */
final class ThriftFields {

    /** Structs and lists in each other that metadata may have. */
    private static final int DEEPEST = 16;

    private static final int MANY = 15;

    private final ByteBuffer bytes;
    private final Visitor visitor;

    private ThriftFields(ByteBuffer bytes, Visitor visitor) {
        this.bytes = bytes;
        this.visitor = visitor;
    }

    /** Hears of numbers. */
    interface Visitor {

        /** Takes a number; of a Boolean 1 or 0. */
        void number(ParquetStruct struct, int field, long value);

        /** Takes notice that a struct has ended. */
        default void end(ParquetStruct struct) {}
    }

    /** Reads a struct from where the bytes stand to behind its end. */
    static void read(ByteBuffer bytes, ParquetStruct struct, Visitor visitor) throws IOException {
        new ThriftFields(bytes, visitor).struct(struct, 0);
    }

    private void struct(ParquetStruct struct, int depth) throws IOException {
        requireShallow(depth);
        int field = 0;
        int count = 0;
        for (int head = bytes.get() & 0xff; head != 0; head = bytes.get() & 0xff) {
            int step = head >>> 4;
            field = (short) (step == 0 ? zigzag() : field + step);
            if (++count > struct.most()) {
                throw new IOException("a choice has two fields");
            }
            field(ThriftType.of(head & 0xf), struct, field, depth);
        }
        visitor.end(struct);
    }

    private void field(ThriftType type, ParquetStruct struct, int field, int depth) throws IOException {
        Optional<ParquetStruct.Field> known = struct.field(field);
        if (known.isPresent() && !known.get().isOf(type)) {
            throw new IOException("field " + field + " has type " + type);
        }
        switch (type) {
            case TRUE, FALSE -> visitor.number(struct, field, type == ThriftType.TRUE ? 1 : 0);
            case INT32 -> visitor.number(struct, field, int32());
            case INT16, INT64 -> visitor.number(struct, field, zigzag());
            case STRUCT -> struct(structOf(known), depth + 1);
            case LIST -> list(known, depth + 1);
            default -> skip(type, depth);
        }
    }

    private static ParquetStruct structOf(Optional<ParquetStruct.Field> known) {
        return known.map(ParquetStruct.Field::struct).orElse(ParquetStruct.ANY);
    }

    private void list(Optional<ParquetStruct.Field> known, int depth) throws IOException {
        requireShallow(depth);
        int head = bytes.get() & 0xff;
        long size = head >>> 4 == MANY ? varint(bytes) : head >>> 4;
        if (size == 0) {
            return;
        }
        ThriftType type = ThriftType.of(head & 0xf);
        if (known.isPresent() && known.get().elements() != type) {
            throw new IOException("a list has elements of type " + type);
        }
        // Each element has a byte at least.
        if (size < 0 || size > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        for (long i = 0; i < size; i++) {
            if (type == ThriftType.STRUCT) {
                struct(structOf(known), depth + 1);
            } else {
                skip(type, depth);
            }
        }
    }

    private static void requireShallow(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("structs lie too deep in each other");
        }
    }

    private void skip(ThriftType type, int depth) throws IOException {
        switch (type) {
            case BYTE -> bytes.get();
            case INT16, INT32, INT64 -> varint(bytes);
            case DOUBLE -> pass(Double.BYTES);
            case BINARY -> pass(varint(bytes));
            case LIST, SET -> list(Optional.empty(), depth + 1);
            case STRUCT -> struct(ParquetStruct.ANY, depth + 1);
            // Metadata have none, and Hardwood reads them as if they had no byte.
            case TRUE, FALSE -> throw new IOException("a list of Booleans is in it");
            case MAP, NONE -> throw new IOException("type " + type + " is in it");
        }
    }

    private void pass(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) count);
    }

    /** Reads a number of 32 bits, and what goes beyond them not, as Hardwood does. */
    private int int32() throws IOException {
        return (int) zigzag();
    }

    private long zigzag() throws IOException {
        long number = varint(bytes);
        return number >>> 1 ^ -(number & 1);
    }

    /** Reads a number of 7 bits a byte, the least first. */
    static long varint(ByteBuffer bytes) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("a number has no end");
    }
}
