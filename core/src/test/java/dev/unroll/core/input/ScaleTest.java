package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScaleTest {

    private static Scale of(double... values) {
        return Scale.of(values, 0, values.length);
    }

    @Test
    void valuesOfAMillionMillionsHaveMeanAndDeviation() {
        assertEquals(new Scale(2e12, 1e12), of(1e12, 3e12));
    }

    @Test
    void theDeviationOfEqualValuesCountsAsOne() {
        assertEquals(new Scale(0, 1), of(0, 0));
        assertEquals(new Scale(1e-200, 1), of(1e-200, 1e-200));
        assertEquals(new Scale(7, 1), of(7, Double.NaN, 7));
    }

    @Test
    void valuesWhoseSquaresNoNumberHoldsAreRefused() {
        var large = assertThrows(IllegalArgumentException.class, () -> of(1, -1e300));
        assertEquals(
                "values as large as 1.0E300 have no deviation that a number holds; give them in a unit in which they are"
                        + " smaller",
                large.getMessage());
        var small = assertThrows(IllegalArgumentException.class, () -> of(1e-300, Double.NaN, 3e-300));
        assertEquals(
                "values as small as 3.0E-300 have no deviation that a number holds; give them in a unit in which they are"
                        + " larger",
                small.getMessage());
    }
}
