package dev.unroll.data.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.sound.FeatureForm.Kind;
import dev.unroll.data.sound.FeatureForm.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeatureChunksTest {

    private static FeatureForm form(Kind kind, int deltas, Level level) {
        return new FeatureForm(kind, 25, 10, 0, 12, 40, 3900, 5, deltas, level);
    }

    private static List<float[]> rows(Matrix matrix) {
        List<float[]> rows = new ArrayList<>();
        for (int t = 0; t < matrix.rows(); t++) {
            float[] row = new float[matrix.columns()];
            for (int j = 0; j < row.length; j++) {
                row[j] = matrix.get(t, j);
            }
            rows.add(row);
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"2400, 7, 0", "2400, 7, 2", "2399, 1, 1", "2401, 50, 2", "95, 1, 2", "1, 3, 2", "4000, 5, 0"})
    void chunksHaveTheBitsOfTheWholeSound(int samples, int steps, int deltas) {
        Sound sound = Sounds.noisy(8000, samples);
        FeatureForm form = form(Kind.LOG_MEL, deltas, Level.NONE);
        List<float[]> whole = rows(new SoundFeatures(form, 8000).of(sound));
        List<float[]> chunks = new ArrayList<>();
        new FeatureChunks(form, sound, steps).forEachRemaining(chunk -> chunks.addAll(rows(chunk)));
        assertEquals(whole.size(), chunks.size());
        for (int t = 0; t < whole.size(); t++) {
            assertArrayEquals(whole.get(t), chunks.get(t), "step " + t);
        }
    }

    @Test
    void aLevelOfTheWholeSoundIsRefused() {
        Sound sound = Sounds.noisy(8000, 800);
        FeatureForm form = form(Kind.LOG_MEL, 0, Level.MEAN);
        var error = assertThrows(IllegalArgumentException.class, () -> new FeatureChunks(form, sound, 5));
        assertEquals(
                "its features are less their mean over the whole sound, which is not known while it comes; a model that was"
                        + " trained with data.level none can follow a sound",
                error.getMessage());
    }

    @Test
    void theLoudestOfTheWholeSoundIsRefused() {
        Sound sound = Sounds.noisy(8000, 800);
        FeatureForm form = form(Kind.MFCC, 0, Level.NONE);
        var error = assertThrows(IllegalArgumentException.class, () -> new FeatureChunks(form, sound, 5));
        assertEquals(
                "its features, mfcc, go by the loudest moment of the whole sound, which is not known while it comes; a model"
                        + " that was trained with data.features log_mel can follow a sound",
                error.getMessage());
    }
}
