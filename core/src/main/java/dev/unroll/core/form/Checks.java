package dev.unroll.core.form;

/** Ranges of settings; NaN is in none of them. */
public final class Checks {

    private Checks() {}

    /** Throws unless {@code value} is finite and at least {@code least}. */
    public static void atLeast(String name, double least, double value) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
        }
    }

    /** Throws unless {@code value} is finite and greater than {@code bound}. */
    public static void above(String name, double bound, double value) {
        if (!(value > bound && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above " + bound + " but is " + value);
        }
    }

    /** Throws unless {@code value} is in 0 .. 1, 1 excluded. */
    public static void fraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1 but is " + value);
        }
    }
}
