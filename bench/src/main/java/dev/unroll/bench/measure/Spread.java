package dev.unroll.bench.measure;

import java.util.Arrays;
import java.util.List;

/** Where some numbers lie: the smallest, the quartiles, the largest. */
public record Spread(double min, double lower, double median, double upper, double max) {

    /** Returns the spread of at least one number. */
    static Spread of(List<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("a spread must be of at least one number but there is none");
        }
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(
                sorted[0],
                quantile(sorted, 0.25),
                quantile(sorted, 0.5),
                quantile(sorted, 0.75),
                sorted[sorted.length - 1]);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double[] both = Arrays.copyOfRange(sorted, below, Math.min(below + 2, sorted.length));
        return both[0] + (place - below) * (both[both.length - 1] - both[0]);
    }
}
