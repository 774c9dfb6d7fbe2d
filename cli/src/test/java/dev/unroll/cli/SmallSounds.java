package dev.unroll.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A folder of forty tones of an eighth of a second: the folders low and high, with WAV files of 8 kHz. */
final class SmallSounds {

    private static final int HEADER = 44;

    private SmallSounds() {}

    static Path folder(Path directory) throws IOException {
        Path folder = directory.resolve("tones");
        for (int i = 0; i < 20; i++) {
            write(folder.resolve("low/" + i + ".wav"), 300 + 20 * i, 8000, i);
            write(folder.resolve("high/" + i + ".wav"), 1900 + 20 * i, 8000, i);
        }
        return folder;
    }

    /** Writes a tone that gets stronger or weaker, as PCM of 16 bit. */
    static Path write(Path file, double hertz, int rate, int salt) throws IOException {
        return write(file, hertz, rate, salt, rate / 8);
    }

    /** Writes a tone of so many samples. */
    static Path write(Path file, double hertz, int rate, int salt, int samples) throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(text("RIFF")).putInt(HEADER - 8 + 2 * samples).put(text("WAVE"));
        wav.put(text("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        wav.put(text("data")).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            double strength = salt % 2 == 0 ? i : samples - i;
            double sample = 16000 * strength / samples * StrictMath.sin(2 * StrictMath.PI * hertz * i / rate);
            wav.putShort((short) sample);
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.write(file, wav.array());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the command line {@code train FOLDER}, fast, with more arguments. */
    static String[] train(Path folder, Path out, String... more) {
        var arguments = new ArrayList<>(List.of("train", folder.toString(), "--out", out.toString(), "--quiet"));
        arguments.addAll(List.of("--set", "hidden_size=8", "--set", "epochs=12", "--set", "batch_size=4"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
