package dev.unroll.data.sound;

/** A sound of one channel: how far the air is moved, at equal distances in time; from −1 to 1 where nothing is clipped. */
public final class Sound {

    /** The fewest samples in a row, at their limit, that are taken for a sound that was recorded too loud. */
    private static final int CLIPPED_RUN = 4;

    /** A sample of 8 bits at its limit is 127/128. */
    private static final float LIMIT = 0.99f;

    private final float[] samples;
    private final int rate;

    private Sound(float[] samples, int rate) {
        this.samples = samples;
        this.rate = rate;
    }

    /**
     * Returns the sound of some samples, which are copied.
     *
     * @param samples [N], at least one, each finite
     * @param rate samples a second
     * @throws IllegalArgumentException if there is none, or one is no number
     */
    public static Sound of(float[] samples, int rate) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("a sound must have at least 1 sample but has 0");
        }
        if (rate < 1) {
            throw new IllegalArgumentException("rate must be at least 1 sample a second but is " + rate);
        }
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new IllegalArgumentException("sample " + i + " must be a finite number but is " + samples[i]);
            }
        }
        return new Sound(samples.clone(), rate);
    }

    /** Returns the number of samples, N. */
    public int length() {
        return samples.length;
    }

    /** Returns the samples of a second. */
    public int rate() {
        return rate;
    }

    /** Returns a sample, from 0. */
    public float at(int index) {
        return samples[index];
    }

    /** Returns a copy of the samples, [N]. */
    public float[] samples() {
        return samples.clone();
    }

    /** Returns how long it takes. */
    public double seconds() {
        return (double) samples.length / rate;
    }

    /** Returns whether all samples are the same: nothing is to be heard. */
    public boolean isSilent() {
        for (float sample : samples) {
            if (sample != samples[0]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether {@value #CLIPPED_RUN} samples or more in a row stand at their limit: it was recorded too loud. */
    public boolean isClipped() {
        int run = 0;
        for (float sample : samples) {
            run = Math.abs(sample) >= LIMIT ? run + 1 : 0;
            if (run == CLIPPED_RUN) {
                return true;
            }
        }
        return false;
    }
}
