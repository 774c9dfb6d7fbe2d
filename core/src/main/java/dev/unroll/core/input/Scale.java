package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/**
 * The scale of a column: what becomes 0, and what becomes 1 above it.
 *
 * @param divisor positive
 */
public record Scale(double offset, double divisor) {

    /** The squares of smaller numbers may be 0. */
    private static final double SMALLEST = 1e-150;

    /** Numbers as they are. */
    public static final Scale NONE = new Scale(0, 1);

    public Scale {
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("offset must be finite but is " + offset);
        }
        if (!(divisor > 0 && divisor <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("divisor must be positive and finite but is " + divisor);
        }
    }

    /**
     * Returns mean and deviation of values; of values that do not differ the deviation counts as 1. Missing ones do not count.
     *
     * @param values of which at least one is finite
     * @throws IllegalArgumentException if they are so large or small that their squares are beyond what a double holds
     */
    public static Scale of(double[] values, int from, int to) {
        return of(() -> Arrays.stream(values, from, to));
    }

    /**
     * Returns mean and deviation of values, as above.
     *
     * @param values asked for more than once, the same values in the same order
     */
    public static Scale of(Supplier<DoubleStream> values) {
        var known = new Sum();
        values.get().forEachOrdered(known::add);
        double mean = known.mean();
        var squares = new Sum();
        values.get().forEachOrdered(value -> squares.add((value - mean) * (value - mean)));
        double deviation = StrictMath.sqrt(squares.mean());
        if (!(deviation > 0 && deviation <= Double.MAX_VALUE)) {
            requireSquares(values.get());
        }
        // What is left of equal numbers of this size is rounding.
        return new Scale(mean, deviation > 1e-12 * Math.abs(mean) ? deviation : 1);
    }

    private static void requireSquares(DoubleStream values) {
        DoubleSummaryStatistics known =
                values.filter(value -> !Double.isNaN(value)).summaryStatistics();
        double largest = Math.max(Math.abs(known.getMin()), Math.abs(known.getMax()));
        boolean isLarge = largest > 1;
        if (known.getMin() < known.getMax() && (isLarge || largest < SMALLEST)) {
            throw new IllegalArgumentException("values as " + (isLarge ? "large" : "small") + " as " + largest
                    + " have no deviation that a number holds; give them in a unit in which they are "
                    + (isLarge ? "smaller" : "larger"));
        }
    }

    /** A sum of numbers in their order, without those that are missing. */
    private static final class Sum {
        private double sum;
        private long count;

        void add(double value) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }

        double mean() {
            return sum / count;
        }
    }

    /** Returns a value of the column on this scale. */
    public double scaled(double value) {
        return (value - offset) / divisor;
    }

    /** Returns a value on this scale as one of the column. */
    public double unscaled(double value) {
        return value * divisor + offset;
    }

    List<Double> toData() {
        return List.of(offset, divisor);
    }

    static Scale fromData(Data data) {
        List<Data> numbers = data.list();
        if (numbers.size() != 2) {
            throw data.wrong("must be offset and divisor");
        }
        return data.make(() -> new Scale(numbers.get(0).number(), numbers.get(1).number()));
    }
}
