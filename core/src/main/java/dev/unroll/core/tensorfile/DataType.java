package dev.unroll.core.tensorfile;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The element types of the format. Floats are widened (F64: narrowed) to F32 and whole numbers to I64; what no such number
 * holds is passed over.
 */
enum DataType {
    F32(32, Kind.FLOATS),
    F64(64, Kind.FLOATS),
    F16(16, Kind.FLOATS),
    BF16(16, Kind.FLOATS),
    I64(64, Kind.WHOLE),
    I32(32, Kind.WHOLE),
    I16(16, Kind.WHOLE),
    I8(8, Kind.WHOLE),
    U32(32, Kind.WHOLE),
    U16(16, Kind.WHOLE),
    U8(8, Kind.WHOLE),
    BOOL(8, Kind.WHOLE),
    U64(64, Kind.UNREAD),
    C64(64, Kind.UNREAD),
    F8_E5M2(8, Kind.UNREAD),
    F8_E4M3(8, Kind.UNREAD),
    F8_E5M2FNUZ(8, Kind.UNREAD),
    F8_E4M3FNUZ(8, Kind.UNREAD),
    F8_E8M0(8, Kind.UNREAD),
    F6_E3M2(6, Kind.UNREAD),
    F6_E2M3(6, Kind.UNREAD),
    F4(4, Kind.UNREAD);

    /** What becomes of the elements. */
    enum Kind {
        FLOATS,
        WHOLE,
        UNREAD
    }

    private final int bits;
    private final Kind kind;

    DataType(int bits, Kind kind) {
        this.bits = bits;
        this.kind = kind;
    }

    /** Returns the type of this name in a header. */
    static Optional<DataType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Returns the names of all types, for messages. */
    static String names() {
        return Arrays.stream(values()).map(DataType::name).collect(Collectors.joining(", "));
    }

    /** Returns the number of bytes of some elements, the last one filled up. */
    long bytes(long elements) {
        return Math.ceilDiv(elements * bits, (long) Byte.SIZE);
    }

    Kind kind() {
        return kind;
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
            default -> throw new AssertionError(this + " holds no floats");
        }
    }

    /** Moves all elements of {@code from}, little-endian, to {@code to}. */
    void decode(ByteBuffer from, LongBuffer to) {
        if (this == I64) {
            to.put(from.asLongBuffer());
            return;
        }
        while (from.hasRemaining()) {
            to.put(
                    switch (this) {
                        case I32 -> from.getInt();
                        case I16 -> from.getShort();
                        case I8 -> from.get();
                        case U32 -> Integer.toUnsignedLong(from.getInt());
                        case U16 -> Short.toUnsignedLong(from.getShort());
                        case U8, BOOL -> Byte.toUnsignedLong(from.get());
                        default -> throw new AssertionError(this + " holds no whole numbers");
                    });
        }
    }
}
