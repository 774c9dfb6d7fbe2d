package dev.unroll.data.sound;

import org.jspecify.annotations.Nullable;

/**
 * Gives a sound another rate: what can be heard at both stays, what the lower one has no room for goes.
 *
 * <pre>
 *   y(t) = Σ_n x_n·h(t − n/from)      h(t) = b/from·sinc(b·t)·w(b·t)      sinc(x) = sin(πx)/πx
 *   b = {@value #PASSED}·min(from, to)     w(x) = 0.42 + ½·cos(πx/Z) + 0.08·cos(2πx/Z)  where |x| &lt; Z = {@value #CROSSINGS}, else 0
 * </pre>
 *
 * <p>Before its beginning and after its end the sound is 0. Sources: Smith, "Digital Audio Resampling", 2002; w is Blackman's
 * window (1958): what is folded back is 70 dB weaker.
 */
public final class Resampler {

    /** How much of the band is kept: above it, nothing is heard of what would be folded back. */
    private static final double PASSED = 0.95;

    /** How many zeros of the sinc on each side are summed. */
    private static final int CROSSINGS = 48;

    /** So many numbers of kernels are kept; with stranger rates, each is computed when it is needed. */
    private static final long MOST_KEPT = 1 << 22;

    private final int from;
    private final int to;
    private final int reach;
    private final double[] @Nullable [] kernels;

    private Resampler(int from, int to) {
        int divisor = divisor(from, to);
        this.from = from / divisor;
        this.to = to / divisor;
        this.reach = (int) StrictMath.ceil(CROSSINGS / band());
        boolean kept = (long) this.to * (2 * reach + 1) <= MOST_KEPT;
        this.kernels = new double[kept ? this.to : 0][];
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    /** Returns b, in samples of the sound as it is. */
    private double band() {
        return PASSED * Math.min(from, to) / from;
    }

    /** Returns a sound at a rate, ⌈samples·rate/its own⌉ samples; the sound itself if it has that rate. */
    public static Sound resample(Sound sound, int rate) {
        if (rate < 1) {
            throw new IllegalArgumentException("rate must be at least 1 sample a second but is " + rate);
        }
        return sound.rate() == rate ? sound : new Resampler(sound.rate(), rate).resampled(sound, rate);
    }

    private Sound resampled(Sound sound, int rate) {
        long length = ((long) sound.length() * to + from - 1) / from;
        if (length > WavFile.LARGEST) {
            throw new IllegalArgumentException(
                    "a sound must have at most " + WavFile.LARGEST + " samples but would have " + length);
        }
        float[] samples = new float[(int) length];
        for (int i = 0; i < samples.length; i++) {
            long place = (long) i * from;
            int first = (int) (place / to) - reach;
            double[] kernel = kernel((int) (place % to));
            double sum = 0;
            for (int k = Math.max(0, -first); k < kernel.length && first + k < sound.length(); k++) {
                sum += kernel[k] * sound.at(first + k);
            }
            samples[i] = (float) sum;
        }
        return Sound.of(samples, rate);
    }

    /** Returns h at the samples around a place that is {@code phase}/{@code to} behind one, [2·reach + 1]. */
    private double[] kernel(int phase) {
        double[] kept = phase < kernels.length ? kernels[phase] : null;
        if (kept != null) {
            return kept;
        }
        double[] kernel = new double[2 * reach + 1];
        for (int k = 0; k < kernel.length; k++) {
            double x = band() * ((double) phase / to - (k - reach));
            if (Math.abs(x) < CROSSINGS) {
                kernel[k] = band() * sinc(x) * window(StrictMath.PI * x / CROSSINGS);
            }
        }
        if (phase < kernels.length) {
            kernels[phase] = kernel;
        }
        return kernel;
    }

    private static double window(double angle) {
        return 0.42 + 0.5 * StrictMath.cos(angle) + 0.08 * StrictMath.cos(2 * angle);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(StrictMath.PI * x) / (StrictMath.PI * x);
    }
}
