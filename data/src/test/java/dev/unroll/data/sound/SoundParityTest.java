package dev.unroll.data.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.tensorfile.TensorFile;
import dev.unroll.data.sound.FeatureForm.Kind;
import dev.unroll.data.sound.FeatureForm.Level;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Unroll's features of sounds against PyTorch's, for every case of kind {@code audio} under a folder:
 * {@code -Dunroll.fixtures=DIR}, or the copies in the test resources. How they were made: {@code src/test/pytorch/README.md}.
 */
final class SoundParityTest {

    /** In decibels, or what is computed of them: float32 holds 100 dB to 1e-5. */
    private static final double TOLERANCE = 1e-3;

    @TestFactory
    List<DynamicTest> agreesWithPyTorch() throws IOException, URISyntaxException {
        Path folder = fixtures();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .filter(SoundParityTest::isAudio)
                    .map(file -> DynamicTest.dynamicTest(
                            folder.relativize(file).toString(), () -> check(TensorFile.read(file))))
                    .toList();
        }
    }

    private static Path fixtures() throws URISyntaxException {
        String folder = System.getProperty("unroll.fixtures", "");
        if (folder.isEmpty()) {
            return Path.of(Objects.requireNonNull(SoundParityTest.class.getResource("pytorch"))
                    .toURI());
        }
        // Tests run in the module's folder, but a relative path is meant from where Maven was started.
        return Files.isDirectory(Path.of(folder))
                ? Path.of(folder)
                : Path.of("..").resolve(folder);
    }

    private static boolean isAudio(Path file) {
        try {
            return description(TensorFile.read(file)).get("kind").getAsString().equals("audio");
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    private static JsonObject description(TensorFile file) {
        return JsonParser.parseString(Objects.requireNonNull(file.metadata().get("case")))
                .getAsJsonObject();
    }

    private static void check(TensorFile file) {
        JsonObject given = description(file);
        int rate = given.get("sample_rate").getAsInt();
        int mels = given.get("n_mels").getAsInt();
        int coefficients = given.get("n_mfcc").getAsInt();
        var frames = new Frames(
                given.get("win_length").getAsInt(),
                given.get("hop_length").getAsInt(),
                given.get("n_fft").getAsInt());
        double low = given.get("f_min").getAsDouble();
        double high = given.get("f_max").getAsDouble();
        var mfcc = new FeatureForm(Kind.MFCC, 25, 10, 0, mels, low, high, coefficients, 1, Level.NONE);
        var logMel = new FeatureForm(Kind.LOG_MEL, 25, 10, 0, mels, low, high, 1, 0, Level.NONE);
        Sound sound = Sound.of(floats(file, "wave"), rate);
        var features = new SoundFeatures(mfcc, rate, frames);

        assertClose(file, "log_mel", new SoundFeatures(logMel, rate, frames).of(sound), 0);
        assertClose(
                file,
                "decibel",
                MelSpectrogram.matrix(features.spectrogram(sound).decibels()),
                0);
        assertClose(file, "mfcc", features.of(sound), 0);
        assertClose(file, "deltas", features.of(sound), coefficients);
    }

    private static float[] floats(TensorFile file, String name) {
        return ((Tensor.Floats) file.find(name).orElseThrow()).values();
    }

    /** Compares a tensor with the columns from {@code first} on. */
    private static void assertClose(TensorFile file, String name, Matrix actual, int first) {
        List<Integer> shape = file.find(name).orElseThrow().shape();
        float[] expected = floats(file, name);
        assertEquals(shape.getFirst(), actual.rows(), name + ": frames");
        int columns = shape.getLast();
        assertTrue(actual.columns() >= first + columns, name + ": numbers of a frame");
        for (int t = 0; t < actual.rows(); t++) {
            for (int j = 0; j < columns; j++) {
                assertEquals(
                        expected[t * columns + j],
                        actual.get(t, first + j),
                        TOLERANCE,
                        name + "[" + t + ", " + j + "]");
            }
        }
    }
}
