package dev.unroll.data.sound;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a WAV file, and their features. */
final class WavFileFuzzTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aFileIsRefusedOrHasFiniteFeatures(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.wav");
        Files.write(file, bytes);
        var read = Foreign.read(bytes.length, file, List.of(DataException.class), () -> WavFile.read(file));
        if (read.isPresent()) {
            Sound sound = Resampler.resample(Sound.of(read.get().sound().samples(), 8000), 8000);
            var features = new SoundFeatures(FeatureForm.SPEECH, 8000).of(sound);
            for (int t = 0; t < features.rows(); t++) {
                for (int j = 0; j < features.columns(); j++) {
                    if (!Float.isFinite(features.get(t, j))) {
                        throw new AssertionError("number " + j + " of frame " + t + " is " + features.get(t, j));
                    }
                }
            }
        }
    }
}
