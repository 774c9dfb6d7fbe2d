package dev.unroll.core.train;

/**
 * The Euclidean norm of all gradients, whoever sums them: squares are summed in double, in tiles of {@value #TILE}, and
 * the tiles in order. Threads share tiles, never a sum.
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
    public void measure(float[] gradients, int fromTile, int toTile) {
        if (gradients.length != length) {
            throw new IllegalArgumentException(
                    "the norm is of " + length + " gradients but there are " + gradients.length);
        }
        for (int tile = fromTile; tile < toTile; tile++) {
            int from = tile * TILE;
            squares[tile] = sumOfSquares(gradients, from, Math.min(length - from, TILE));
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
        measure(gradients, 0, tiles());
        return norm();
    }

    /** Four chains, so that the additions need not wait for each other; the square of a float is exact in double. */
    private static double sumOfSquares(float[] x, int at, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = at;
        for (; i + 3 < at + n; i += 4) {
            a += (double) x[i] * x[i];
            b += (double) x[i + 1] * x[i + 1];
            c += (double) x[i + 2] * x[i + 2];
            d += (double) x[i + 3] * x[i + 3];
        }
        for (; i < at + n; i++) {
            a += (double) x[i] * x[i];
        }
        return (a + b) + (c + d);
    }
}
