package dev.unroll.data.sound;

/**
 * Power spectra of N numbers.
 *
 * <pre>
 *   X_k = Σ_n x_n e^(−2πi·k·n/N)     power_k = |X_k|²,  k = 0 … N/2
 * </pre>
 *
 * <p>By the fast transform if N is a power of two (Cooley and Tukey 1965), else by the sum itself. In double, with sines and
 * cosines of {@link StrictMath}: the same bits on every machine. One thread at a time.
 */
final class Fourier {

    private final int size;
    private final double[] cosines;
    private final double[] sines;
    private final double[] real;
    private final double[] imaginary;

    Fourier(int size) {
        this.size = size;
        this.cosines = new double[size];
        this.sines = new double[size];
        for (int i = 0; i < size; i++) {
            double angle = -2 * StrictMath.PI * i / size;
            cosines[i] = StrictMath.cos(angle);
            sines[i] = StrictMath.sin(angle);
        }
        this.real = new double[size];
        this.imaginary = new double[size];
    }

    /** Returns the number of powers, N/2 + 1. */
    int bins() {
        return size / 2 + 1;
    }

    /**
     * Writes the power spectrum of a frame.
     *
     * @param frame [N]
     * @param power [N/2 + 1], overwritten
     */
    void power(double[] frame, double[] power) {
        if (Integer.bitCount(size) == 1) {
            fast(frame);
        } else {
            sum(frame);
        }
        for (int k = 0; k < bins(); k++) {
            power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
        }
    }

    private void sum(double[] frame) {
        for (int k = 0; k < bins(); k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < size; n++) {
                int angle = (int) ((long) k * n % size);
                re += frame[n] * cosines[angle];
                im += frame[n] * sines[angle];
            }
            real[k] = re;
            imaginary[k] = im;
        }
    }

    private void fast(double[] frame) {
        int bits = Integer.numberOfTrailingZeros(size);
        for (int n = 0; n < size; n++) {
            int from = bits == 0 ? n : Integer.reverse(n) >>> (Integer.SIZE - bits);
            real[n] = frame[from];
            imaginary[n] = 0;
        }
        for (int half = 1; half < size; half *= 2) {
            int stride = size / (2 * half);
            for (int start = 0; start < size; start += 2 * half) {
                for (int j = 0; j < half; j++) {
                    butterfly(start + j, start + j + half, j * stride);
                }
            }
        }
    }

    /** Replaces a and b by a + w·b and a − w·b. */
    private void butterfly(int a, int b, int angle) {
        double re = real[b] * cosines[angle] - imaginary[b] * sines[angle];
        double im = real[b] * sines[angle] + imaginary[b] * cosines[angle];
        real[b] = real[a] - re;
        imaginary[b] = imaginary[a] - im;
        real[a] += re;
        imaginary[a] += im;
    }
}
