package dev.unroll.data.series.time;

import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.Frequency.Unit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Equal distances from a start: of the clock up to hours, of the calendar from days on.
 *
 * @param start milliseconds since 1970 in UTC
 * @param zone whose calendar it is
 * @param ends whether each step is the last day of a month
 */
public record Steps(long start, ZoneId zone, Frequency frequency, boolean ends) {

    /** No step. */
    public static final long OFF = -1;

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int MONTHS = 12;

    /** Returns the local time of an instant. */
    public static LocalDateTime local(long millis, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    /** Returns the milliseconds that a clock shows at an instant, since 1970 on that clock. */
    public static long clock(long millis, ZoneId zone) {
        return zone instanceof ZoneOffset offset
                ? millis + offset.getTotalSeconds() * SECOND
                : millis
                        + zone.getRules()
                                        .getOffset(Instant.ofEpochMilli(millis))
                                        .getTotalSeconds()
                                * SECOND;
    }

    /** Returns how many milliseconds a unit of the clock, or of the calendar up to weeks, takes; 0 for others. */
    public static long millis(Unit unit) {
        return switch (unit) {
            case MILLISECOND -> 1;
            case SECOND -> SECOND;
            case MINUTE -> MINUTE;
            case HOUR -> HOUR;
            case DAY -> DAY;
            case WEEK -> 7 * DAY;
            case MONTH, YEAR, STEP -> 0;
        };
    }

    /** Returns the step at an instant that is not before the start; {@link #OFF} if there is none. */
    public long index(long millis) {
        long distance = frequency.count() * millis(frequency.unit());
        if (frequency.unit().compareTo(Unit.DAY) < 0) {
            return whole(millis - start, distance);
        }
        if (distance > 0) {
            return whole(clock(millis, zone) - clock(start, zone), distance);
        }
        LocalDateTime from = local(start, zone);
        LocalDateTime to = local(millis, zone);
        long step = whole(monthsBetween(from, to), months());
        return step != OFF && at(step).equals(to) ? step : OFF;
    }

    private static long whole(long difference, long distance) {
        return difference % distance == 0 ? difference / distance : OFF;
    }

    private long months() {
        return (long) frequency.count() * (frequency.unit() == Unit.YEAR ? MONTHS : 1);
    }

    /** Returns the months from a date to another, whatever their days are. */
    public static long monthsBetween(LocalDateTime from, LocalDateTime to) {
        return (to.getYear() - from.getYear()) * (long) MONTHS + to.getMonthValue() - from.getMonthValue();
    }

    /** Returns whether a date is the last of its month. */
    public static boolean isEnd(LocalDateTime date) {
        return date.getDayOfMonth() == date.toLocalDate().lengthOfMonth();
    }

    /** Returns the local time of a step. */
    public LocalDateTime at(long step) {
        return time(step).toLocalDateTime();
    }

    /** Returns the time of a step. */
    public ZonedDateTime time(long step) {
        long distance = frequency.count() * millis(frequency.unit());
        if (frequency.unit().compareTo(Unit.DAY) < 0) {
            return Instant.ofEpochMilli(start + step * distance).atZone(zone);
        }
        LocalDateTime from = local(start, zone);
        if (distance > 0) {
            return from.plusDays(step * (distance / DAY)).atZone(zone);
        }
        LocalDateTime date = from.plusMonths(step * months());
        return (ends ? date.withDayOfMonth(date.toLocalDate().lengthOfMonth()) : date).atZone(zone);
    }
}
