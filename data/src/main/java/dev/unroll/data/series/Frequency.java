package dev.unroll.data.series;

import java.util.Locale;

/**
 * How far apart the steps of a series are.
 *
 * @param count of units; at least 1
 */
public record Frequency(int count, Unit unit) {

    /** Steps that are merely counted. */
    public static final Frequency STEPS = new Frequency(1, Unit.STEP);

    /** What a distance is counted in, and how many of them make the season that is customary for it. */
    public enum Unit {
        SECOND(60),
        MINUTE(60),
        HOUR(24),
        DAY(7),
        WEEK(1),
        MONTH(12),
        YEAR(1),
        STEP(1);

        private final int season;

        Unit(int season) {
            this.season = season;
        }
    }

    public Frequency {
        if (count < 1) {
            throw new IllegalArgumentException("a frequency must be at least 1 but is " + count);
        }
    }

    /** Returns the steps of the season that is customary: 24 of hours, 7 of days, 12 of months, 1 where there is none. */
    public int season() {
        return Math.max(1, unit.season % count == 0 ? unit.season / count : 1);
    }

    /** Returns it in words: {@code 1 hour}, {@code 15 minutes}. */
    @Override
    public String toString() {
        return count + " " + unit.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s");
    }
}
