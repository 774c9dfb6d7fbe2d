package dev.unroll.data.sound;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Gzip;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A WAV file: chunks of bytes, of which {@code fmt } says what the samples in {@code data} are.
 *
 * <pre>
 *   "RIFF" SIZE "WAVE", then chunks: ID SIZE BYTES, each at an even place; numbers little endian
 * </pre>
 *
 * <p>Samples are PCM of 8 bit (unsigned), 16, 24 or 32 bit, IEEE float of 32 or 64 bit, or A-law and µ-law of ITU-T G.711,
 * in a plain header or WAVE_FORMAT_EXTENSIBLE. Source: IBM and Microsoft, "Multimedia Programming Interface and Data
 * Specifications 1.0", 1991.
 */
public final class WavFile {

    /** The most bytes of one file, unpacked: 25 minutes of a compact disc. */
    static final int LARGEST = 1 << 28;

    /** What a program writes for a size that it does not know yet: the samples go to the end of the file. */
    private static final long UNKNOWN_SIZE = 0xFFFF_FFFFL;

    private static final int CHUNK_HEADER = 8;
    private static final int FIRST_CHUNK = 12;
    private static final String ENDING = ".wav";

    private static final Map<String, String> OTHERS = Map.of(
            "ID3", "an MP3 file",
            "OggS", "an Ogg file",
            "fLaC", "a FLAC file",
            "FORM", "an AIFF file",
            "RF64", "a WAV file of more than 4 GB",
            "RIFX", "a WAV file of big endian",
            ".snd", "a Sun audio file",
            "#!AMR", "an AMR file");

    private WavFile() {}

    /** Returns whether a file is named as one, with {@code .gz} behind it or not. */
    public static boolean isOne(Path file) {
        return isOne(Names.of(file)) && Files.isRegularFile(file);
    }

    static boolean isOne(String name) {
        return Names.hasEnding(name, ENDING);
    }

    /**
     * Reads a file, which may be compressed by gzip.
     *
     * @throws DataException if it is no WAV file, cut off, compressed in a way that is not read, or without a sample
     */
    public static Recording read(Path file) {
        Problems.requireFile(file);
        byte[] bytes = Problems.reading(file, () -> {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(LARGEST + 1);
            }
        });
        try {
            return parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " " + e.getMessage(), e);
        }
    }

    /**
     * Returns the sound that the bytes of a file are, which may be compressed by gzip.
     *
     * @throws IllegalArgumentException if they are none; the message goes on behind the file's name
     */
    public static Recording parse(byte[] bytes) {
        return unpacked(Gzip.isOne(bytes) ? decompressed(bytes) : bytes);
    }

    private static byte[] decompressed(byte[] bytes) {
        try (InputStream in = Gzip.decompressed(new ByteArrayInputStream(bytes))) {
            return in.readNBytes(LARGEST + 1);
        } catch (EOFException e) {
            throw new IllegalArgumentException("is cut off: what gzip made of it ends too early; fetch it again", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("is broken: " + e.getMessage() + "; fetch it again", e);
        }
    }

    private static Recording unpacked(byte[] bytes) {
        requireWav(bytes);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Optional<WavFormat> format = Optional.empty();
        // 64 bit, as a broken size may be 2³² − 1.
        for (long at = FIRST_CHUNK; at + CHUNK_HEADER <= bytes.length; ) {
            int start = (int) at + CHUNK_HEADER;
            long size = Integer.toUnsignedLong(file.getInt((int) at + 4));
            long there = Math.min(size, bytes.length - start);
            switch (text(bytes, (int) at, 4)) {
                case "fmt " ->
                    format = Optional.of(
                            WavFormat.read(file.slice(start, (int) there).order(ByteOrder.LITTLE_ENDIAN)));
                case "data" -> {
                    WavFormat known = format.orElseThrow(() -> new IllegalArgumentException(
                            "is broken: its samples come before what they are (chunk fmt); fetch it again"));
                    if (there < size && size != UNKNOWN_SIZE) {
                        throw new IllegalArgumentException(String.format(
                                Locale.ROOT,
                                "is cut off: its header promises %,d bytes of samples but %,d are there;"
                                        + " fetch it again",
                                size,
                                there));
                    }
                    return recording(file.slice(start, (int) there).order(ByteOrder.LITTLE_ENDIAN), known);
                }
                default -> {}
            }
            at = start + size + (size & 1);
        }
        throw new IllegalArgumentException("is cut off: it ends before its samples (chunk data); fetch it again");
    }

    private static void requireWav(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException(
                    "is longer than " + LARGEST + " bytes; cut it into sounds of one example each");
        }
        boolean wav = bytes.length >= FIRST_CHUNK
                && text(bytes, 0, 4).equals("RIFF")
                && text(bytes, 8, 4).equals("WAVE");
        if (wav) {
            return;
        }
        if (bytes.length == 0) {
            throw new IllegalArgumentException("is empty; fill it or leave it out");
        }
        String known = OTHERS.entrySet().stream()
                .filter(other -> text(
                                bytes, 0, Math.min(bytes.length, other.getKey().length()))
                        .equals(other.getKey()))
                .map(other -> " but looks like " + other.getValue())
                .findFirst()
                .orElse("");
        throw new IllegalArgumentException(
                "is no WAV file: it must begin with RIFF and WAVE" + known + "; convert it: ffmpeg -i IN OUT.wav");
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private static Recording recording(ByteBuffer data, WavFormat format) {
        // A last sample of fewer channels or bytes than the others is none.
        float[] samples = new float[data.limit() / format.block()];
        if (samples.length == 0) {
            throw new IllegalArgumentException("has no samples; leave it out");
        }
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                int at = i * format.block() + channel * format.type().bytes();
                sum += format.type().read(data, at);
            }
            samples[i] = (float) (sum / format.channels());
        }
        try {
            Sound sound = Sound.of(samples, format.rate());
            return new Recording(sound, format.channels(), format.type().words());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is broken: " + e.getMessage() + "; fetch it again", e);
        }
    }
}
