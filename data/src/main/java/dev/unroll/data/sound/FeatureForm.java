package dev.unroll.data.sound;

/**
 * What is made of a sound, whatever its rate: frames in milliseconds.
 *
 * @param frameMillis the window, and {@code hopMillis} the time from one to the next
 * @param fft the numbers of the transform; 0: the next power of two from the window on
 * @param mels filters, from {@code lowest} to {@code highest} hertz; 0: to half the rate
 * @param coefficients of MFCC, at most the filters
 * @param deltas 0: none, 1: slopes behind the numbers, 2: behind them the slopes of the slopes
 */
public record FeatureForm(
        Kind kind,
        double frameMillis,
        double hopMillis,
        int fft,
        int mels,
        double lowest,
        double highest,
        int coefficients,
        int deltas,
        Level level) {

    /** What is customary for speech: 13 MFCC of 40 filters with slopes and their slopes, 25 ms every 10. */
    public static final FeatureForm SPEECH = new FeatureForm(Kind.MFCC, 25, 10, 0, 40, 0, 0, 13, 2, Level.STANDARD);

    private static final double MILLIS = 1000;

    /** Which numbers a frame has. */
    public enum Kind {
        /** The shape of the spectrum: cosine coefficients of the decibels (Davis and Mermelstein 1980). */
        MFCC,
        /** The logarithms of what each filter lets through. */
        LOG_MEL
    }

    /** What becomes of the level of each number over a sound. */
    public enum Level {
        /** As it is. */
        NONE,
        /** Less its mean over the sound: a microphone or a room is taken out (Atal 1974). */
        MEAN,
        /** Less its mean and divided by its deviation, both over the sound (Viikki and Laurila 1998). */
        STANDARD
    }

    public FeatureForm {
        if (!(frameMillis > 0 && hopMillis > 0)) {
            throw new IllegalArgumentException(
                    "frame_millis and hop_millis must be above 0 but are " + frameMillis + " and " + hopMillis);
        }
        if (mels < 1 || coefficients < 1 || (kind == Kind.MFCC && coefficients > mels)) {
            throw new IllegalArgumentException(
                    "coefficients must be from 1 to mels, " + mels + ", but is " + coefficients);
        }
        if (deltas < 0 || deltas > 2) {
            throw new IllegalArgumentException("deltas must be 0, 1 or 2 but is " + deltas);
        }
        if (!(lowest >= 0 && (highest == 0 || highest > lowest))) {
            throw new IllegalArgumentException(
                    "lowest_hertz must be at least 0 and below highest_hertz but is " + lowest + " beside " + highest);
        }
    }

    /** Returns the frames at a rate. */
    public Frames frames(int rate) {
        int window = samples(frameMillis, rate);
        int next = Integer.bitCount(window) == 1 ? window : Integer.highestOneBit(window) * 2;
        return new Frames(window, samples(hopMillis, rate), fft == 0 ? next : fft);
    }

    private static int samples(double millis, int rate) {
        double samples = StrictMath.rint(millis * rate / MILLIS);
        if (samples < 1 || samples > Frames.LARGEST_FFT) {
            throw new IllegalArgumentException(millis + " ms at " + rate + " samples a second must be from 1 to "
                    + Frames.LARGEST_FFT + " samples but are " + (long) samples);
        }
        return (int) samples;
    }

    /**
     * Returns the highest frequency of the filters at a rate.
     *
     * @throws IllegalArgumentException if the rate has none so high
     */
    double highestAt(int rate) {
        // Whole hertz, as the frequencies of MelBank.
        int half = rate / 2;
        if (highest > half || lowest >= half) {
            throw new IllegalArgumentException("lowest_hertz and highest_hertz must be at most half the rate, " + half
                    + " Hz, but are " + lowest + " and " + highest);
        }
        return highest == 0 ? half : highest;
    }
}
