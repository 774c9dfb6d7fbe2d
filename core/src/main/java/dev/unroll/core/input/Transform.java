package dev.unroll.core.input;

import java.util.Arrays;
import java.util.Locale;

/** What becomes of each value of a target before anything else; it can be undone. */
public enum Transform {
    /** It stays as it is. */
    NONE {
        @Override
        double applied(double value) {
            return value;
        }

        @Override
        double undone(double value) {
            return value;
        }
    },
    /** Its natural logarithm: what counts are parts of it. Values must be positive. */
    LOG {
        @Override
        double applied(double value) {
            return StrictMath.log(value);
        }

        @Override
        double undone(double value) {
            return StrictMath.exp(value);
        }
    };

    /** Returns the value that takes the place of a value. */
    abstract double applied(double value);

    /** Returns the value whose place a value took. */
    abstract double undone(double value);

    /**
     * Returns the value that takes the place of a value.
     *
     * @throws IllegalArgumentException if there is none
     */
    public double of(double value) {
        double applied = applied(value);
        if (!Double.isFinite(applied) && Double.isFinite(value)) {
            throw new IllegalArgumentException("a value that has a logarithm must be positive but is " + value);
        }
        return applied;
    }

    /**
     * Returns the values that take the place of values, [n].
     *
     * @throws IllegalArgumentException if one of them has none
     */
    public double[] applied(double[] values) {
        return Arrays.stream(values).map(this::of).toArray();
    }

    String toData() {
        return name().toLowerCase(Locale.ROOT);
    }
}
