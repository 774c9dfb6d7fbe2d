package dev.unroll.run.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How pages say numbers and tokens. */
public final class Words {

    private static final int DIGITS = 4;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e6;

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

    /** Returns a part of one as percents. */
    public static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    /** Returns a count, thousands apart. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a token as it can be seen: blanks and controls have signs of their own. */
    public static String token(String token) {
        var seen = new StringBuilder();
        token.codePoints().forEach(point -> {
            switch (point) {
                case ' ', 0xa0 -> seen.append('␣');
                case '\n' -> seen.append('↵');
                case '\t' -> seen.append('⇥');
                default -> seen.appendCodePoint(Character.isISOControl(point) ? 0xfffd : point);
            }
        });
        return seen.toString();
    }
}
