package dev.unroll.data.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequencyTest {

    @ParameterizedTest
    @CsvSource({
        "1h, 1 hour, 24",
        "15min, 15 minutes, 96",
        "1d, 1 day, 7",
        "1w, 1 week, 1",
        "1mo, 1 month, 12",
        "3mo, 3 months, 4",
        "1y, 1 year, 1",
        "30s, 30 seconds, 120",
        "100ms, 100 milliseconds, 10",
        "step, 1 step, 1"
    })
    void aFrequencyIsReadAndHasASeason(String written, String words, int season) {
        Frequency frequency = Frequency.of(written);
        assertEquals(words, frequency.toString());
        assertEquals(season, frequency.season());
        assertEquals(written, frequency.written());
    }

    @ParameterizedTest
    @CsvSource({"0h", "1x", "hourly", "2step", "-1d"})
    void whatIsNoFrequencyIsRefused(String written) {
        var error = assertThrows(IllegalArgumentException.class, () -> Frequency.of(written));
        assertEquals(
                "a frequency must be a number and a unit of ms, s, min, h, d, w, mo, y, as 15min or 1mo, or step, but is \""
                        + written + "\"",
                error.getMessage());
    }

    @Test
    void aUnitAloneIsOneOfIt() {
        assertEquals(new Frequency(1, Frequency.Unit.HOUR), Frequency.of("h"));
    }
}
