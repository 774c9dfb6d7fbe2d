package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.util.List;

/**
 * The scale of a column: what becomes 0, and what becomes 1 above it.
 *
 * @param divisor positive
 */
public record Scale(double offset, double divisor) {

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
     */
    public static Scale of(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = from; i < to; i++) {
            double off = values[i] - mean;
            squares += Double.isNaN(off) ? 0 : off * off;
        }
        double deviation = StrictMath.sqrt(squares / count);
        // What is left of equal numbers of this size is rounding.
        return new Scale(mean, deviation > 1e-12 * Math.abs(mean) ? deviation : 1);
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
