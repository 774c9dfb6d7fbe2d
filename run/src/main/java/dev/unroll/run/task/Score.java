package dev.unroll.run.task;

import java.util.Locale;

/**
 * One number that says how well a model answers.
 *
 * @param key what to call it in JSON, {@code macro_recall}
 * @param title what to call it in a table
 */
public record Score(String key, String title, double value, Form form) {

    /** A number from which on its decimals do not matter, and its digits are too many. */
    private static final double LARGE = 100_000;

    /** How a number is shown. */
    public enum Form {
        /** A part of a whole, as percent. */
        SHARE,
        /** A number with three decimals. */
        NUMBER
    }

    /** Returns a part of a whole. */
    public static Score share(String key, String title, double value) {
        return new Score(key, title, value, Form.SHARE);
    }

    /** Returns the number as a table of so many columns shows it. */
    public String shown(int width) {
        return switch (form) {
            case SHARE -> String.format(Locale.ROOT, "%" + (width - 2) + ".1f %%", 100 * value);
            case NUMBER -> String.format(Locale.ROOT, "%" + width + (Math.abs(value) < LARGE ? ".3f" : ".3e"), value);
        };
    }
}
