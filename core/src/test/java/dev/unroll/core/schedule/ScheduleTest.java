package dev.unroll.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void constantIsConstant() {
        var rates = new Constant().over(new Span(0.1, 10));
        assertEquals(0.1, rates.learningRate(0));
        assertEquals(0.1, rates.learningRate(1_000_000));
    }

    @Test
    void cosineFallsToTheLowestRateAndRisesAgain() {
        var rates = new Cosine(0.2).over(new Span(1, 4));
        assertEquals(1, rates.learningRate(0), 1e-15);
        assertEquals(0.6, rates.learningRate(2), 1e-15);
        assertEquals(0.2, rates.learningRate(4), 1e-15);
        assertEquals(0.6, rates.learningRate(6), 1e-15);
        assertEquals(1, rates.learningRate(8), 1e-15);
        assertEquals(rates.learningRate(3), rates.learningRate(3 + 8 * 1_000_000_000L));
    }

    @Test
    void oneCycleRisesAndFalls() {
        // The top is at rise · steps − 1 = 4, the end at 10 − 1.
        var rates = new OneCycle().withRise(0.5).withDivisors(25, 4).over(new Span(1, 10));
        assertEquals(0.04, rates.learningRate(0), 1e-15);
        assertEquals(0.52, rates.learningRate(2), 1e-15);
        assertEquals(1, rates.learningRate(4), 1e-15);
        assertEquals(0.01, rates.learningRate(9), 1e-15);
    }

    @Test
    void threeLinearPhasesPassTheStartAgain() {
        // The top is at 0.25 · 20 − 1 = 4, the start again at 2 · 0.25 · 20 − 2 = 8, the end at 19.
        var rates = new OneCycle()
                .withRise(0.25)
                .withAnneal(OneCycle.Anneal.LINEAR)
                .withDivisors(10, 100)
                .withPhases(OneCycle.Phases.THREE)
                .over(new Span(2, 20));
        assertEquals(0.2, rates.learningRate(0), 1e-15);
        assertEquals(1.1, rates.learningRate(2), 1e-15);
        assertEquals(2, rates.learningRate(4), 1e-15);
        assertEquals(1.1, rates.learningRate(6), 1e-15);
        assertEquals(0.2, rates.learningRate(8), 1e-15);
        assertEquals(0.002, rates.learningRate(19), 1e-15);
    }

    @Test
    void aRiseOfNoLengthBeginsAtTheTop() {
        var rates = new OneCycle().withRise(0.1).over(new Span(1, 10));
        assertEquals(1, rates.learningRate(0), 1e-15);
        assertEquals(0.04 / 1e4, rates.learningRate(9), 1e-15);
    }

    @Test
    void oneCycleHasAnEnd() {
        var rates = new OneCycle().over(new Span(1, 10));
        var error = assertThrows(IllegalArgumentException.class, () -> rates.learningRate(11));
        assertEquals("the one-cycle schedule ends after 10 steps but was asked for step 11", error.getMessage());
    }

    @Test
    void whatIsCountedInEpochsIsCountedInTheirSteps() {
        var span = new Span(1, 12, 4);
        var steps = new StepDecay(1.5, 0.5).over(span);
        assertEquals(1, steps.learningRate(5));
        assertEquals(0.5, steps.learningRate(6));
        var decay = new ExponentialDecay(0.5).over(span);
        assertEquals(0.5, decay.learningRate(4), 1e-15);
        assertEquals(0.125, decay.learningRate(12), 1e-15);
    }

    @Test
    void aDecayAfterLessThanAStepIsAfterEachStep() {
        assertEquals(0.25, new StepDecay(0.001, 0.5).over(new Span(1, 12, 4)).learningRate(2));
    }

    @Test
    void aSettingThatCannotBeIsNamed() {
        assertMessage(
                "there is no schedule \"onecycle\", did you mean \"one_cycle\"?; there are constant, cosine,"
                        + " exponential, linear, one_cycle, plateau, step",
                "onecycle",
                Map.of());
        assertMessage(
                "schedule step has no option \"Gamma\", did you mean \"gamma\"?; it has decay_epochs, gamma",
                "step",
                Map.of("Gamma", 5));
        assertMessage(
                "option plateau_patience of schedule plateau must be a whole number from 0 to 1000000 but is 2.5",
                "plateau",
                Map.of("plateau_patience", 2.5));
        var rise = assertThrows(IllegalArgumentException.class, () -> new OneCycle().withRise(30));
        assertEquals("rise must be in 0 .. 1 but is 30.0", rise.getMessage());
    }

    private static void assertMessage(String expected, String name, Map<String, ?> settings) {
        var error = assertThrows(IllegalArgumentException.class, () -> Schedules.ALL.read(name, settings));
        assertEquals(expected, error.getMessage());
    }
}
