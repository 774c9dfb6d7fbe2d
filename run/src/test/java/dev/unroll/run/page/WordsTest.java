package dev.unroll.run.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.0625, 0.0625",
        "-3.14159, −3.142",
        "1234567, 1.235e6",
        "0.00001, 1e−5",
        "-0.000012344, −1.234e−5",
        "99999, 100000",
        "NaN, NaN",
        "Infinity, ∞",
        "-Infinity, −∞"
    })
    void numbersHaveFourDigits(double value, String written) {
        assertEquals(written, Words.number(value));
    }

    @Test
    void tokensThatCannotBeSeenHaveSigns() {
        assertEquals("a␣b↵⇥\ufffd", Words.token("a b\n\t\u0007"));
        assertEquals("żółw", Words.token("żółw"));
    }
}
