package dev.unroll.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void quantilesLieOnStraightLinesBetweenTimes() {
        Times times = Times.parse("40 10 30 20");
        assertEquals(10, times.best());
        assertEquals(25, times.median());
        assertEquals(13, times.quantile(0.1), 1e-9);
        assertEquals(40, times.quantile(1));
    }

    @Test
    void oneTimeIsEveryQuantile() {
        Times times = Times.parse("7");
        assertEquals(7, times.quantile(0.1));
        assertEquals(7, times.median());
    }

    @Test
    void togetherCountsEveryTimeOfEveryTurn() {
        Times all = Times.together(List.of(Times.parse("1 2"), Times.parse("9"), Times.parse("3 4")));
        assertEquals(5, all.count());
        assertEquals(3, all.median());
    }

    @Test
    void aSpreadIsMinimumQuartilesAndMaximum() {
        assertEquals(new Spread(1, 1.75, 2.5, 3.25, 4), Spread.of(List.of(4.0, 1.0, 3.0, 2.0)));
    }

    @Test
    void aSpreadOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }
}
