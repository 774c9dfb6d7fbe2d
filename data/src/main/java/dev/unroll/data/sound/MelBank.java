package dev.unroll.data.sound;

import java.util.Locale;

/**
 * Overlapping triangles over the frequencies, as wide as the ear tells them apart.
 *
 * <pre>
 *   mel(f) = 2595·log10(1 + f/700)              O'Shaughnessy 1987, as HTK has it
 *   f_0 … f_{M+1}: at equal distances in mel from lowest to highest
 *   filter_m(f) = max(0, min((f − f_m)/(f_{m+1} − f_m), (f_{m+2} − f)/(f_{m+2} − f_{m+1})))
 * </pre>
 *
 * <p>A triangle's top is 1, whatever its width. The frequencies are those of a spectrum of N/2 + 1 powers, from 0 to ⌊rate/2⌋ at
 * equal distances. All as in torchaudio's {@code melscale_fbanks} by default.
 */
final class MelBank {

    private final double[][] filters;

    /** Of each filter the first bin that is in it, and the one behind its last: beyond them it is 0. */
    private final int[] first;

    private final int[] end;

    /**
     * Makes a bank.
     *
     * @param bins of the spectrum, N/2 + 1
     * @param highest in hertz, at most half the rate
     * @throws IllegalArgumentException if a filter is so narrow that no frequency of the spectrum is in it
     */
    MelBank(int rate, int bins, int mels, double lowest, double highest) {
        double[] points = new double[mels + 2];
        double low = mel(lowest);
        double step = (mel(highest) - low) / (mels + 1);
        for (int i = 0; i < points.length; i++) {
            points[i] = hertz(low + step * i);
        }
        filters = new double[mels][bins];
        first = new int[mels];
        end = new int[mels];
        int half = rate / 2;
        for (int m = 0; m < mels; m++) {
            double sum = 0;
            for (int k = 0; k < bins; k++) {
                double frequency = bins == 1 ? 0 : (double) half * k / (bins - 1);
                double up = (frequency - points[m]) / (points[m + 1] - points[m]);
                double down = (points[m + 2] - frequency) / (points[m + 2] - points[m + 1]);
                filters[m][k] = Math.max(0, Math.min(up, down));
                sum += filters[m][k];
            }
            if (sum == 0) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%d mel filters are too many for a spectrum of %d frequencies: none is between %.1f and %.1f Hz;"
                                + " lower mels or raise fft",
                        mels,
                        bins,
                        points[m],
                        points[m + 2]));
            }
            while (filters[m][first[m]] == 0) {
                first[m]++;
            }
            end[m] = bins;
            while (filters[m][end[m] - 1] == 0) {
                end[m]--;
            }
        }
    }

    static double mel(double hertz) {
        return 2595 * StrictMath.log10(1 + hertz / 700);
    }

    static double hertz(double mel) {
        return 700 * (StrictMath.pow(10, mel / 2595) - 1);
    }

    /**
     * Writes what each filter lets through.
     *
     * @param power [N/2 + 1]
     * @param mels [M], overwritten
     */
    void apply(double[] power, double[] mels) {
        for (int m = 0; m < filters.length; m++) {
            double sum = 0;
            for (int k = first[m]; k < end[m]; k++) {
                sum += filters[m][k] * power[k];
            }
            mels[m] = sum;
        }
    }
}
