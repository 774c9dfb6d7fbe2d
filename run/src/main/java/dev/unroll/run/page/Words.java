package dev.unroll.run.page;

import dev.unroll.core.form.Steering;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.BreakIterator;
import java.util.Locale;

/** How pages say numbers and tokens. */
public final class Words {

    private static final int DIGITS = 4;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e6;

    private static final char BLANK = '␣';

    /** What a mark without a letter stands on. */
    private static final char CARRIER = '◌';

    /** Marks that say the direction of what is beside them, and the mark at the beginning of files. */
    private static final String MARKS = "\u061c\u200e\u200f\ufeff";

    /** From here on, most characters are as wide as they are high: Hangul, kana, emoji. */
    private static final int FIRST_WIDE = 0x2e80;

    private Words() {}

    /** Returns a number in four digits. */
    public static String number(double value) {
        return number(value, DIGITS);
    }

    /** Returns a number in so many digits, without trailing zeros; very large and very small ones by powers of ten. */
    public static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        String written;
        if (size != 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
            written = String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
                    .replaceFirst("\\.?0*e", "e")
                    .replaceFirst("e([+-])0*", "e$1")
                    .replace("e+", "e");
        } else {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
            written = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }
        return written.replace('-', '−');
    }

    /** Returns a number in four digits with its sign, also if it is above zero. */
    public static String signed(double value) {
        String written = number(value);
        return value > 0 && !written.equals("0") ? "+" + written : written;
    }

    /** Returns a part of one as percents. */
    public static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    /** Returns a count, thousands apart. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a token as it can be seen: blanks and lines have signs of their own, and what has no form its number. */
    public static String token(String token) {
        return token.replace(' ', BLANK).replace('\u00a0', BLANK).transform(Words::line);
    }

    /** Returns a name, a label or a text on one line: blanks stay, but for those at its ends. */
    public static String line(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        String inner = text.substring(from, to).replace('\n', '↵').replace('\t', '⇥');
        String blanks = String.valueOf(BLANK);
        return visible(blanks.repeat(from) + inner + blanks.repeat(text.length() - to));
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\u00a0';
    }

    /** Returns a text whose lines and tabs stay, with the numbers of all that would be unseen or turn the text around. */
    public static String visible(String text) {
        boolean formless = !text.isEmpty() && text.codePoints().allMatch(Words::isJoiner);
        var seen = new StringBuilder();
        if (!text.isEmpty() && isCombining(text.codePointAt(0))) {
            seen.append(CARRIER);
        }
        text.codePoints().forEach(point -> {
            if (formless || isUnseen(point)) {
                seen.append(Steering.writtenOut(point));
            } else {
                seen.appendCodePoint(point);
            }
        });
        return seen.toString();
    }

    private static boolean isUnseen(int point) {
        boolean layout = point == '\n' || point == '\t';
        return (Steering.steers(point) && !layout)
                || Character.getType(point) == Character.SURROGATE
                || MARKS.indexOf(point) >= 0;
    }

    /** Returns whether a character has a form only beside others. */
    private static boolean isJoiner(int point) {
        return Character.getType(point) == Character.FORMAT || (point >= 0xfe00 && point <= 0xfe0f);
    }

    private static boolean isCombining(int point) {
        int type = Character.getType(point);
        return (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) && !isJoiner(point);
    }

    /** Returns a text of at most so many characters as a reader counts them; a longer one ends in "…". */
    public static String shortened(String text, int most) {
        var ends = BreakIterator.getCharacterInstance(Locale.ROOT);
        ends.setText(text);
        int before = ends.next(most - 1);
        boolean fits = before == BreakIterator.DONE || before == text.length() || ends.next() == text.length();
        return fits ? text : text.substring(0, before) + "…";
    }

    /** Returns how wide a text is, in letters of a typewriter: what is as wide as high counts twice. */
    public static double letters(String text) {
        return text.codePoints()
                .mapToDouble(point -> Character.getType(point) == Character.NON_SPACING_MARK
                        ? 0
                        : Character.isIdeographic(point) || point >= FIRST_WIDE ? 2 : 1)
                .sum();
    }
}
