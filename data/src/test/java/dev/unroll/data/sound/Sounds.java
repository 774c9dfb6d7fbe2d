package dev.unroll.data.sound;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;

/** Sounds of a few lines. */
public final class Sounds {

    private Sounds() {}

    /** Returns a tone of half the full strength. */
    public static Sound tone(double hertz, int rate, int samples) {
        float[] tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) (0.5 * StrictMath.sin(2 * StrictMath.PI * hertz * i / rate));
        }
        return Sound.of(tone, rate);
    }

    /** Returns two tones in noise. */
    public static Sound noisy(int rate, int samples) {
        float[] sound = tone(rate / 9.0, rate, samples).samples();
        float[] other = tone(rate / 3.7, rate, samples).samples();
        for (int i = 0; i < samples; i++) {
            double noise = (CounterHash.bits(7, Purpose.SPLIT, i, 0, 0, 0) >> 11) * 0x1p-53;
            sound[i] += (float) (0.1 * other[i] + 0.02 * noise);
        }
        return Sound.of(sound, rate);
    }
}
