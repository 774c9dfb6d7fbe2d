package dev.unroll.data.file;

import java.util.regex.Pattern;

/** The one door for numbers that are written as text: digits 0 to 9, a sign, a decimal mark, an exponent. */
public final class Numbers {

    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private Numbers() {}

    /** What parts whole numbers from fractions. */
    public enum DecimalMark {
        POINT('.'),
        COMMA(',');

        private final char character;

        DecimalMark(char character) {
            this.character = character;
        }
    }

    /** Returns whether a text is written as a number, whatever its size. */
    public static boolean isOne(String text, DecimalMark mark) {
        return NUMBER.matcher(pointed(text, mark)).matches();
    }

    /**
     * Returns a number.
     *
     * @throws IllegalArgumentException if the text is none, or one that 32 bits cannot hold; NaN and infinity are none
     */
    public static float parse(String text, DecimalMark mark) {
        if (!isOne(text, mark)) {
            throw none(text, mark);
        }
        float number = Float.parseFloat(pointed(text, mark));
        if (!Float.isFinite(number)) {
            throw new IllegalArgumentException("must be a number of at most 3.4e38 but is \"" + text + "\"");
        }
        return number;
    }

    /**
     * Returns a number in double precision.
     *
     * @throws IllegalArgumentException if the text is none, or one that 64 bits cannot hold; NaN and infinity are none
     */
    public static double parseDouble(String text, DecimalMark mark) {
        if (!isOne(text, mark)) {
            throw none(text, mark);
        }
        double number = Double.parseDouble(pointed(text, mark));
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("must be a number of at most 1.8e308 but is \"" + text + "\"");
        }
        return number;
    }

    private static IllegalArgumentException none(String text, DecimalMark mark) {
        boolean isWithComma = mark == DecimalMark.POINT && isOne(text, DecimalMark.COMMA);
        return new IllegalArgumentException("must be a number but is \"" + text + "\""
                + (isWithComma ? ", which is one with --set decimal=comma" : ""));
    }

    /** Returns the text with a point for its mark; a point in a text with another mark makes it no number. */
    private static String pointed(String text, DecimalMark mark) {
        String stripped = text.strip();
        return mark == DecimalMark.POINT ? stripped : stripped.replace('.', '?').replace(mark.character, '.');
    }
}
