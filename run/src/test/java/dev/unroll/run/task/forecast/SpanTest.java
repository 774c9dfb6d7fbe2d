package dev.unroll.run.task.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.series.Frequency;
import dev.unroll.run.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    @ParameterizedTest
    @CsvSource({
        "48, 1h, 48",
        "0, 1h, 0",
        "10%, 1h, 100",
        "12.5%, step, 125",
        "12mo, 1h, 8640",
        "2d, 1h, 48",
        "2d, 15min, 192",
        "24mo, 1mo, 24",
        "2y, 1mo, 24",
        "2y, 1y, 2",
        "1y, 1d, 365",
        "4w, 1w, 4",
        "90s, 1s, 90",
        "1s, 10ms, 100",
        "4294968s, 1ms, 2147483647",
        "4294967296, 1h, 2147483647",
        "99999999999999999999y, 1ms, 2147483647",
        "429496729700%, 1h, 2147483647"
    })
    void aSpanIsSoManySteps(String text, String frequency, int steps) {
        assertEquals(steps, new Span("data.test_span", text).steps(1000, Frequency.of(frequency)));
    }

    @ParameterizedTest
    @CsvSource({"1.5", "-3", "tomorrow", "3 years", "%"})
    void whatIsNoSpanIsTold(String text) {
        var span = new Span("data.test_span", text);
        var thrown = assertThrows(ConfigException.class, () -> span.steps(1000, Frequency.of("1h")));
        assertEquals(
                "data.test_span must be steps (48), a share (10%) or a time (12mo; s, min, h, d, w, mo, y), or official,"
                        + " but is \"" + text + "\".",
                thrown.getMessage());
    }

    @Test
    void countedStepsHaveNoMonths() {
        var span = new Span("data.train_span", "2mo");
        var thrown = assertThrows(ConfigException.class, () -> span.steps(1000, Frequency.STEPS));
        assertEquals(
                "data.train_span must be steps (48), a share (10%) or a time (12mo; s, min, h, d, w, mo, y), or rest, but"
                        + " is \"2mo\". The series has no times, so it must be steps or a share",
                thrown.getMessage());
    }
}
