package dev.unroll.data.sound;

/**
 * How a sound is cut into frames, in samples.
 *
 * @param window samples that are looked at
 * @param hop samples from one frame to the next
 * @param fft N, the numbers that are transformed: zeros on both sides of a shorter window
 */
public record Frames(int window, int hop, int fft) {

    /** The largest transform: more than a second at any usual rate. */
    public static final int LARGEST_FFT = 1 << 16;

    public Frames {
        if (window < 1 || hop < 1) {
            throw new IllegalArgumentException(
                    "window and hop must be at least 1 sample but are " + window + " and " + hop);
        }
        if (fft < window || fft > LARGEST_FFT) {
            throw new IllegalArgumentException(
                    "fft must be from the window, " + window + " samples, to " + LARGEST_FFT + " but is " + fft);
        }
    }

    /** Returns how many frames a sound has: one around its first sample, and one for each whole hop. */
    public int count(Sound sound) {
        return 1 + sound.length() / hop;
    }

    /** Returns the periodic Hann window, ½(1 − cos(2πn/W)), amid zeros, [N]. */
    double[] weights() {
        double[] weights = new double[fft];
        int before = (fft - window) / 2;
        for (int n = 0; n < window; n++) {
            weights[before + n] = 0.5 * (1 - StrictMath.cos(2 * StrictMath.PI * n / window));
        }
        return weights;
    }

    /**
     * Writes the frame around sample {@code number}·hop. Beyond its ends the sound is mirrored, without its last sample twice.
     *
     * @param weights [N]
     * @param frame [N], overwritten
     */
    void cut(Sound sound, int number, double[] weights, double[] frame) {
        int last = sound.length() - 1;
        long start = (long) number * hop - fft / 2;
        for (int n = 0; n < fft; n++) {
            int at = 0;
            if (last > 0) {
                int folded = (int) Math.floorMod(start + n, 2L * last);
                at = folded <= last ? folded : 2 * last - folded;
            }
            frame[n] = weights[n] * sound.at(at);
        }
    }
}
