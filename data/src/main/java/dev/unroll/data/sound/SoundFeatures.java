package dev.unroll.data.sound;

import dev.unroll.core.kernel.Matrix;

/**
 * The way from a sound to a sequence of vectors. The same sound gives the same bits on every machine. One thread at a time.
 */
public final class SoundFeatures {

    /** A deviation below this is that of a number that does not change. */
    private static final double SMALLEST_DEVIATION = 1e-8;

    private final FeatureForm form;
    private final int rate;
    private final Frames frames;
    private final double[] window;
    private final Fourier fourier;
    private final MelBank bank;
    private final Cosines cosines;

    /**
     * Makes the features of sounds of one rate.
     *
     * @param frames in samples, in place of those that the form has in milliseconds
     * @throws IllegalArgumentException if the form has frequencies or frames that the rate has not
     */
    public SoundFeatures(FeatureForm form, int rate, Frames frames) {
        this.form = form;
        this.rate = rate;
        this.frames = frames;
        this.window = frames.weights();
        this.fourier = new Fourier(frames.fft());
        this.bank = new MelBank(rate, fourier.bins(), form.mels(), form.lowest(), form.highestAt(rate));
        this.cosines = new Cosines(Math.min(form.coefficients(), form.mels()), form.mels());
    }

    /** Makes the features of sounds of one rate. */
    public SoundFeatures(FeatureForm form, int rate) {
        this(form, rate, form.frames(rate));
    }

    /** Returns the samples a second that a sound must have. */
    public int rate() {
        return rate;
    }

    /** Returns the numbers of a frame, F. */
    public int features() {
        return (1 + form.deltas()) * (form.kind() == FeatureForm.Kind.MFCC ? form.coefficients() : form.mels());
    }

    /**
     * Returns a sound's sequence of vectors, [T, F], T = 1 + ⌊samples/hop⌋.
     *
     * @throws IllegalArgumentException if the sound has another rate
     */
    public Matrix of(Sound sound) {
        MelSpectrogram spectrogram = spectrogram(sound);
        double[][] numbers =
                switch (form.kind()) {
                    case LOG_MEL -> spectrogram.logarithms();
                    case MFCC -> cosines.of(spectrogram.decibels());
                };
        double[][] all = numbers;
        for (int order = 1; order <= form.deltas(); order++) {
            numbers = Deltas.of(numbers);
            all = beside(all, numbers);
        }
        level(all);
        return MelSpectrogram.matrix(all);
    }

    /** Returns the powers of a sound, [T, M]. */
    MelSpectrogram spectrogram(Sound sound) {
        if (sound.rate() != rate) {
            throw new IllegalArgumentException(
                    "a sound must have " + rate + " samples a second but has " + sound.rate() + "; resample it");
        }
        double[] frame = new double[frames.fft()];
        double[] power = new double[fourier.bins()];
        double[][] mels = new double[frames.count(sound)][form.mels()];
        for (int t = 0; t < mels.length; t++) {
            frames.cut(sound, t, window, frame);
            fourier.power(frame, power);
            bank.apply(power, mels[t]);
        }
        return new MelSpectrogram(mels);
    }

    private static double[][] beside(double[][] left, double[][] right) {
        double[][] both = new double[left.length][left[0].length + right[0].length];
        for (int t = 0; t < left.length; t++) {
            System.arraycopy(left[t], 0, both[t], 0, left[t].length);
            System.arraycopy(right[t], 0, both[t], left[t].length, right[t].length);
        }
        return both;
    }

    private void level(double[][] numbers) {
        if (form.level() == FeatureForm.Level.NONE) {
            return;
        }
        for (int j = 0; j < numbers[0].length; j++) {
            double mean = mean(numbers, j, 0, 1);
            double deviation = form.level() == FeatureForm.Level.MEAN ? 1 : StrictMath.sqrt(mean(numbers, j, mean, 2));
            for (double[] frame : numbers) {
                frame[j] = (frame[j] - mean) / (deviation < SMALLEST_DEVIATION ? 1 : deviation);
            }
        }
    }

    /** Returns the mean over the frames of (number − offset), or of its square. */
    private static double mean(double[][] numbers, int column, double offset, int power) {
        double sum = 0;
        for (double[] frame : numbers) {
            double difference = frame[column] - offset;
            sum += power == 1 ? difference : difference * difference;
        }
        return sum / numbers.length;
    }
}
