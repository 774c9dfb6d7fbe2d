package dev.unroll.data.sound;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What the chunk {@code fmt } of a WAV file says.
 *
 * @param rate samples of a channel a second
 */
record WavFormat(SampleType type, int channels, int rate) {

    /** The size of the chunk, and of that with an extension that names the format (WAVE_FORMAT_EXTENSIBLE). */
    private static final int SIZE = 16;

    private static final int EXTENDED_SIZE = 40;
    private static final int EXTENSIBLE = 0xFFFE;

    /** Where in the extension the format stands, and behind it what each GUID of a registered format ends with. */
    private static final int SUB_FORMAT = 24;

    private static final long GUID_MIDDLE = 0x0010_0000_0000_0000L;
    private static final long GUID_END = 0x719B_3800_AA00_0080L;

    /** More than any recorder writes. */
    private static final int MOST_CHANNELS = 64;

    private static final int HIGHEST_RATE = 1_000_000;

    private static final Map<Integer, String> COMPRESSED = Map.of(
            0x02, "Microsoft ADPCM",
            0x11, "IMA ADPCM",
            0x31, "GSM 6.10",
            0x50, "MPEG audio",
            0x55, "MP3",
            0xFF, "AAC",
            0x161, "Windows Media Audio");

    /**
     * Reads the chunk.
     *
     * @param chunk little endian, from its first byte to its last
     * @throws IllegalArgumentException if no such file is read; the message goes on behind the file's name
     */
    static WavFormat read(ByteBuffer chunk) {
        if (chunk.limit() < SIZE) {
            throw new IllegalArgumentException("is broken: its chunk fmt must have at least " + SIZE + " bytes but has "
                    + chunk.limit() + "; fetch it again");
        }
        int code = Short.toUnsignedInt(chunk.getShort(0));
        int channels = Short.toUnsignedInt(chunk.getShort(2));
        long rate = Integer.toUnsignedLong(chunk.getInt(4));
        int block = Short.toUnsignedInt(chunk.getShort(12));
        int bits = Short.toUnsignedInt(chunk.getShort(14));
        if (code == EXTENSIBLE) {
            code = subFormat(chunk);
        }
        requireKnown(code);
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new IllegalArgumentException("is broken: it must have from 1 to " + MOST_CHANNELS
                    + " channels but says " + channels + "; fetch it again");
        }
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw new IllegalArgumentException("is broken: it must have from 1 to " + HIGHEST_RATE
                    + " samples a second but says " + rate + "; fetch it again");
        }
        SampleType type = SampleType.of(code, bits)
                .orElseThrow(() -> new IllegalArgumentException("has samples of " + bits
                        + " bits, where PCM of 8, 16, 24 or 32, float of 32 or 64, or A-law and µ-law of 8 are read;"
                        + " convert it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav"));
        if (block != channels * type.bytes()) {
            throw new IllegalArgumentException("is broken: " + channels + " channels of " + bits + " bits are "
                    + channels * type.bytes() + " bytes but it says " + block + "; fetch it again");
        }
        return new WavFormat(type, channels, (int) rate);
    }

    private static int subFormat(ByteBuffer chunk) {
        boolean known = chunk.limit() >= EXTENDED_SIZE
                && (chunk.getLong(SUB_FORMAT) & ~0xFFFFL) == GUID_MIDDLE
                && chunk.getLong(SUB_FORMAT + Long.BYTES) == GUID_END;
        if (!known) {
            throw new IllegalArgumentException("has an extended format that is not registered;"
                    + " convert it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav");
        }
        return Short.toUnsignedInt(chunk.getShort(SUB_FORMAT));
    }

    private static void requireKnown(int code) {
        if (!SampleType.knows(code)) {
            String name = COMPRESSED.getOrDefault(code, "format " + code);
            throw new IllegalArgumentException("is compressed as " + name
                    + ", which Unroll does not read; convert it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav");
        }
    }

    /** Returns the bytes of one sample of all channels. */
    int block() {
        return channels * type.bytes();
    }
}
