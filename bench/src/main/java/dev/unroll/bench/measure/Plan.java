package dev.unroll.bench.measure;

/**
 * How to measure.
 *
 * @param threads of every library; a single streaming step has one always
 * @param pairs how often each library measures
 * @param seconds of one turn
 * @param warmUp seconds before the first turn, until compilers have done their work
 */
public record Plan(int threads, int pairs, double seconds, double warmUp) {

    /** Seconds of the loop that measures the peak, between turns. */
    static final double PEAK_SECONDS = 0.2;

    public Plan {
        if (threads < 1 || pairs < 1) {
            throw new IllegalArgumentException(
                    "--threads and --pairs must be at least 1 but are " + threads + " and " + pairs);
        }
        if (!(seconds > 0 && warmUp >= 0 && Double.isFinite(seconds + warmUp))) {
            throw new IllegalArgumentException(
                    "--seconds must be above 0, --warm-up at least 0 and both finite but they are " + seconds + " and "
                            + warmUp);
        }
    }
}
