package dev.unroll.data.sound;

import dev.unroll.core.kernel.Matrix;

/**
 * How strong a sound is, frame by frame and mel filter by mel filter.
 *
 * <pre>
 *   power[t, m] = Σ_k filter_m(f_k)·|X_t(k)|²
 *   log_mel = ln(power + 1e-10)
 *   decibel = 10·log10(max(power, 1e-10)), and not less than the largest of the sound − 80
 * </pre>
 *
 * <p>As torchaudio's {@code MelSpectrogram} and {@code AmplitudeToDB} by default, frames centered.
 */
final class MelSpectrogram {

    /** What stands for silence: a power that is no sound's, but has a logarithm. */
    private static final double FLOOR = 1e-10;

    /** What is so much weaker than the loudest, in decibels, is not heard beside it. */
    private static final double RANGE = 80;

    private final double[][] power;

    /**
     * Takes the powers.
     *
     * @param power [T, M]
     */
    MelSpectrogram(double[][] power) {
        this.power = power;
    }

    /** Returns the natural logarithms, [T, M]. */
    double[][] logarithms() {
        double[][] logarithms = new double[power.length][];
        for (int t = 0; t < power.length; t++) {
            logarithms[t] = power[t].clone();
            for (int m = 0; m < logarithms[t].length; m++) {
                logarithms[t][m] = StrictMath.log(power[t][m] + FLOOR);
            }
        }
        return logarithms;
    }

    /** Returns the decibels, [T, M]. */
    double[][] decibels() {
        double[][] decibels = new double[power.length][];
        double loudest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < power.length; t++) {
            decibels[t] = power[t].clone();
            for (int m = 0; m < decibels[t].length; m++) {
                decibels[t][m] = 10 * StrictMath.log10(Math.max(power[t][m], FLOOR));
                loudest = Math.max(loudest, decibels[t][m]);
            }
        }
        for (double[] frame : decibels) {
            for (int m = 0; m < frame.length; m++) {
                frame[m] = Math.max(frame[m], loudest - RANGE);
            }
        }
        return decibels;
    }

    /** Returns rows as a matrix of floats, [T, F]. */
    static Matrix matrix(double[][] rows) {
        Matrix matrix = Matrix.zeros(rows.length, rows[0].length);
        for (int t = 0; t < rows.length; t++) {
            for (int j = 0; j < rows[t].length; j++) {
                matrix.set(t, j, (float) rows[t][j]);
            }
        }
        return matrix;
    }
}
