package dev.unroll.core.update;

import dev.unroll.core.kernel.Kernels;

/**
 * The Euclidean norm of all gradients, whoever sums them: squares are summed in float within tiles of {@value #TILE}, in
 * double where that overflows, and the tiles in double and in order. Threads share tiles, never a sum. A gradient below
 * 1e-23 counts as zero.
 */
public final class GradientNorm {

    /** Gradients a tile: 16 KB, small enough for L1 and large enough to share out. */
    public static final int TILE = 4096;

    private final int length;
    private final double[] squares;

    /** Makes room for {@code length} gradients. */
    public GradientNorm(int length) {
        this.length = length;
        this.squares = new double[(length + TILE - 1) / TILE];
    }

    public int tiles() {
        return squares.length;
    }

    /** Sums the squares of the tiles {@code fromTile .. toTile}. */
    public void measure(Kernels kernels, float[] gradients, int fromTile, int toTile) {
        if (gradients.length != length) {
            throw new IllegalArgumentException(
                    "the norm is of " + length + " gradients but there are " + gradients.length);
        }
        for (int tile = fromTile; tile < toTile; tile++) {
            int from = tile * TILE;
            int n = Math.min(length - from, TILE);
            float sum = kernels.dot(gradients, from, gradients, from, n);
            squares[tile] = Float.isFinite(sum) ? sum : sumOfSquares(gradients, from, n);
        }
    }

    /** Returns the norm, once every tile has been measured. */
    public double norm() {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum);
    }

    /** Returns the norm of all gradients. */
    public double of(float[] gradients) {
        measure(Kernels.scalar(), gradients, 0, tiles());
        return norm();
    }

    private static double sumOfSquares(float[] x, int at, int n) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }
}
