package dev.unroll.data.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1999-12-31T23:59:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "120, 120",
        "' 7 ', 7",
        "'Fri, 31 Dec 1999 23:59:59 GMT', 59",
        "'Fri, 31 Dec 1999 23:00:00 GMT', 0"
    })
    void secondsOrADate(String header, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(header, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "12345678901234567890", "Fri, 32 Dec 1999 23:59:59 GMT"})
    void anythingElseSaysNothing(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
    }

    @Test
    void aDateMayBeYearsAway() {
        assertEquals(
                Optional.of(Duration.ofDays(366).plusMinutes(1)),
                RetryAfter.parse("Mon, 01 Jan 2001 00:00:00 GMT", NOW));
    }
}
