package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.optimizer.Adagrad;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.schedule.Constant;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.OneCycle;
import dev.unroll.core.schedule.Plateau;
import dev.unroll.core.schedule.Span;
import dev.unroll.core.schedule.StepDecay;
import dev.unroll.core.schedule.Warmup;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.score.Watch;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Rates worked out by hand from the rule of PyTorch's ReduceLROnPlateau. */
class PlateauTest {

    private static final Plateau HALVING = new Plateau().withGamma(0.5).withPatience(0);

    private static double[] rates(Plateau schedule, double... losses) {
        LearningRates rates = schedule.over(new Span(1, 100));
        var run = new PlateauRun(rates);
        return DoubleStream.of(losses)
                .map(loss -> {
                    run.afterEpoch(Optional.of(new Evaluation(loss, Optional.empty(), Optional.empty())));
                    return run.learningRate(rates, 0);
                })
                .toArray();
    }

    @Test
    void theRateFallsAfterMoreBadEpochsThanPatienceAllows() {
        assertArrayEquals(
                new double[] {1, 1, 1, 0.5, 0.5, 0.25, 0.25},
                rates(HALVING.withPatience(1), 3, 2, 2, 2.5, 1.9999, 2, 2),
                1e-15);
    }

    @Test
    void aRelativeThresholdIsAPartOfTheBestScoreAndAnAbsoluteOneIsNot() {
        assertArrayEquals(
                new double[] {1, 0.5, 0.5},
                rates(HALVING.withThreshold(0.1, Plateau.Threshold.PART_OF_THE_BEST), 10, 9.5, 8.9),
                1e-15);
        assertArrayEquals(
                new double[] {1, 1, 0.5},
                rates(HALVING.withThreshold(0.1, Plateau.Threshold.ABSOLUTE), 10, 9.5, 9.45),
                1e-15);
    }

    @Test
    void badEpochsDoNotCountWhileItCoolsDown() {
        assertArrayEquals(new double[] {1, 0.5, 0.5, 0.5, 0.25}, rates(HALVING.withCooldown(2), 1, 1, 1, 1, 1), 1e-15);
    }

    @Test
    void theRateStaysAboveItsLowestAndIgnoresSmallSteps() {
        assertArrayEquals(new double[] {1, 0.5, 0.3, 0.3}, rates(HALVING.withLowestRate(0.3), 1, 1, 1, 1), 1e-15);
        assertArrayEquals(new double[] {1, 1}, rates(HALVING.withEps(0.6), 1, 1), 1e-15);
    }

    @Test
    void itMayWatchTheAccuracyWhereSomethingIsClassified() {
        Plateau schedule = new Plateau().watching(Watch.ACCURACY);
        assertEquals(Optional.of(Watch.ACCURACY), schedule.watched());
        assertEquals(true, schedule.isBetter(0.9, 0.8));
        assertEquals(false, schedule.isBetter(0.8, 0.8));
        var run = new PlateauRun(schedule.over(new Span(1, 1)));
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> run.afterEpoch(Optional.of(new Evaluation(1, Optional.empty(), Optional.empty()))));
        assertEquals("the accuracy cannot be watched, since nothing is classified; watch the loss", error.getMessage());
    }

    @Test
    void aWarmUpRisesToTheScheduleAndThenIsTheSchedule() {
        LearningRates rates = new Warmup(4, new StepDecay(3, 0.5)).over(new Span(0.8, 11, 1));
        double[] expected = {0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2};
        for (int step = 0; step < expected.length; step++) {
            assertEquals(expected[step], rates.learningRate(step), 1e-15, "step " + step);
        }
    }

    @Test
    void aWarmUpNeedsAScheduleThatKnowsItsRatesAndATrainingThatIsLonger() {
        var plateau = assertThrows(IllegalArgumentException.class, () -> new Warmup(4, new Plateau()));
        assertEquals("a plateau schedule cannot be warmed up: its rate depends on scores", plateau.getMessage());
        var warmup = new Warmup(4, new Constant());
        var brief = assertThrows(IllegalArgumentException.class, () -> warmup.over(new Span(1, 4)));
        assertEquals("a warm-up must be shorter than the training, which has 4 steps, but has 4", brief.getMessage());
    }

    @Test
    void oneCycleMovesTheMomentumAgainstTheRate() {
        LearningRates rates = new OneCycle().withRise(0.5).over(new Span(1, 10));
        assertEquals(0.95, rates.momentum(0).orElseThrow(), 1e-15);
        assertEquals(0.85, rates.momentum(4).orElseThrow(), 1e-15);
        assertEquals(0.95, rates.momentum(9).orElseThrow(), 1e-15);
        assertEquals(0.85, ((Adam) rates.cycled(new Adam(), 4)).beta1(), 1e-15);
        assertEquals(0.85, ((Sgd) rates.cycled(new Sgd(), 4)).momentum(), 1e-15);
        var error = assertThrows(IllegalArgumentException.class, () -> rates.cycled(new Adagrad(), 4));
        assertEquals("optimizer adagrad has no momentum to cycle; set cycle_momentum to false", error.getMessage());
        assertEquals(
                true,
                new OneCycle()
                        .withoutMomentum()
                        .over(new Span(1, 10))
                        .momentum(0)
                        .isEmpty());
    }
}
