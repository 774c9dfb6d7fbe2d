package dev.unroll.data.series.time;

import dev.unroll.core.input.Texts;
import dev.unroll.data.series.DateOrder;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads times as people write them: {@code 2020-01-31}, {@code 2020-01-31T23:59:59.5+01:00}, {@code 31.01.2020 23:59},
 * {@code 1/31/2020 11:59 PM}, {@code 2020-01}. It remembers how those that it has read are written.
 */
public final class TimeScanner {

    private static final int NONE = -1;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int MONTHS = 12;

    private final boolean dayFirst;

    private String text = "";
    private int at;
    /** Year, month, day. */
    private int[] date = {1, 1, 1};

    private long clock;
    private int offset;
    private boolean hasOffset;

    private int fractionDigits;

    /** How the time being read is written. */
    private Written current = Written.NOT;

    /** How those that were read are written. */
    private Written all = Written.NOT;

    /** Patterns of {@link java.time.format.DateTimeFormatter} without padding, and whether any is not padded. */
    private record Written(String date, String clock, String offset, boolean unpaddedDate, boolean unpaddedHour) {

        static final Written NOT = new Written("", "", "", false, false);

        Written and(Written other) {
            return new Written(
                    longer(date, other.date),
                    longer(clock, other.clock),
                    longer(offset, other.offset),
                    unpaddedDate || other.unpaddedDate,
                    unpaddedHour || other.unpaddedHour);
        }

        private static String longer(String one, String other) {
            return other.length() > one.length() ? other : one;
        }
    }

    private TimeScanner(boolean dayFirst) {
        this.dayFirst = dayFirst;
    }

    /** Returns one that reads dates like 1/2/2020 in this order; the month first where it is to be found. */
    public static TimeScanner of(DateOrder order) {
        return new TimeScanner(order == DateOrder.DAY_FIRST);
    }

    /** Returns the order of a date like 31/1/2020 if a number above 12 tells it; AUTO if none does. */
    public static DateOrder orderOf(String cell) {
        boolean asDay = new TimeScanner(true).scan(cell);
        boolean asMonth = new TimeScanner(false).scan(cell);
        if (asDay == asMonth) {
            return DateOrder.AUTO;
        }
        return asDay ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }

    /** Returns whether a date is written so that the order of day and month must be known. */
    public static boolean needsOrder(String cell) {
        var asDay = new TimeScanner(true);
        return asDay.scan(cell)
                && (asDay.all.date().startsWith("d/") || asDay.all.date().startsWith("d-"));
    }

    /** Reads a time; returns false if it is none. */
    public boolean scan(String cell) {
        text = Texts.strip(cell);
        at = 0;
        clock = 0;
        offset = 0;
        hasOffset = false;
        current = Written.NOT;
        boolean isTime = scanDate() && scanClock() && scanOffset() && at == text.length() && isDate();
        if (isTime && !current.equals(all)) {
            all = all.and(current);
        }
        return isTime;
    }

    private boolean isDate() {
        try {
            LocalDate.of(date[0], date[1], date[2]);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Returns the milliseconds from the start of 1970 to the time that was read, by the clock that it was read from. */
    public long localMillis() {
        return LocalDate.of(date[0], date[1], date[2]).toEpochDay() * DAY + clock;
    }

    /** Returns whether the time says how far from UTC its clock is. */
    public boolean hasOffset() {
        return hasOffset;
    }

    /** Returns how many seconds its clock is before UTC. */
    public int offsetSeconds() {
        return offset;
    }

    /** Returns how the times read so far are written: as the longest of them, unpadded if one is. */
    public TimeNotation notation() {
        String date =
                all.unpaddedDate() ? all.date() : all.date().replace("M", "MM").replace("d", "dd");
        String clock = all.unpaddedHour()
                ? all.clock()
                : all.clock().replace("H", "HH").replace("h", "hh");
        return new TimeNotation.Pattern(date + clock + all.offset());
    }

    private boolean scanDate() {
        int first = at;
        int a = number(4);
        int digits = at - first;
        if (a == NONE || at >= text.length() || (digits != 4 && digits > 2)) {
            return false;
        }
        char mark = text.charAt(at);
        if ("-/.".indexOf(mark) < 0) {
            return false;
        }
        at++;
        int second = at;
        int b = number(2);
        boolean unpadded = at - second == 1 || digits == 1;
        boolean ends = at >= text.length() || text.charAt(at) != mark;
        if (b == NONE || (ends && digits != 4)) {
            return false;
        }
        if (ends) {
            return date(unpadded, "uuuu" + mark + "M", a, b, 1);
        }
        at++;
        int third = at;
        int c = number(4);
        int last = at - third;
        unpadded |= digits == 4 && last == 1;
        if (c == NONE || (digits == 4 ? last > 2 : last != 4)) {
            return false;
        }
        if (digits == 4) {
            return date(unpadded, "uuuu" + mark + "M" + mark + "d", a, b, c);
        }
        return (dayFirst || mark == '.')
                ? date(unpadded, "d" + mark + "M" + mark + "uuuu", c, b, a)
                : date(unpadded, "M" + mark + "d" + mark + "uuuu", c, a, b);
    }

    private boolean date(boolean unpadded, String pattern, int year, int month, int day) {
        date = new int[] {year, month, day};
        current = new Written(pattern, "", "", unpadded, false);
        return year > 0 && month >= 1 && month <= MONTHS;
    }

    private boolean scanClock() {
        if (at == text.length()) {
            return true;
        }
        char between = text.charAt(at);
        if (between != 'T' && between != 't' && between != ' ') {
            return false;
        }
        at++;
        int start = at;
        int hour = number(2);
        boolean unpadded = at - start == 1;
        int minute = after(':');
        if (hour == NONE || minute == NONE) {
            return false;
        }
        String pattern = "H:mm";
        long millis = hour * HOUR + minute * MINUTE;
        int second = 0;
        if (at < text.length() && text.charAt(at) == ':') {
            second = after(':');
            millis += second * 1000L + fraction();
            pattern = "H:mm:ss" + fractionPattern();
        }
        boolean half = text.startsWith(" AM", at) || text.startsWith(" PM", at);
        if (half) {
            millis += (text.charAt(at + 1) == 'P' ? 12 * HOUR : 0) - (hour == 12 ? 12 * HOUR : 0);
            at += 3;
            pattern = pattern.replace('H', 'h') + " a";
        }
        clock = millis;
        pattern = (between == ' ' ? " " : "'" + between + "'") + pattern;
        current = current.and(new Written("", pattern, "", false, unpadded));
        boolean fits = half ? hour >= 1 && hour <= 12 : hour < 24 || millis == DAY;
        return fits && minute < 60 && second >= 0 && second < 60;
    }

    private long fraction() {
        fractionDigits = 0;
        if (at >= text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
            return 0;
        }
        at++;
        long millis = 0;
        for (; at < text.length() && isDigit(text.charAt(at)); at++) {
            fractionDigits++;
            millis = fractionDigits <= 3 ? millis * 10 + text.charAt(at) - '0' : millis;
        }
        for (int digit = fractionDigits; digit < 3; digit++) {
            millis *= 10;
        }
        return millis;
    }

    private String fractionPattern() {
        return fractionDigits == 0 ? "" : "." + "S".repeat(Math.min(9, fractionDigits));
    }

    private boolean scanOffset() {
        if (at == text.length()) {
            return true;
        }
        if (text.startsWith(" ", at)) {
            at++;
        }
        int start = at;
        if (text.startsWith("Z", at) || text.startsWith("UTC", at)) {
            at += text.charAt(at) == 'Z' ? 1 : 3;
            return offset(0, "XXX");
        }
        int sign = text.startsWith("+", at) ? 1 : NONE;
        if (sign == NONE && !text.startsWith("-", at)) {
            return false;
        }
        at++;
        int hours = number(2);
        boolean colon = at < text.length() && text.charAt(at) == ':';
        int minutes = at == text.length() ? 0 : colon ? after(':') : number(2);
        String pattern = colon ? "xxx" : at - start > 3 ? "xx" : "x";
        return hours >= 0
                && hours <= 18
                && minutes >= 0
                && minutes < 60
                && offset(sign * (hours * 3600 + minutes * 60), pattern);
    }

    private boolean offset(int seconds, String pattern) {
        offset = seconds;
        hasOffset = true;
        current = current.and(new Written("", "", pattern, false, false));
        return Math.abs(seconds) <= 18 * 3600;
    }

    /** Reads a mark and the number behind it. */
    private int after(char mark) {
        if (at >= text.length() || text.charAt(at) != mark) {
            return NONE;
        }
        at++;
        return number(2);
    }

    /** Reads a number of at most so many digits. */
    private int number(int most) {
        int start = at;
        int number = 0;
        for (; at < text.length() && at - start < most && isDigit(text.charAt(at)); at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return at == start ? NONE : number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
