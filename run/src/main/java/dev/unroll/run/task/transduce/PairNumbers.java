package dev.unroll.run.task.transduce;

import dev.unroll.run.page.Words;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the numbers of pairs of tokens are, and how they are written. */
enum PairNumbers {
    /** Parts of one. */
    WEIGHTS,
    /** Nats of either sign. */
    INFLUENCES;

    /** Numbers smaller than these are not written where there is little room. */
    private static final double SMALLEST_WEIGHT = 0.005;

    private static final double SMALLEST_INFLUENCE = 0.05;

    /** Returns a number with its unit. */
    String text(double value) {
        return this == WEIGHTS ? Words.percent(value) : Words.signed(value) + " nats";
    }

    /** Returns a number without its unit, percents or nats, in at most {@link #digits} characters as a rule; none of a small one. */
    Optional<String> brief(double value) {
        return switch (this) {
            case WEIGHTS ->
                value < SMALLEST_WEIGHT
                        ? Optional.empty()
                        : Optional.of(String.format(Locale.ROOT, "%.0f", 100 * value));
            case INFLUENCES ->
                Math.abs(value) < SMALLEST_INFLUENCE
                        ? Optional.empty()
                        : Optional.of(String.format(Locale.ROOT, "%+.1f", value).replace('-', '−'));
        };
    }

    int digits() {
        return this == WEIGHTS ? 3 : 5;
    }

    /** Returns the size of what is drawn darkest. */
    double largest(List<List<Double>> values) {
        return this == WEIGHTS
                ? 1
                : values.stream()
                        .flatMap(Collection::stream)
                        .mapToDouble(Math::abs)
                        .max()
                        .orElse(0);
    }
}
