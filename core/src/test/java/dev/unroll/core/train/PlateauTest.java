package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.optimizer.Adagrad;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.schedule.Plateau;
import dev.unroll.core.schedule.Schedule;
import dev.unroll.core.schedule.StepDecay;
import dev.unroll.core.schedule.Warmup;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.score.Watch;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Rates worked out by hand from the rule of PyTorch's ReduceLROnPlateau. */
class PlateauTest {

    private static double[] rates(Map<String, ?> options, double... losses) {
        Schedule schedule = Schedule.of("plateau", 1, 100, options);
        var run = new PlateauRun(schedule);
        return DoubleStream.of(losses)
                .map(loss -> {
                    run.afterEpoch(Optional.of(new Evaluation(loss, Optional.empty(), Optional.empty())));
                    return run.learningRate(schedule, 0);
                })
                .toArray();
    }

    @Test
    void theRateFallsAfterMoreBadEpochsThanPatienceAllows() {
        assertArrayEquals(
                new double[] {1, 1, 1, 0.5, 0.5, 0.25, 0.25},
                rates(Map.of("factor", 0.5, "patience", 1), 3, 2, 2, 2.5, 1.9999, 2, 2),
                1e-15);
    }

    @Test
    void aRelativeThresholdIsAPartOfTheBestScoreAndAnAbsoluteOneIsNot() {
        assertArrayEquals(
                new double[] {1, 0.5, 0.5},
                rates(Map.of("factor", 0.5, "patience", 0, "threshold", 0.1), 10, 9.5, 8.9),
                1e-15);
        assertArrayEquals(
                new double[] {1, 1, 0.5},
                rates(Map.of("factor", 0.5, "patience", 0, "threshold", 0.1, "threshold_mode", "abs"), 10, 9.5, 9.45),
                1e-15);
    }

    @Test
    void badEpochsDoNotCountWhileItCoolsDown() {
        assertArrayEquals(
                new double[] {1, 0.5, 0.5, 0.5, 0.25},
                rates(Map.of("factor", 0.5, "patience", 0, "cooldown", 2), 1, 1, 1, 1, 1),
                1e-15);
    }

    @Test
    void theRateStaysAboveItsLowestAndIgnoresSmallSteps() {
        assertArrayEquals(
                new double[] {1, 0.5, 0.3, 0.3},
                rates(Map.of("factor", 0.5, "patience", 0, "min_lr", 0.3), 1, 1, 1, 1),
                1e-15);
        assertArrayEquals(new double[] {1, 1}, rates(Map.of("factor", 0.5, "patience", 0, "eps", 0.6), 1, 1), 1e-15);
    }

    @Test
    void modeMaxWatchesTheAccuracy() {
        var schedule = (Plateau) Schedule.of("plateau", 1, 100, Map.of("mode", "max"));
        assertEquals(Watch.ACCURACY, schedule.watch());
        assertEquals(true, schedule.isBetter(0.9, 0.8));
        assertEquals(false, schedule.isBetter(0.8, 0.8));
        assertEquals(schedule, Schedule.of("plateau", 1, 1, schedule.options()));
        var error = assertThrows(IllegalArgumentException.class, () -> new PlateauRun(schedule)
                .afterEpoch(Optional.of(new Evaluation(1, Optional.empty(), Optional.empty()))));
        assertEquals("the accuracy cannot be watched, since nothing is classified; watch the loss", error.getMessage());
    }

    @Test
    void aWarmUpRisesToTheScheduleAndThenIsTheSchedule() {
        var schedule = new Warmup(4, new StepDecay(0.8, 3, 0.5));
        double[] expected = {0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2};
        for (int step = 0; step < expected.length; step++) {
            assertEquals(expected[step], schedule.learningRate(step), 1e-15, "step " + step);
        }
        assertThrows(IllegalArgumentException.class, () -> new Warmup(4, new Plateau(1)));
    }

    @Test
    void oneCycleMovesTheMomentumAgainstTheRate() {
        var schedule = Schedule.of("one_cycle", 1, 10, Map.of("pct_start", 0.5));
        assertEquals(0.95, schedule.momentum(0).orElseThrow(), 1e-15);
        assertEquals(0.85, schedule.momentum(4).orElseThrow(), 1e-15);
        assertEquals(0.95, schedule.momentum(9).orElseThrow(), 1e-15);
        assertEquals(0.85, ((Adam) schedule.cycled(new Adam(), 4)).moments().beta1(), 1e-15);
        assertEquals(0.85, ((Sgd) schedule.cycled(new Sgd(), 4)).momentum(), 1e-15);
        var error = assertThrows(IllegalArgumentException.class, () -> schedule.cycled(new Adagrad(), 4));
        assertEquals("optimizer adagrad has no momentum to cycle; set cycle_momentum to false", error.getMessage());
        assertEquals(
                true,
                Schedule.of("one_cycle", 1, 10, Map.of("cycle_momentum", false))
                        .momentum(0)
                        .isEmpty());
    }
}
