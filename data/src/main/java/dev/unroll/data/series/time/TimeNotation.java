package dev.unroll.data.series.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a file writes times. */
public sealed interface TimeNotation {

    /** Returns a time as the file writes it. */
    String write(ZonedDateTime time);

    /** A date and perhaps a time of day, as {@link DateTimeFormatter} describes it: {@code uuuu-MM-dd HH:mm}. */
    record Pattern(String pattern) implements TimeNotation {

        @Override
        public String write(ZonedDateTime time) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
        }
    }

    /** A whole number. */
    enum Numeral implements TimeNotation {
        YEAR {
            @Override
            public String write(ZonedDateTime time) {
                return Integer.toString(time.getYear());
            }

            @Override
            long millis(long number) {
                return LocalDate.of((int) number, 1, 1).toEpochDay() * DAY;
            }
        },
        /** A date without marks: 20200131. */
        DATE {
            @Override
            public String write(ZonedDateTime time) {
                return Integer.toString(time.getYear() * 10_000 + time.getMonthValue() * 100 + time.getDayOfMonth());
            }

            @Override
            long millis(long number) {
                return LocalDate.of((int) number / 10_000, (int) number / 100 % 100, (int) number % 100)
                                .toEpochDay()
                        * DAY;
            }
        },
        SECONDS {
            @Override
            public String write(ZonedDateTime time) {
                return Long.toString(time.toEpochSecond());
            }

            @Override
            long millis(long number) {
                return number * 1000;
            }
        },
        MILLISECONDS {
            @Override
            public String write(ZonedDateTime time) {
                return Long.toString(time.toInstant().toEpochMilli());
            }

            @Override
            long millis(long number) {
                return number;
            }
        },
        MICROSECONDS {
            @Override
            public String write(ZonedDateTime time) {
                Instant instant = time.toInstant();
                return Long.toString(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000);
            }

            @Override
            long millis(long number) {
                return number / 1000;
            }
        },
        NANOSECONDS {
            @Override
            public String write(ZonedDateTime time) {
                Instant instant = time.toInstant();
                return Long.toString(instant.getEpochSecond() * 1_000_000_000 + instant.getNano());
            }

            @Override
            long millis(long number) {
                return number / 1_000_000;
            }
        };

        private static final long DAY = 86_400_000;

        /**
         * Returns the milliseconds since 1970 of a number.
         *
         * @throws java.time.DateTimeException if it is no date
         */
        abstract long millis(long number);

        /** Returns whether numbers count from 1970 in UTC, and are not read off a calendar. */
        boolean isInstant() {
            return this != YEAR && this != DATE;
        }
    }
}
