package dev.unroll.data.sound;

/**
 * The first coefficients of the orthonormal discrete cosine transform (DCT-II): of decibels, the shape of their curve, the
 * coarse before the fine.
 *
 * <pre>
 *   c_k = s_k·Σ_m x_m·cos(π/M·(m + ½)·k)     s_0 = √(1/M), else √(2/M)
 * </pre>
 */
final class Cosines {

    private final double[][] basis;

    Cosines(int coefficients, int mels) {
        basis = new double[coefficients][mels];
        for (int k = 0; k < coefficients; k++) {
            double scale = StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / mels);
            for (int m = 0; m < mels; m++) {
                basis[k][m] = scale * StrictMath.cos(StrictMath.PI / mels * (m + 0.5) * k);
            }
        }
    }

    /** Returns the coefficients of each frame, [T, K], of [T, M]. */
    double[][] of(double[][] frames) {
        double[][] all = new double[frames.length][basis.length];
        for (int t = 0; t < frames.length; t++) {
            for (int k = 0; k < basis.length; k++) {
                double sum = 0;
                for (int m = 0; m < frames[t].length; m++) {
                    sum += basis[k][m] * frames[t][m];
                }
                all[t][k] = sum;
            }
        }
        return all;
    }
}
