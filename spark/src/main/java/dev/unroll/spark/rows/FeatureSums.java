package dev.unroll.spark.rows;

import dev.unroll.core.input.VectorEncoder.Scale;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Sums of the numbers of each feature, and of their squares: exact, so that they are the same in whatever order they are added up. */
final class FeatureSums implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** A deviation below this part of the mean is what is left of rounding. */
    private static final double ROUNDING = 1e-6;

    private final ArrayList<Sum> sums = new ArrayList<>();
    private int narrowest = Integer.MAX_VALUE;
    private long missing;

    /** Of the numbers of one feature that are known. */
    private record Sum(long count, BigDecimal sum, BigDecimal squares) implements Serializable {

        private static final Sum NONE = new Sum(0, BigDecimal.ZERO, BigDecimal.ZERO);

        private Sum plus(Sum other) {
            return new Sum(count + other.count, sum.add(other.sum), squares.add(other.squares));
        }

        private double mean() {
            return count == 0
                    ? 0
                    : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64)
                            .doubleValue();
        }

        private double deviation() {
            if (count == 0) {
                return 0;
            }
            BigDecimal n = BigDecimal.valueOf(count);
            return StrictMath.sqrt(squares.multiply(n)
                    .subtract(sum.multiply(sum))
                    .divide(n.multiply(n), MathContext.DECIMAL64)
                    .doubleValue());
        }

        private Scale scale() {
            double mean = mean();
            float deviation = (float) deviation();
            boolean isConstant = !(deviation > StrictMath.abs(mean) * ROUNDING) || !Float.isFinite(1 / deviation);
            return new Scale((float) mean, isConstant ? 1 : deviation);
        }
    }

    /**
     * Adds a sequence.
     *
     * @param vectors [T, features]
     */
    void add(Matrix vectors, boolean isScaled) {
        narrowest = Math.min(narrowest, vectors.columns());
        for (int j = 0; j < vectors.columns(); j++) {
            Sum sum = Sum.NONE;
            for (int t = 0; t < vectors.rows(); t++) {
                float number = vectors.get(t, j);
                if (Float.isNaN(number)) {
                    missing++;
                } else if (isScaled) {
                    sum = sum.plus(of(number));
                }
            }
            add(j, sum);
        }
    }

    private static Sum of(float number) {
        if (Float.isInfinite(number)) {
            throw new DataException(
                    "a number of the data frame is " + number + ", and no number can be scaled by that");
        }
        var exact = new BigDecimal(number);
        return new Sum(1, exact, exact.multiply(exact));
    }

    private void add(int feature, Sum more) {
        while (sums.size() <= feature) {
            sums.add(Sum.NONE);
        }
        sums.set(feature, sums.get(feature).plus(more));
    }

    void add(FeatureSums other) {
        narrowest = Math.min(narrowest, other.narrowest);
        missing += other.missing;
        for (int j = 0; j < other.sums.size(); j++) {
            add(j, other.sums.get(j));
        }
    }

    void requireOneWidth() {
        if (narrowest != features()) {
            throw new DataException("all steps must have one number of numbers, but there are steps of " + narrowest
                    + " and of " + features());
        }
    }

    int features() {
        return sums.size();
    }

    long missing() {
        return missing;
    }

    /** Returns the mean and deviation of all features together. */
    Scale scale() {
        return sums.stream().reduce(Sum.NONE, Sum::plus).scale();
    }

    /** Returns the mean and deviation of each feature. */
    List<Scale> scales() {
        return sums.stream().map(Sum::scale).toList();
    }
}
