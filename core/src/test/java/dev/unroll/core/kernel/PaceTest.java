package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Team.Pace;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Tasks of a team of two on a clock of the test's own. */
class PaceTest {

    private static final long WORK = 20_000;

    private long now = 1;
    private final Pace pace = new Pace(2, () -> now);

    /** Runs windows of tasks whose caller works so long; returns the share that was done together. */
    private double together(int windows, long own, LongUnaryOperator until) {
        int together = 0;
        for (int i = 0; i < windows * Pace.WINDOW; i++) {
            if (pace.isTogether()) {
                together++;
                long all = until.applyAsLong(own);
                now += all;
                pace.took(own, all);
            } else {
                now += 2 * own;
            }
        }
        return together / (double) (windows * Pace.WINDOW);
    }

    @Test
    void threadsThatAreNotWaitedForWorkTogether() {
        assertEquals(1, together(100, WORK, own -> own + own / 10));
    }

    @Test
    void whereOthersAreWaitedForTheCallerWorksAloneAllButNowAndThen() {
        together(20, WORK, own -> 10 * own);
        assertTrue(together(200, WORK, own -> 10 * own) < 0.1);
    }

    @Test
    void whereWaitingIsStillFasterThanWorkingAloneTheyWorkTogetherAllButNowAndThen() {
        // The caller has the smaller part of the work: three quarters are the other's.
        int alone = 0;
        for (int i = 0; i < 300 * Pace.WINDOW; i++) {
            if (pace.isTogether()) {
                now += 3 * WORK;
                pace.took(WORK, 3 * WORK);
            } else {
                now += 4 * WORK;
                alone++;
            }
        }
        assertTrue(alone < 0.1 * 300 * Pace.WINDOW, "alone " + alone);
    }

    @Test
    void oncePeaceReturnsTheyWorkTogetherAgain() {
        together(50, WORK, own -> 10 * own);
        together(500, WORK, own -> own);
        assertEquals(1, together(50, WORK, own -> own));
    }

    @Test
    void longTasksAreAlwaysDoneTogether() {
        assertEquals(1, together(20, 1_000_000, own -> 5 * own));
    }
}
