package dev.unroll.core.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {

    private static final int LENGTH = 103;
    private static final double RATE = 0.01;

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                new Sgd(),
                new Sgd().withMomentum(0.9),
                new Sgd().withMomentum(0.9).withDampening(0.5).withWeightDecay(0.1),
                new Sgd().withMomentum(0.9).withNesterov().withGoal(Goal.MAXIMIZE),
                new Sgd().withWeightDecay(0.1).withGoal(Goal.MAXIMIZE),
                new RmsProp(),
                new RmsProp().withMomentum(0.8).withWeightDecay(0.1).withEps(1e-3),
                new RmsProp().withCentered().withAlpha(0.9),
                new RmsProp().withCentered().withMomentum(0.9).withGoal(Goal.MAXIMIZE),
                new Adam(),
                new Adam().withBeta1(0.5).withBeta2(0.9).withWeightDecay(0.1).withGoal(Goal.MAXIMIZE),
                new Adam().withAmsgrad().withBeta1(0.9).withBeta2(0.5).withEps(1e-3),
                new AdamW(),
                new AdamW().withWeightDecay(0.5).withAmsgrad().withBeta1(0.9).withBeta2(0.5),
                new AdamW().withWeightDecay(0).withGoal(Goal.MAXIMIZE),
                new Adagrad(),
                new Adagrad()
                        .withRateDecay(0.1)
                        .withWeightDecay(0.1)
                        .withInitialSum(0.5)
                        .withGoal(Goal.MAXIMIZE),
                new Adadelta(),
                new Adadelta().withRho(0.5).withEps(1e-3).withWeightDecay(0.1).withGoal(Goal.MAXIMIZE),
                new Nadam(),
                new Nadam().withBeta1(0.5).withBeta2(0.9).withWeightDecay(0.1).withMomentumDecay(0.1),
                new Nadam().withWeightDecay(0.1).withDecoupledWeightDecay().withGoal(Goal.MAXIMIZE),
                new Radam(),
                new Radam().withWeightDecay(0.1).withDecoupledWeightDecay(),
                new Radam().withBeta1(0.5).withBeta2(0.9).withWeightDecay(0.1).withGoal(Goal.MAXIMIZE),
                new Lion(),
                new Lion().withBeta1(0.5).withBeta2(0.9).withWeightDecay(0.1).withGoal(Goal.MAXIMIZE));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void fiftyStepsAreThoseOfTheReference(Optimizer optimizer) {
        float[] values = random(0);
        ReferenceOptimizer[] references = new ReferenceOptimizer[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            references[i] = new ReferenceOptimizer(optimizer, values[i]);
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

    /** Each as PyTorch's documentation has it, and Lion as its paper. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sgd      | {momentum=0.0, nesterov=false, dampening=0.0, weight_decay=0.0}
            rmsprop  | {momentum=0.0, alpha=0.99, centered=false, eps=1.0E-8, weight_decay=0.0}
            adam     | {beta1=0.9, beta2=0.999, amsgrad=false, eps=1.0E-8, weight_decay=0.0}
            adamw    | {beta1=0.9, beta2=0.999, amsgrad=false, eps=1.0E-8, weight_decay=0.01}
            nadam    | {beta1=0.9, beta2=0.999, eps=1.0E-8, weight_decay=0.0, decoupled_weight_decay=false, momentum_decay=0.004}
            radam    | {beta1=0.9, beta2=0.999, eps=1.0E-8, weight_decay=0.0, decoupled_weight_decay=false}
            adagrad  | {rate_decay=0.0, eps=1.0E-10, weight_decay=0.0, initial_sum=0.0}
            adadelta | {rho=0.9, eps=1.0E-6, weight_decay=0.0}
            lion     | {beta1=0.9, beta2=0.99, weight_decay=0.0}
            """)
    void theDefaultsAreThoseOfTheSource(String name, String settings) {
        assertEquals(
                settings, Optimizers.ALL.settings(Optimizers.ALL.named(name)).toString());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void anotherWeightDecayIsAllThatChanges(Optimizer optimizer) {
        Optimizer changed = optimizer.withWeightDecay(0.25);
        assertEquals(0.25, changed.weightDecay());
        assertEquals(optimizer, changed.withWeightDecay(optimizer.weightDecay()));
    }

    @Test
    void everyOptimizerIsTriedHere() {
        assertEquals(
                Optimizers.ALL.names(),
                optimizers()
                        .map(Optimizer::name)
                        .distinct()
                        .sorted(Comparator.comparing(Optimizers.ALL.names()::indexOf))
                        .toList());
    }

    @Test
    void aGradientThatNeverChangesKeepsACenteredRmsPropFinite() {
        Optimizer optimizer = new RmsProp().withCentered().withAlpha(0.5);
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
                        + " lion, nadam, radam, rmsprop, sgd",
                "admw",
                Map.of());
        assertMessage(
                "optimizer adamw has no option \"weight-decay\", did you mean \"weight_decay\"?; it has amsgrad, beta1,"
                        + " beta2, eps, weight_decay",
                "adamw",
                Map.of("weight-decay", 1));
        assertMessage(
                "option momentum of optimizer sgd must be a number from 0 to below 1 but is -1",
                "sgd",
                Map.of("momentum", -1));
        assertMessage(
                "option nesterov of optimizer sgd must be true or false but is \"yes\"",
                "sgd",
                Map.of("nesterov", "yes"));
        assertMessage(
                "nesterov needs a momentum above 0 and a dampening of 0 but they are 0.0 and 0.0",
                "sgd",
                Map.of("nesterov", true));
    }

    @Test
    void aNumberThatCannotBeIsNamed() {
        assertRefused("momentum must be at least 0.0 but is -1.0", () -> new Sgd().withMomentum(-1));
        assertRefused("weight_decay must be at least 0.0 but is NaN", () -> new AdamW().withWeightDecay(Double.NaN));
        assertRefused("beta2 must be at least 0 and below 1 but is 1.0", () -> new Adam().withBeta2(1));
    }

    private static void assertRefused(String expected, Executable made) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, made).getMessage());
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

    private static void assertMessage(String expected, String name, Map<String, ?> settings) {
        var error = assertThrows(IllegalArgumentException.class, () -> Optimizers.ALL.read(name, settings));
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
