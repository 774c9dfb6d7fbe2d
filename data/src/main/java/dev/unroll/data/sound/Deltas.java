package dev.unroll.data.sound;

/**
 * How fast numbers change: the slope of the line through five frames.
 *
 * <pre>
 *   d_t = Σ_q q·(x_{t+q} − x_{t−q}) / (2·Σ_q q²),  q = 1, 2
 * </pre>
 *
 * <p>Beyond its ends a sound goes on as its first and last frame. Source: Furui 1986; as torchaudio's {@code compute_deltas}.
 */
final class Deltas {

    /** Frames to either side that a slope is of. */
    static final int REACH = 2;

    private static final double DIVISOR = 10;

    private Deltas() {}

    /** Returns the slopes of each column, [T, F]. */
    static double[][] of(double[][] frames) {
        double[][] slopes = new double[frames.length][frames[0].length];
        int last = frames.length - 1;
        for (int t = 0; t <= last; t++) {
            for (int q = 1; q <= REACH; q++) {
                double[] after = frames[Math.min(last, t + q)];
                double[] before = frames[Math.max(0, t - q)];
                for (int j = 0; j < after.length; j++) {
                    slopes[t][j] += q * (after[j] - before[j]) / DIVISOR;
                }
            }
        }
        return slopes;
    }
}
