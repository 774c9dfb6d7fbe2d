package dev.unroll.core.cell;

/**
 * What the elements of a vector parameter are before training: uniform numbers from {@code from} to {@code to}, one number
 * where both are the same.
 */
public record Initial(float from, float to) {

    /** All 0. */
    public static final Initial ZERO = of(0);

    /** Makes a range; throws if it is none. */
    public Initial {
        if (!Float.isFinite(from) || !Float.isFinite(to) || from > to) {
            throw new IllegalArgumentException(
                    "the initial value of a parameter must lie between two finite numbers, the"
                            + " smaller first, but is given as " + from + " to " + to);
        }
    }

    /** All the same number. */
    public static Initial of(float value) {
        return new Initial(value, value);
    }

    /** Uniform numbers between −bound and bound. */
    public static Initial within(float bound) {
        return new Initial(-bound, bound);
    }
}
