package dev.unroll.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {

    @Test
    void constantIsConstant() {
        var schedule = Schedule.of("constant", 0.1, 10, Map.of());
        assertEquals(0.1, schedule.learningRate(0));
        assertEquals(0.1, schedule.learningRate(1_000_000));
    }

    @Test
    void cosineFallsToTheLowestRateAndRisesAgain() {
        var schedule = Schedule.of("cosine", 1, 4, Map.of("eta_min", 0.2));
        assertEquals(1, schedule.learningRate(0), 1e-15);
        assertEquals(0.6, schedule.learningRate(2), 1e-15);
        assertEquals(0.2, schedule.learningRate(4), 1e-15);
        assertEquals(0.6, schedule.learningRate(6), 1e-15);
        assertEquals(1, schedule.learningRate(8), 1e-15);
        assertEquals(schedule.learningRate(3), schedule.learningRate(3 + 8 * 1_000_000_000L));
    }

    @Test
    void oneCycleRisesAndFalls() {
        // The top is at pct_start · total − 1 = 4, the end at 10 − 1.
        var schedule = Schedule.of("one_cycle", 1, 10, Map.of("pct_start", 0.5, "final_div_factor", 4));
        assertEquals(0.04, schedule.learningRate(0), 1e-15);
        assertEquals(0.52, schedule.learningRate(2), 1e-15);
        assertEquals(1, schedule.learningRate(4), 1e-15);
        assertEquals(0.01, schedule.learningRate(9), 1e-15);
    }

    @Test
    void threeLinearPhasesPassTheStartAgain() {
        // The top is at 0.25 · 20 − 1 = 4, the start again at 2 · 0.25 · 20 − 2 = 8, the end at 19.
        Map<String, Object> options = Map.of(
                "max_lr",
                2,
                "total_steps",
                20,
                "pct_start",
                0.25,
                "anneal_strategy",
                "linear",
                "div_factor",
                10,
                "final_div_factor",
                100,
                "three_phase",
                true);
        var schedule = Schedule.of("one_cycle", 1, 10, options);
        assertEquals(0.2, schedule.learningRate(0), 1e-15);
        assertEquals(1.1, schedule.learningRate(2), 1e-15);
        assertEquals(2, schedule.learningRate(4), 1e-15);
        assertEquals(1.1, schedule.learningRate(6), 1e-15);
        assertEquals(0.2, schedule.learningRate(8), 1e-15);
        assertEquals(0.002, schedule.learningRate(19), 1e-15);
    }

    @Test
    void aRiseOfNoLengthBeginsAtTheTop() {
        var schedule = Schedule.of("one_cycle", 1, 10, Map.of("pct_start", 0.1));
        assertEquals(1, schedule.learningRate(0), 1e-15);
        assertEquals(0.04 / 1e4, schedule.learningRate(9), 1e-15);
    }

    @Test
    void oneCycleHasAnEnd() {
        var schedule = Schedule.of("one_cycle", 1, 10, Map.of());
        var error = assertThrows(IllegalArgumentException.class, () -> schedule.learningRate(11));
        assertEquals("the one-cycle schedule ends after 10 steps but was asked for step 11", error.getMessage());
    }

    static Stream<Schedule> schedules() {
        return Stream.of(
                new Constant(0.1),
                new Cosine(0.1, 7, 0.01),
                new OneCycle(0.1, 9),
                new OneCycle(0.1, 9, 0.2, OneCycle.Anneal.LINEAR, 10, 100, OneCycle.Phases.THREE, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aConfigurationGivesTheSameSchedule(Schedule schedule) {
        assertEquals(schedule, Schedule.of(schedule.name(), 0.1, 1, schedule.options()));
    }

    @Test
    void aSettingThatCannotBeIsNamed() {
        assertMessage(
                "there is no schedule \"onecycle\", did you mean \"one_cycle\"?; there are constant, cosine,"
                        + " exponential, linear, one_cycle, plateau, step",
                "onecycle",
                Map.of());
        assertMessage(
                "schedule cosine has no option \"t_max\", did you mean \"T_max\"?; it has T_max, eta_min",
                "cosine",
                Map.of("t_max", 5));
        assertMessage("pct_start must be in 0 .. 1 but is 30.0", "one_cycle", Map.of("pct_start", 30));
        assertMessage(
                "option anneal_strategy of schedule one_cycle must be one of cos, linear but is \"cosine\"",
                "one_cycle",
                Map.of("anneal_strategy", "cosine"));
        assertMessage(
                "option T_max of schedule cosine must be a whole number but is 2.5", "cosine", Map.of("T_max", 2.5));
    }

    private static void assertMessage(String expected, String name, Map<String, ?> options) {
        var error = assertThrows(IllegalArgumentException.class, () -> Schedule.of(name, 0.1, 10, options));
        assertEquals(expected, error.getMessage());
    }
}
