package dev.unroll.data.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small WAV files. */
public final class Wavs {

    private static final int HEADER = 44;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int EXTENDED = 40;

    private Wavs() {}

    /** Returns a file of 16 bit and one channel. */
    public static byte[] of(Sound sound) {
        ByteBuffer samples = ByteBuffer.allocate(2 * sound.length()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < sound.length(); i++) {
            samples.putShort((short) Math.round(Math.clamp(sound.at(i) * 0x1p15, -0x1p15, 0x1p15 - 1)));
        }
        return file(1, 1, sound.rate(), 16, samples.array());
    }

    /** Writes a file of 16 bit and one channel, and the folders that it is in. */
    public static Path write(Path file, Sound sound) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, of(sound));
    }

    /** Returns a file with a plain header. */
    static byte[] file(int code, int channels, int rate, int bits, byte[] samples) {
        ByteBuffer file = ByteBuffer.allocate(HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(text("RIFF")).putInt(HEADER - 8 + samples.length).put(text("WAVE"));
        file.put(text("fmt ")).putInt(16);
        format(file, code, channels, rate, bits);
        file.put(text("data")).putInt(samples.length).put(samples);
        return file.array();
    }

    /** Returns a file with an extended header, and a chunk of an odd size before its samples. */
    static byte[] extended(int code, int channels, int rate, int bits, byte[] samples) {
        int size = HEADER - 16 + EXTENDED + 12 + samples.length;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(text("RIFF")).putInt(size - 8).put(text("WAVE"));
        file.put(text("fmt ")).putInt(EXTENDED);
        format(file, EXTENSIBLE, channels, rate, bits);
        file.putShort((short) 22).putShort((short) bits).putInt(0);
        file.putShort((short) code).putShort((short) 0).putShort((short) 0).putShort((short) 0x10);
        file.put(new byte[] {(byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
        file.put(text("LIST")).putInt(3).put(text("abc")).put((byte) 0);
        file.put(text("data")).putInt(samples.length).put(samples);
        return file.array();
    }

    private static void format(ByteBuffer file, int code, int channels, int rate, int bits) {
        int block = channels * bits / 8;
        file.putShort((short) code).putShort((short) channels).putInt(rate).putInt(rate * block);
        file.putShort((short) block).putShort((short) bits);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
