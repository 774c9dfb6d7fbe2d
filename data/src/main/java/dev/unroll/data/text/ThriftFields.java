package dev.unroll.data.text;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The fields of a struct in the compact protocol of Apache Thrift, as Parquet writes the header of a page: whole numbers and
 * Booleans are given, structs are gone into, all else is passed over. Running out of bytes is a
 * {@link BufferUnderflowException}.
 */
final class ThriftFields {

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int INT16 = 4;
    private static final int INT32 = 5;
    private static final int INT64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;

    /** Structs in structs that a header may have. */
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

        /**
         * Takes a number; of a Boolean 1 or 0.
         *
         * @param struct the field of the outermost struct in which it is; 0 in that itself
         */
        void number(int struct, int field, long value);
    }

    /** Reads a struct from where the bytes stand to behind its end. */
    static void read(ByteBuffer bytes, Visitor visitor) throws IOException {
        new ThriftFields(bytes, visitor).struct(0, 0);
    }

    private void struct(int outer, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("structs lie too deep in each other");
        }
        int field = 0;
        for (int head = bytes.get() & 0xff; head != 0; head = bytes.get() & 0xff) {
            int step = head >>> 4;
            field = step == 0 ? (int) zigzag() : field + step;
            value(head & 0xf, outer, field, depth);
        }
    }

    private void value(int type, int outer, int field, int depth) throws IOException {
        switch (type) {
            case TRUE, FALSE -> tell(depth, outer, field, type == TRUE ? 1 : 0);
            case STRUCT -> struct(depth == 0 ? field : outer, depth + 1);
            case INT16, INT32, INT64 -> tell(depth, outer, field, zigzag());
            default -> skip(type, depth);
        }
    }

    private void tell(int depth, int outer, int field, long value) {
        if (depth < 2) {
            visitor.number(depth == 0 ? 0 : outer, field, value);
        }
    }

    private void skip(int type, int depth) throws IOException {
        switch (type) {
            // In a list a Boolean is a byte.
            case TRUE, FALSE, BYTE -> bytes.get();
            case INT16, INT32, INT64 -> varint(bytes);
            case DOUBLE -> pass(Double.BYTES);
            case BINARY -> pass(varint(bytes));
            case LIST, SET -> {
                int head = bytes.get() & 0xff;
                long size = head >>> 4 == MANY ? varint(bytes) : head >>> 4;
                for (long i = 0; i < size; i++) {
                    skip(head & 0xf, depth + 1);
                }
            }
            case MAP -> throw new IOException("a map is in a header");
            case STRUCT -> struct(0, Math.max(2, depth + 1));
            default -> throw new IOException("type " + type + " is none");
        }
    }

    private void pass(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) count);
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
