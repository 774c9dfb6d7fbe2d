package dev.unroll.run.task.forecast;

import dev.unroll.data.series.Frequency;
import dev.unroll.run.ConfigException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a series a part has, as a configuration says it: steps, a share, or a time.
 *
 * @param key that says it
 */
record Span(String key, String text) {

    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%|s|min|h|d|w|mo|y)?");

    private static final Map<String, Long> SECONDS = Map.of(
            "s", 1L,
            "min", 60L,
            "h", 3600L,
            "d", 86_400L,
            "w", 604_800L,
            // As is customary where steps are shorter: a month of 30 days, a year of 365.
            "mo", 2_592_000L,
            "y", 31_536_000L);

    private static final String REST = "rest";

    private static final String OFFICIAL = "official";

    /** Returns whether it is all that other parts leave. */
    boolean isRest() {
        return text.equals(REST);
    }

    /** Returns whether it is what the makers of the data keep for the score. */
    boolean isOfficial() {
        return text.equals(OFFICIAL);
    }

    /**
     * Returns how many steps it is of a series; {@link Integer#MAX_VALUE}, more than any series has, if it is more.
     *
     * @throws ConfigException if it is none of the forms, or a time that steps do not have
     */
    int steps(int length, Frequency frequency) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw wrong("");
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2);
        if (unit == null) {
            if (number != StrictMath.rint(number)) {
                throw wrong("");
            }
            return (int) number;
        }
        double steps = unit.equals("%") ? number / 100 * length : steps(number, unit, frequency);
        return (int) Math.min(Integer.MAX_VALUE, Math.round(steps));
    }

    private double steps(double number, String unit, Frequency frequency) {
        boolean months = unit.equals("mo") || unit.equals("y");
        double inMonths = unit.equals("y") ? 12 * number : number;
        return switch (frequency.unit()) {
            case STEP -> throw wrong(" The series has no times, so it must be steps or a share");
            case MONTH ->
                months ? inMonths / frequency.count() : seconds(number, unit) / (30 * day() * frequency.count());
            case YEAR ->
                months
                        ? inMonths / (12 * frequency.count())
                        : seconds(number, unit) / (365 * day() * frequency.count());
            case MILLISECOND -> 1000 * seconds(number, unit) / frequency.count();
            case SECOND -> seconds(number, unit) / frequency.count();
            case MINUTE -> seconds(number, unit) / (60.0 * frequency.count());
            case HOUR -> seconds(number, unit) / (3600.0 * frequency.count());
            case DAY -> seconds(number, unit) / (day() * frequency.count());
            case WEEK -> seconds(number, unit) / (7 * day() * frequency.count());
        };
    }

    private static double day() {
        return Duration.ofDays(1).toSeconds();
    }

    private static double seconds(double number, String unit) {
        return number * SECONDS.getOrDefault(unit, 1L);
    }

    private ConfigException wrong(String why) {
        return new ConfigException(key + " must be steps (48), a share (10%) or a time (12mo; s, min, h, d, w, mo, y)"
                + (key.endsWith("train_span") ? ", or rest," : key.endsWith("test_span") ? ", or official," : "")
                + " but is \"" + text + "\"." + why);
    }
}
