package dev.unroll.data.sound;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How a WAV file writes a sample, and what number from −1 to 1 it stands for. */
enum SampleType {
    UNSIGNED_8("8 bit", Codes.PCM, 8) {
        @Override
        double read(ByteBuffer in, int at) {
            return (Byte.toUnsignedInt(in.get(at)) - 128) / 128.0;
        }
    },
    SIGNED_16("16 bit", Codes.PCM, 16) {
        @Override
        double read(ByteBuffer in, int at) {
            return in.getShort(at) / 0x1p15;
        }
    },
    SIGNED_24("24 bit", Codes.PCM, 24) {
        @Override
        double read(ByteBuffer in, int at) {
            return ((in.get(at + 2) << 16) | Short.toUnsignedInt(in.getShort(at))) / 0x1p23;
        }
    },
    SIGNED_32("32 bit", Codes.PCM, 32) {
        @Override
        double read(ByteBuffer in, int at) {
            return in.getInt(at) / 0x1p31;
        }
    },
    FLOAT_32("32 bit float", Codes.FLOAT, 32) {
        @Override
        double read(ByteBuffer in, int at) {
            return in.getFloat(at);
        }
    },
    FLOAT_64("64 bit float", Codes.FLOAT, 64) {
        @Override
        double read(ByteBuffer in, int at) {
            return in.getDouble(at);
        }
    },
    /** ITU-T G.711 (1988), A-law: 13 bits in 8, finer where it is quiet. */
    A_LAW("A-law", Codes.A_LAW, 8) {
        @Override
        double read(ByteBuffer in, int at) {
            int code = Byte.toUnsignedInt(in.get(at)) ^ 0x55;
            int exponent = (code >> 4) & 7;
            int mantissa = ((code & 15) << 4) + 8;
            int magnitude = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
            return ((code & 0x80) == 0 ? -magnitude : magnitude) / 0x1p15;
        }
    },
    /** ITU-T G.711 (1988), µ-law: 14 bits in 8, finer where it is quiet. */
    MU_LAW("µ-law", Codes.MU_LAW, 8) {
        @Override
        double read(ByteBuffer in, int at) {
            int code = ~Byte.toUnsignedInt(in.get(at));
            int magnitude = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
            return ((code & 0x80) == 0 ? magnitude : -magnitude) / 0x1p15;
        }
    };

    /** The registered numbers of the formats. */
    private static final class Codes {
        private static final int PCM = 1;
        private static final int FLOAT = 3;
        private static final int A_LAW = 6;
        private static final int MU_LAW = 7;

        private Codes() {}
    }

    private final String words;
    private final int code;
    private final int bits;

    SampleType(String words, int code, int bits) {
        this.words = words;
        this.code = code;
        this.bits = bits;
    }

    /** Returns the type of a format and a number of bits; empty if none is read. */
    static Optional<SampleType> of(int code, int bits) {
        for (SampleType type : values()) {
            if (type.code == code && type.bits == bits) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns whether some number of bits of a format can be read. */
    static boolean knows(int code) {
        for (SampleType type : values()) {
            if (type.code == code) {
                return true;
            }
        }
        return false;
    }

    /** Returns the bytes of a sample. */
    int bytes() {
        return bits / 8;
    }

    /** Returns its name, as {@code 16 bit}. */
    String words() {
        return words;
    }

    /** Returns the sample whose first byte is at a place; {@code in} is little endian. */
    abstract double read(ByteBuffer in, int at);
}
