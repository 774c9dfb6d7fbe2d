package dev.unroll.data.series;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far apart the steps of a series are.
 *
 * @param count of units; at least 1
 */
public record Frequency(int count, Unit unit) {

    /** Steps that are merely counted. */
    public static final Frequency STEPS = new Frequency(1, Unit.STEP);

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})?(ms|s|min|h|d|w|mo|y|step)");

    /** What a distance is counted in, and how many of them make the season that is customary for it. */
    public enum Unit {
        MILLISECOND("ms", 1000),
        SECOND("s", 3600),
        MINUTE("min", 1440),
        HOUR("h", 24),
        DAY("d", 7),
        WEEK("w", 1),
        MONTH("mo", 12),
        YEAR("y", 1),
        STEP("step", 1);

        private final String symbol;
        private final int season;

        Unit(String symbol, int season) {
            this.symbol = symbol;
            this.season = season;
        }
    }

    public Frequency {
        if (count < 1) {
            throw new IllegalArgumentException("a frequency must be at least 1 but is " + count);
        }
    }

    /**
     * Returns the frequency that a configuration writes: {@code 1h}, {@code 15min}, {@code 1mo}, {@code step}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Frequency of(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (parts.matches()) {
            int count = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
            for (Unit unit : Unit.values()) {
                if (unit.symbol.equals(parts.group(2)) && (unit != Unit.STEP || count == 1)) {
                    return new Frequency(count, unit);
                }
            }
        }
        throw new IllegalArgumentException("a frequency must be a number and a unit of ms, s, min, h, d, w, mo, y, as"
                + " 15min or 1mo, or step, but is \"" + written + "\"");
    }

    /**
     * Returns the steps of the season that is customary: a day of minutes and hours, a week of days, a year of months; 1 where
     * there is none.
     */
    public int season() {
        return Math.max(1, unit.season % count == 0 ? unit.season / count : 1);
    }

    /** Returns it as a configuration writes it. */
    public String written() {
        return unit == Unit.STEP ? unit.symbol : count + unit.symbol;
    }

    /** Returns it in words: {@code 1 hour}, {@code 15 minutes}. */
    @Override
    public String toString() {
        return count + " " + unit.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s");
    }
}
