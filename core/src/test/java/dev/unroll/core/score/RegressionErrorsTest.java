package dev.unroll.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RegressionErrorsTest {

    @Test
    void errorsAreMeans() {
        var errors = new RegressionErrors();
        errors.add(1, 2);
        errors.add(5, 2);
        errors.add(4, 4);
        assertEquals(3, errors.count());
        assertEquals(10 / 3.0, errors.meanSquaredError());
        assertEquals(4 / 3.0, errors.meanAbsoluteError());
    }

    @Test
    void mergingCountsAllValues() {
        var errors = new RegressionErrors();
        errors.add(0, 1);
        var more = new RegressionErrors();
        more.add(0, -3);
        errors.addAll(more);
        assertEquals(5, errors.meanSquaredError());
        assertEquals(2, errors.meanAbsoluteError());
    }

    @Test
    void errorsOfNoValuesAreRefused() {
        var error = assertThrows(IllegalStateException.class, () -> new RegressionErrors().meanSquaredError());
        assertEquals("mean squared error needs at least one value but none was counted", error.getMessage());
    }
}
