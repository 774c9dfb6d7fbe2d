package dev.unroll.bench;

import java.util.Locale;

/** How figures are shown: three digits that count, shares in per cent. */
final class Format {

    private Format() {}

    /** Returns {@code value} with three digits that count: 0.123, 1.23, 12.3, 123, 1234. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String times(double ratio) {
        return number(ratio) + " ×";
    }
}
