package dev.unroll.bench.measure;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1",
        "1, 0, 1, 1",
        "1, 1, 0, 1",
        "1, 1, NaN, 1",
        "1, 1, Infinity, 1",
        "1, 1, 1, -1",
        "1, 1, 1, Infinity"
    })
    void aMeasurementThatWouldNotEndIsRefused(int threads, int pairs, double seconds, double warmUp) {
        assertThrows(IllegalArgumentException.class, () -> new Plan(threads, pairs, seconds, warmUp));
    }
}
