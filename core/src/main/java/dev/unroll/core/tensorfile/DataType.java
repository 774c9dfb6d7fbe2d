package dev.unroll.core.tensorfile;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The element types that are read; all but F32 and I64 are widened (F64: narrowed) to one of these. */
enum DataType {
    F32(4),
    F64(8),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    U8(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the type of this name in a header. */
    static Optional<DataType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Returns the names of all types, for messages. */
    static String names() {
        return Arrays.stream(values()).map(DataType::name).collect(Collectors.joining(", "));
    }

    /** Returns the number of bytes of an element. */
    int bytes() {
        return bytes;
    }

    boolean isFloating() {
        return switch (this) {
            case F32, F64, F16, BF16 -> true;
            case I64, I32, U8 -> false;
        };
    }

    /** Moves all elements of {@code from}, little-endian, to {@code to}. */
    void decode(ByteBuffer from, FloatBuffer to) {
        switch (this) {
            case F32 -> to.put(from.asFloatBuffer());
            case F64 -> {
                while (from.hasRemaining()) {
                    to.put((float) from.getDouble());
                }
            }
            case F16 -> {
                while (from.hasRemaining()) {
                    to.put(Float.float16ToFloat(from.getShort()));
                }
            }
            case BF16 -> {
                while (from.hasRemaining()) {
                    to.put(Float.intBitsToFloat(from.getShort() << 16));
                }
            }
            case I64, I32, U8 -> throw new AssertionError(this + " holds whole numbers");
        }
    }

    /** Moves all elements of {@code from}, little-endian, to {@code to}. */
    void decode(ByteBuffer from, LongBuffer to) {
        switch (this) {
            case I64 -> to.put(from.asLongBuffer());
            case I32 -> {
                while (from.hasRemaining()) {
                    to.put(from.getInt());
                }
            }
            case U8 -> {
                while (from.hasRemaining()) {
                    to.put(Byte.toUnsignedInt(from.get()));
                }
            }
            case F32, F64, F16, BF16 -> throw new AssertionError(this + " holds floating numbers");
        }
    }
}
