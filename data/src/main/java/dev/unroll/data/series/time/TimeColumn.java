package dev.unroll.data.series.time;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.data.TextExample;
import dev.unroll.data.file.NumberStore;
import dev.unroll.data.series.DateOrder;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times of a table's rows, as they stand in it. */
public final class TimeColumn {

    private static final Pattern WHOLE = Pattern.compile("([-+]?[0-9]{1,18}|[1-8][0-9]{18})(\\.0*)?");

    private static final int LONGEST_TIME = 40;
    private static final long FIRST_YEAR = 1500;
    private static final long LAST_YEAR = 2200;
    private static final long FIRST_DATE = 15_000_101;
    private static final long LAST_DATE = 22_001_231;
    /** 1973 in seconds. */
    private static final long FIRST_SECONDS = 100_000_000;

    private static final long FIRST_MILLISECONDS = 100_000_000_000L;
    private static final long FIRST_MICROSECONDS = 100_000_000_000_000L;
    private static final long FIRST_NANOSECONDS = 100_000_000_000_000_000L;

    private final TimeScanner scanner;
    private final NumberStore numbers = new NumberStore();
    private Kind kind = Kind.UNKNOWN;
    private String first = "";
    private int firstOffset;
    private boolean offsetsDiffer;

    private enum Kind {
        UNKNOWN,
        NUMBER,
        LOCAL,
        WITH_OFFSET
    }

    /**
     * What the numbers of a column mean.
     *
     * @param notation empty: plain steps
     * @param zone whose clocks are read
     * @param local whether a number is what the clock shows, and no instant
     */
    public record Meaning(Optional<TimeNotation> notation, ZoneId zone, boolean local) {

        /** Steps that are merely counted. */
        static final Meaning STEPS = new Meaning(Optional.empty(), ZoneOffset.UTC, false);
    }

    public TimeColumn(DateOrder order) {
        this.scanner = TimeScanner.of(order);
    }

    /** Returns whether a text is a whole number. */
    public static boolean isWhole(String cell) {
        return WHOLE.matcher(Texts.strip(cell)).matches();
    }

    /** Adds the time of a row; returns why it is none. */
    public Optional<String> add(String cell) {
        Matcher whole = WHOLE.matcher(Texts.strip(cell));
        if (kind == Kind.UNKNOWN) {
            first = Sentence.beginning(Texts.strip(cell), LONGEST_TIME);
        }
        if (whole.matches()) {
            return add(Kind.NUMBER, cell, Long.parseLong(whole.group(1)));
        }
        if (!scanner.scan(cell)) {
            return Optional.of(problem(cell));
        }
        if (!scanner.hasOffset()) {
            return add(Kind.LOCAL, cell, scanner.localMillis());
        }
        if (kind == Kind.UNKNOWN) {
            firstOffset = scanner.offsetSeconds();
        }
        offsetsDiffer |= scanner.offsetSeconds() != firstOffset;
        return add(Kind.WITH_OFFSET, cell, scanner.localMillis() - scanner.offsetSeconds() * 1000L);
    }

    private Optional<String> add(Kind found, String cell, long number) {
        if (kind == Kind.UNKNOWN) {
            kind = found;
        }
        if (kind != found) {
            return Optional.of(problem(cell));
        }
        numbers.add(number);
        return Optional.empty();
    }

    private String problem(String cell) {
        String found = Texts.strip(cell);
        return "the time "
                + (found.isEmpty() ? "is missing" : TextExample.excerpt(found) + " is none")
                + (kind == Kind.UNKNOWN ? "" : "; that of the first row is " + first);
    }

    public int size() {
        return numbers.size();
    }

    public long number(int row) {
        return numbers.get(row);
    }

    /** Returns whether times are written with different distances from UTC. */
    public boolean offsetsDiffer() {
        return offsetsDiffer;
    }

    /** Forgets all numbers. */
    public void clear() {
        numbers.clear();
    }

    /** Returns what the numbers mean, in the clocks of a zone if it is known. */
    public Meaning meaning(Optional<ZoneId> zone) {
        return switch (kind) {
            case UNKNOWN -> Meaning.STEPS;
            case LOCAL -> new Meaning(Optional.of(scanner.notation()), zone.orElse(ZoneOffset.UTC), true);
            case WITH_OFFSET ->
                new Meaning(
                        Optional.of(scanner.notation()),
                        zone.orElseGet(() -> ZoneOffset.ofTotalSeconds(firstOffset)),
                        false);
            case NUMBER -> ofNumbers(zone);
        };
    }

    /** Turns numbers into milliseconds, if they are times. */
    private Meaning ofNumbers(Optional<ZoneId> zone) {
        Optional<TimeNotation.Numeral> found = written();
        if (found.isEmpty()) {
            return Meaning.STEPS;
        }
        TimeNotation.Numeral notation = found.get();
        for (int row = 0; row < numbers.size(); row++) {
            numbers.set(row, notation.millis(numbers.get(row)));
        }
        return new Meaning(Optional.of(notation), zone.orElse(ZoneOffset.UTC), !notation.isInstant());
    }

    private Optional<TimeNotation.Numeral> written() {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int row = 0; row < numbers.size(); row++) {
            least = Math.min(least, numbers.get(row));
            most = Math.max(most, numbers.get(row));
        }
        if (least >= FIRST_YEAR && most <= LAST_YEAR) {
            return Optional.of(TimeNotation.Numeral.YEAR);
        }
        if (least >= FIRST_DATE && most <= LAST_DATE && areDates()) {
            return Optional.of(TimeNotation.Numeral.DATE);
        }
        if (least < FIRST_SECONDS) {
            return Optional.empty();
        }
        if (most < FIRST_MILLISECONDS) {
            return Optional.of(TimeNotation.Numeral.SECONDS);
        }
        if (most < FIRST_MICROSECONDS) {
            return Optional.of(TimeNotation.Numeral.MILLISECONDS);
        }
        return Optional.of(
                least < FIRST_NANOSECONDS ? TimeNotation.Numeral.MICROSECONDS : TimeNotation.Numeral.NANOSECONDS);
    }

    private boolean areDates() {
        try {
            for (int row = 0; row < numbers.size(); row++) {
                TimeNotation.Numeral.DATE.millis(numbers.get(row));
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
