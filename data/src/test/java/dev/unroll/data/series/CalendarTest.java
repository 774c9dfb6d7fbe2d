package dev.unroll.data.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarTest {

    /** Sines and cosines of quarters of a circle are exact but for the last digit. */
    private static final double TOLERANCE = 1e-15;

    @Test
    void aCycleIsAnAngle() {
        Calendar calendar = Calendar.of(List.of("hour", "month"));
        assertEquals(List.of("hour sin", "hour cos", "month sin", "month cos"), calendar.names());
        assertArrayEquals(new double[] {1, 0, 0, -1}, calendar.features(LocalDateTime.of(2020, 7, 9, 6, 0)), TOLERANCE);
    }

    @Test
    void eachCycleBeginsAtTheTop() {
        Calendar calendar = Calendar.of(List.of("minute", "hour", "day", "month", "quarter", "year"));
        assertArrayEquals(
                new double[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1},
                calendar.features(LocalDateTime.of(2021, 1, 1, 0, 0)),
                0);
    }

    @Test
    void weeksBeginOnMonday() {
        Calendar calendar = Calendar.of(List.of("weekday", "week"));
        assertArrayEquals(new double[] {0, 1, 0, 1}, calendar.features(LocalDateTime.of(2021, 1, 4, 5, 0)), 0);
    }

    @Test
    void aTrendIsNoCycle() {
        Calendar calendar = Calendar.of(List.of("trend"));
        assertEquals(List.of("trend"), calendar.names());
        assertArrayEquals(new double[] {21}, calendar.features(LocalDateTime.of(2021, 1, 1, 5, 0)), 0);
    }

    @Test
    void anUnknownCycleIsNamed() {
        var error = assertThrows(IllegalArgumentException.class, () -> Calendar.of(List.of("weekdays")));
        assertEquals(
                "a cycle of the calendar must be one of minute, hour, weekday, day, week, month, quarter, year, trend but is"
                        + " \"weekdays\"; did you mean weekday?",
                error.getMessage());
    }
}
