package dev.unroll.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {

    private static final int LENGTH = 103;
    private static final double RATE = 0.01;

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                Optimizer.of("sgd", Map.of()),
                Optimizer.of("sgd", Map.of("momentum", 0.9)),
                Optimizer.of("sgd", Map.of("momentum", 0.9, "dampening", 0.5, "weight_decay", 0.1)),
                Optimizer.of("sgd", Map.of("momentum", 0.9, "nesterov", true, "maximize", true)),
                Optimizer.of("sgd", Map.of("weight_decay", 0.1, "maximize", true)),
                Optimizer.of("rmsprop", Map.of()),
                Optimizer.of("rmsprop", Map.of("momentum", 0.8, "weight_decay", 0.1, "eps", 1e-3)),
                Optimizer.of("rmsprop", Map.of("centered", true, "alpha", 0.9)),
                Optimizer.of("rmsprop", Map.of("centered", true, "momentum", 0.9, "maximize", true)),
                Optimizer.of("adam", Map.of()),
                Optimizer.of("adam", Map.of("betas", List.of(0.5, 0.9), "weight_decay", 0.1, "maximize", true)),
                Optimizer.of("adam", Map.of("amsgrad", true, "betas", List.of(0.9, 0.5), "eps", 1e-3)),
                Optimizer.of("adamw", Map.of()),
                Optimizer.of("adamw", Map.of("weight_decay", 0.5, "amsgrad", true, "betas", List.of(0.9, 0.5))),
                Optimizer.of("adamw", Map.of("weight_decay", 0, "maximize", true)),
                Optimizer.of("adagrad", Map.of()),
                Optimizer.of(
                        "adagrad",
                        Map.of(
                                "lr_decay",
                                0.1,
                                "weight_decay",
                                0.1,
                                "initial_accumulator_value",
                                0.5,
                                "maximize",
                                true)),
                Optimizer.of("adadelta", Map.of()),
                Optimizer.of("adadelta", Map.of("rho", 0.5, "eps", 1e-3, "weight_decay", 0.1, "maximize", true)),
                Optimizer.of("nadam", Map.of()),
                Optimizer.of("nadam", Map.of("betas", List.of(0.5, 0.9), "weight_decay", 0.1, "momentum_decay", 0.1)),
                Optimizer.of("nadam", Map.of("weight_decay", 0.1, "decoupled_weight_decay", true, "maximize", true)),
                Optimizer.of("radam", Map.of()),
                Optimizer.of("radam", Map.of("weight_decay", 0.1, "decoupled_weight_decay", true)),
                Optimizer.of("radam", Map.of("betas", List.of(0.5, 0.9), "weight_decay", 0.1, "maximize", true)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void fiftyStepsAreThoseOfTheReference(Optimizer optimizer) {
        float[] values = random(0);
        ReferenceOptimizer[] references = new ReferenceOptimizer[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            references[i] = new ReferenceOptimizer(optimizer.name(), optimizer.options(), values[i]);
        }
        OptimizerState state = optimizer.newState(LENGTH);
        for (int step = 1; step <= 50; step++) {
            float[] gradients = random(step);
            optimizer.step(values, gradients, state, RATE);
            for (int i = 0; i < LENGTH; i++) {
                double expected = references[i].step(gradients[i], RATE);
                assertEquals(
                        expected, values[i], 2e-5 * Math.max(1, Math.abs(expected)), "step " + step + ", value " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void rangesInAnyOrderHaveTheBitsOfTheWhole(Optimizer optimizer) {
        float[] whole = random(0);
        float[] split = random(0);
        OptimizerState wholeState = optimizer.newState(LENGTH);
        OptimizerState splitState = optimizer.newState(LENGTH);
        for (int step = 1; step <= 3; step++) {
            float[] gradients = random(step);
            optimizer.step(whole, gradients, wholeState, RATE);
            splitState.advance();
            optimizer.update(split, gradients, splitState, RATE, 37, LENGTH);
            optimizer.update(split, gradients, splitState, RATE, 0, 1);
            optimizer.update(split, gradients, splitState, RATE, 1, 37);
        }
        assertArrayEquals(whole, split);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aStateMadeAgainFromItsPartsGoesOnWithTheSameBits(Optimizer optimizer) {
        float[] straight = random(0);
        float[] resumed = random(0);
        OptimizerState state = optimizer.newState(LENGTH);
        OptimizerState first = optimizer.newState(LENGTH);
        optimizer.step(straight, random(1), state, RATE);
        optimizer.step(resumed, random(1), first, RATE);
        SequencedMap<String, float[]> slots = new LinkedHashMap<>();
        first.slots().forEach((name, slot) -> slots.put(name, slot.clone()));
        OptimizerState again = new OptimizerState(LENGTH, slots, first.step());
        optimizer.step(straight, random(2), state, RATE);
        optimizer.step(resumed, random(2), again, RATE);
        assertArrayEquals(straight, resumed);
        assertEquals(2, again.step());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aConfigurationGivesTheSameOptimizer(Optimizer optimizer) {
        assertEquals(optimizer, Optimizer.of(optimizer.name(), optimizer.options()));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void noParametersAreNoTrouble(Optimizer optimizer) {
        OptimizerState state = optimizer.newState(0);
        optimizer.step(new float[0], new float[0], state, RATE);
        assertEquals(1, state.step());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void nothingIsAllocated(Optimizer optimizer) {
        float[] values = random(0);
        float[] gradients = random(1);
        OptimizerState state = optimizer.newState(LENGTH);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1000; i++) {
            optimizer.step(values, gradients, state, RATE);
        }
        // Loading a class allocates once; a thousand steps with one object each would take 16,000 bytes.
        assertTrue(threads.getThreadAllocatedBytes(thread) - before < 8000);
    }

    @Test
    void theDefaultsArePyTorchs() {
        assertEquals(new Sgd(0, 0, 0, Sgd.Lookahead.NONE, Goal.MINIMIZE), Optimizer.of("sgd", Map.of()));
        assertEquals(
                new RmsProp(0.99, 1e-8, 0, 0, RmsProp.Spread.MEAN_SQUARE, Goal.MINIMIZE),
                Optimizer.of("rmsprop", Map.of()));
        var coupled = new Moments(0.9, 0.999, 1e-8, 0, Moments.Decay.COUPLED, Goal.MINIMIZE);
        var decoupled = new Moments(0.9, 0.999, 1e-8, 0.01, Moments.Decay.DECOUPLED, Goal.MINIMIZE);
        assertEquals(new Adam(coupled, Adam.Bound.CURRENT), Optimizer.of("adam", Map.of()));
        assertEquals(new AdamW(new Adam(decoupled, Adam.Bound.CURRENT)), Optimizer.of("adamw", Map.of()));
        assertEquals(new Nadam(coupled, 0.004), Optimizer.of("nadam", Map.of()));
        assertEquals(new Radam(coupled), Optimizer.of("radam", Map.of()));
    }

    @Test
    void aGradientThatNeverChangesKeepsACenteredRmsPropFinite() {
        Optimizer optimizer = Optimizer.of("rmsprop", Map.of("centered", true, "alpha", 0.5));
        float[] values = {0};
        OptimizerState state = optimizer.newState(1);
        for (int step = 0; step < 200; step++) {
            optimizer.step(values, new float[] {0.1f}, state, 1e-12);
            assertTrue(Float.isFinite(values[0]), "step " + step);
        }
    }

    @Test
    void aSettingThatCannotBeIsNamed() {
        assertMessage(
                "there is no optimizer \"admw\", did you mean \"adamw\"?; there are adadelta, adagrad, adam, adamw,"
                        + " nadam, radam, rmsprop, sgd",
                "admw",
                Map.of());
        assertMessage(
                "optimizer adamw has no option \"weight-decay\", did you mean \"weight_decay\"?; it has amsgrad, betas,"
                        + " eps, maximize, weight_decay",
                "adamw",
                Map.of("weight-decay", 1));
        assertMessage("momentum must be at least 0.0 but is -1.0", "sgd", Map.of("momentum", -1));
        assertMessage("weight_decay must be at least 0.0 but is NaN", "adamw", Map.of("weight_decay", Double.NaN));
        assertMessage(
                "nesterov needs a momentum above 0 and a dampening of 0 but they are 0.0 and 0.0",
                "sgd",
                Map.of("nesterov", true));
        assertMessage(
                "the second of betas must be at least 0 and below 1 but is 1.0",
                "adam",
                Map.of("betas", List.of(0.9, 1.0)));
        assertMessage(
                "betas of optimizer adam must be two numbers but are [0.9]", "adam", Map.of("betas", List.of(0.9)));
    }

    @Test
    void anUpdateOutsideAStepOrWithForeignArraysIsRefused() {
        Optimizer adam = new Adam();
        OptimizerState state = adam.newState(4);
        float[] four = new float[4];
        var early = assertThrows(IllegalStateException.class, () -> adam.update(four, four, state, RATE, 0, 4));
        assertEquals("an update needs a step: call advance() before the first range", early.getMessage());
        state.advance();
        var foreign =
                assertThrows(IllegalArgumentException.class, () -> adam.update(four, new float[3], state, RATE, 0, 3));
        assertEquals(
                "the optimizer's state is for 4 parameters but there are 4 values and 3 gradients",
                foreign.getMessage());
        var wrong =
                assertThrows(IllegalArgumentException.class, () -> adam.step(four, four, new OptimizerState(4), RATE));
        assertEquals("the optimizer needs the slot \"exp_avg\" but its state has []", wrong.getMessage());
    }

    private static void assertMessage(String expected, String name, Map<String, ?> options) {
        var error = assertThrows(IllegalArgumentException.class, () -> Optimizer.of(name, options));
        assertEquals(expected, error.getMessage());
    }

    private static float[] random(int step) {
        float[] values = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            values[i] = (float) CounterHash.normal(11, Purpose.INITIALIZATION, step, i, 0, 0);
        }
        return values;
    }
}
