package dev.unroll.data.series;

import dev.unroll.core.form.Nearest;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the calendar says of a time, as numbers: for each cycle the sine and cosine of 2π times the part of it that has passed,
 * so that its end lies beside its start. Of {@code trend} there is one number, the years since 2000.
 *
 * @param cycles in the order of the numbers
 */
public record Calendar(List<Cycle> cycles) {

    private static final double SECONDS = 86_400;
    private static final double DAYS = 365.2425;

    /** What comes again and again. */
    public enum Cycle {
        /** The minute of the hour. */
        MINUTE {
            @Override
            double passed(LocalDateTime time) {
                return (time.getMinute() * 60 + time.getSecond()) / 3600.0;
            }
        },
        /** The time of the day. */
        HOUR {
            @Override
            double passed(LocalDateTime time) {
                return time.toLocalTime().toSecondOfDay() / SECONDS;
            }
        },
        /** The day of the week, from Monday. */
        WEEKDAY {
            @Override
            double passed(LocalDateTime time) {
                return (time.getDayOfWeek().getValue() - 1) / 7.0;
            }
        },
        /** The day of the month. */
        DAY {
            @Override
            double passed(LocalDateTime time) {
                return (time.getDayOfMonth() - 1.0) / time.toLocalDate().lengthOfMonth();
            }
        },
        /** The week of the year (ISO 8601). */
        WEEK {
            @Override
            double passed(LocalDateTime time) {
                return (time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) - 1) / 53.0;
            }
        },
        /** The month of the year. */
        MONTH {
            @Override
            double passed(LocalDateTime time) {
                return (time.getMonthValue() - 1) / 12.0;
            }
        },
        /** The quarter of the year. */
        QUARTER {
            @Override
            double passed(LocalDateTime time) {
                return (time.get(IsoFields.QUARTER_OF_YEAR) - 1) / 4.0;
            }
        },
        /** The day of the year. */
        YEAR {
            @Override
            double passed(LocalDateTime time) {
                return (time.getDayOfYear() - 1.0) / time.toLocalDate().lengthOfYear();
            }
        },
        /** No cycle: the years since 2000. */
        TREND {
            @Override
            double passed(LocalDateTime time) {
                return time.getYear() - 2000 + (time.getDayOfYear() - 1) / DAYS;
            }
        };

        /** Returns the part of the cycle that has passed, from 0 to below 1. */
        abstract double passed(LocalDateTime time);

        /** Returns what a configuration calls it. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Calendar {
        cycles = List.copyOf(cycles);
    }

    /**
     * Returns the calendar that a configuration names: {@code hour}, {@code weekday}, …
     *
     * @throws IllegalArgumentException if there is no such cycle
     */
    public static Calendar of(List<String> names) {
        return new Calendar(names.stream().map(Calendar::cycle).toList());
    }

    private static Cycle cycle(String name) {
        List<String> all = Arrays.stream(Cycle.values()).map(Cycle::written).toList();
        return Arrays.stream(Cycle.values())
                .filter(cycle -> cycle.written().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a cycle of the calendar must be one of "
                        + String.join(", ", all) + " but is \"" + name + "\"" + Nearest.hint(name, all)));
    }

    /** Returns what the numbers are called: {@code hour sin}, {@code hour cos}, … */
    public List<String> names() {
        return cycles.stream()
                .flatMap(cycle -> cycle == Cycle.TREND
                        ? List.of(cycle.written()).stream()
                        : List.of(cycle.written() + " sin", cycle.written() + " cos").stream())
                .toList();
    }

    /** Returns the numbers of a time, [F], in the order of {@link #names}. */
    public double[] features(LocalDateTime time) {
        double[] features = new double[names().size()];
        int at = 0;
        for (Cycle cycle : cycles) {
            double passed = cycle.passed(time);
            if (cycle == Cycle.TREND) {
                features[at++] = passed;
            } else {
                features[at++] = StrictMath.sin(2 * Math.PI * passed);
                features[at++] = StrictMath.cos(2 * Math.PI * passed);
            }
        }
        return features;
    }
}
