package dev.unroll.data.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.sound.FeatureForm.Kind;
import dev.unroll.data.sound.FeatureForm.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SoundFeaturesTest {

    /** Both are in double, and rounded to float: of numbers up to some 100. */
    private static final double TOLERANCE = 1e-4;

    static Stream<Arguments> sizes() {
        return Stream.of(
                Arguments.of(8000, 1200, new Frames(200, 80, 256)),
                Arguments.of(11025, 900, new Frames(300, 113, 300)),
                Arguments.of(8000, 90, new Frames(200, 100, 200)),
                Arguments.of(16000, 2, new Frames(64, 16, 128)),
                Arguments.of(16000, 700, new Frames(63, 17, 64)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void logMelIsWhatTheFormulasSay(int rate, int samples, Frames frames) {
        Sound sound = Sounds.noisy(rate, samples);
        var form = new FeatureForm(Kind.LOG_MEL, 25, 10, 0, 12, 40, 3900, 1, 0, Level.NONE);

        assertClose(
                SlowFeatures.logMel(SlowFeatures.power(sound, frames, 12, 40, 3900)),
                new SoundFeatures(form, rate, frames).of(sound),
                0);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void mfccWithSlopesAndTheirSlopesAreWhatTheFormulasSay(int rate, int samples, Frames frames) {
        Sound sound = Sounds.noisy(rate, samples);
        var form = new FeatureForm(Kind.MFCC, 25, 10, 0, 12, 40, 3900, 5, 2, Level.NONE);
        Matrix features = new SoundFeatures(form, rate, frames).of(sound);

        double[][] mfcc = SlowFeatures.mfcc(SlowFeatures.power(sound, frames, 12, 40, 3900), 5);
        double[][] slopes = SlowFeatures.deltas(mfcc);
        assertClose(mfcc, features, 0);
        assertClose(slopes, features, 5);
        assertClose(SlowFeatures.deltas(slopes), features, 10);
    }

    private static void assertClose(double[][] expected, Matrix actual, int first) {
        assertEquals(expected.length, actual.rows());
        for (int t = 0; t < expected.length; t++) {
            for (int j = 0; j < expected[t].length; j++) {
                assertEquals(expected[t][j], actual.get(t, first + j), TOLERANCE, t + ", " + (first + j));
            }
        }
    }

    @Test
    void aToneIsStrongestInTheFilterAroundIt() {
        var form = new FeatureForm(Kind.LOG_MEL, 25, 10, 0, 40, 0, 0, 1, 0, Level.NONE);
        Matrix features = new SoundFeatures(form, 8000).of(Sounds.tone(1000, 8000, 4000));

        int strongest = 0;
        for (int m = 0; m < 40; m++) {
            strongest = features.get(20, m) > features.get(20, strongest) ? m : strongest;
        }
        // 1000 mel of 2146 in 41 steps.
        assertEquals(18, strongest);
    }

    @Test
    void theStandardLevelHasMeanZeroAndDeviationOneOverTheSound() {
        Matrix features = new SoundFeatures(FeatureForm.SPEECH, 8000).of(Sounds.noisy(8000, 4000));

        for (int j = 0; j < features.columns(); j++) {
            double sum = 0;
            double squares = 0;
            for (int t = 0; t < features.rows(); t++) {
                sum += features.get(t, j);
                squares += (double) features.get(t, j) * features.get(t, j);
            }
            assertEquals(0, sum / features.rows(), 1e-5, "mean of " + j);
            assertEquals(1, squares / features.rows(), 1e-5, "square of the deviation of " + j);
        }
    }

    @Test
    void aFactorBeforeTheSoundIsNotSeenInTheStandardLevel() {
        Sound sound = Sounds.noisy(8000, 4000);
        float[] quieter = sound.samples();
        for (int i = 0; i < quieter.length; i++) {
            quieter[i] *= 0.25f;
        }
        var features = new SoundFeatures(FeatureForm.SPEECH, 8000);
        Matrix loud = features.of(sound);
        Matrix quiet = features.of(Sound.of(quieter, 8000));

        for (int t = 0; t < loud.rows(); t++) {
            for (int j = 0; j < loud.columns(); j++) {
                assertEquals(loud.get(t, j), quiet.get(t, j), 1e-3);
            }
        }
    }

    @Test
    void silenceHasZerosAtTheStandardLevel() {
        Matrix features = new SoundFeatures(FeatureForm.SPEECH, 8000).of(Sound.of(new float[800], 8000));

        for (int t = 0; t < features.rows(); t++) {
            for (int j = 0; j < features.columns(); j++) {
                assertEquals(0, features.get(t, j));
            }
        }
    }

    @Test
    void speechHasThirtyNineNumbersEveryTenMilliseconds() {
        var features = new SoundFeatures(FeatureForm.SPEECH, 16000);

        assertEquals(39, features.features());
        assertEquals(
                101,
                features.of(Sound.of(Sounds.noisy(16000, 16000).samples(), 16000))
                        .rows());
    }

    @Test
    void oneSampleIsASound() {
        Matrix features = new SoundFeatures(FeatureForm.SPEECH, 8000).of(Sound.of(new float[] {0.5f}, 8000));

        assertEquals(1, features.rows());
    }

    @Test
    void anotherRateIsRefused() {
        var features = new SoundFeatures(FeatureForm.SPEECH, 8000);

        assertRefused(
                "a sound must have 8000 samples a second but has 16000; resample it",
                () -> features.of(Sounds.tone(440, 16000, 1000)));
    }

    @Test
    void filtersWithoutAFrequencyAreRefused() {
        var form = new FeatureForm(Kind.LOG_MEL, 25, 10, 0, 128, 0, 0, 1, 0, Level.NONE);

        assertRefused(
                "128 mel filters are too many for a spectrum of 129 frequencies: none is between 0.0 and 21.0 Hz;"
                        + " lower mels or raise fft",
                () -> new SoundFeatures(form, 8000));
    }

    @Test
    void frequenciesAboveHalfTheRateAreRefused() {
        var form = new FeatureForm(Kind.LOG_MEL, 25, 10, 0, 20, 0, 7600, 1, 0, Level.NONE);

        assertRefused(
                "lowest_hertz and highest_hertz must be at most half the rate, 4000 Hz, but are 0.0 and 7600.0",
                () -> new SoundFeatures(form, 8000));
    }

    @Test
    void moreCoefficientsThanFiltersAreRefused() {
        assertRefused(
                "coefficients must be from 1 to mels, 12, but is 13",
                () -> new FeatureForm(Kind.MFCC, 25, 10, 0, 12, 0, 0, 13, 2, Level.NONE));
    }

    @Test
    void aTransformBelowTheWindowIsRefused() {
        var form = new FeatureForm(Kind.MFCC, 25, 10, 128, 20, 0, 0, 13, 2, Level.NONE);

        assertRefused(
                "fft must be from the window, 200 samples, to 65536 but is 128", () -> new SoundFeatures(form, 8000));
    }

    private static void assertRefused(String sentence, Runnable making) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, making::run).getMessage());
    }
}
