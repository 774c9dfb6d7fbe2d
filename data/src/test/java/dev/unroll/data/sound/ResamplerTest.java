package dev.unroll.data.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResamplerTest {

    @ParameterizedTest
    @CsvSource({
        "8000,16000,1000",
        "16000,8000,1000",
        "44100,8000,440",
        "8000,11025,3000",
        "48000,44100,15000",
        "7919,8000,500"
    })
    void aToneThatBothRatesHaveIsTheSameTone(int from, int to, double hertz) {
        Sound resampled = Resampler.resample(Sounds.tone(hertz, from, from / 4), to);
        Sound expected = Sounds.tone(hertz, to, resampled.length());

        assertEquals(to, resampled.rate());
        // At its ends a tone begins and stops, which is another sound.
        for (int i = resampled.length() / 4; i < resampled.length() * 3 / 4; i++) {
            assertEquals(expected.at(i), resampled.at(i), 2e-4, "sample " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"16000,8000,4500", "44100,8000,12000", "48000,44100,23000"})
    void aToneAboveHalfTheLowerRateIsNotFoldedBack(int from, int to, double hertz) {
        Sound resampled = Resampler.resample(Sounds.tone(hertz, from, from / 4), to);

        float loudest = 0;
        for (int i = resampled.length() / 4; i < resampled.length() * 3 / 4; i++) {
            loudest = Math.max(loudest, Math.abs(resampled.at(i)));
        }
        // 70 dB below the tone.
        assertTrue(loudest < 0.5 * 3e-4, "loudest sample " + loudest);
    }

    @Test
    void theLengthIsThatOfTheTime() {
        assertEquals(
                1102 + 1, Resampler.resample(Sounds.tone(440, 8000, 800), 11025).length());
    }

    @Test
    void theSameRateLeavesASoundAsItIs() {
        Sound sound = Sounds.tone(440, 8000, 800);

        assertSame(sound, Resampler.resample(sound, 8000));
    }
}
