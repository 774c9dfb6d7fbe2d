package dev.unroll.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** How long runs took, in nanoseconds; at least one. */
public final class Times {

    private final long[] sorted;

    private Times(LongStream nanos) {
        sorted = nanos.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("a worker must have run at least once but sent no time");
        }
    }

    /** Returns these nanoseconds. */
    public static Times of(List<Long> nanos) {
        return new Times(nanos.stream().mapToLong(Long::longValue));
    }

    /** Reads numbers with spaces between them. */
    static Times parse(String nanos) {
        return new Times(Arrays.stream(nanos.split(" ")).mapToLong(Long::parseLong));
    }

    /** Returns all of {@code slices} together. */
    static Times together(List<Times> slices) {
        return new Times(slices.stream().flatMapToLong(slice -> Arrays.stream(slice.sorted)));
    }

    public int count() {
        return sorted.length;
    }

    public double best() {
        return sorted[0];
    }

    public double median() {
        return quantile(0.5);
    }

    /** Returns the time below which a {@code share} of all runs lies, between two of them by a straight line. */
    public double quantile(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
