package dev.unroll.core.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Readout;
import dev.unroll.core.optimizer.AdamW;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.train.TrainingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterUpdateTest {

    /** More than one thread is worth, with groups that end inside of tiles. */
    private static final Network NETWORK = Network.initialize(
            new NetworkSpec(
                    new InputSpec.Embedding(500, 20),
                    List.of(new Layer(Cells.lstm(20, 90, Bias.PRESENT)), new Layer(Cells.gru(90, 30, Bias.PRESENT))),
                    new Readout.LastStep(),
                    new Head.Linear(50)),
            Initialization.PYTORCH,
            1);

    private static final double RATE = 0.01;

    private final Compute compute = Compute.of(1);

    @AfterEach
    void closeCompute() {
        compute.close();
    }

    private static ParameterUpdate update(NetworkWeights weights, TrainingPlan plan, Compute compute) {
        var groups = ParameterGroups.of(weights.layout(), plan.groups());
        return new ParameterUpdate(weights, plan.optimizer(), groups, plan.clip(), Optional.empty(), compute);
    }

    /** Returns a gradient of unequal numbers. */
    private static float[] gradient(int step) {
        float[] gradient = new float[NETWORK.layout().size()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) CounterHash.normal(step, Purpose.INITIALIZATION, i, 0, 0, 0);
        }
        return gradient;
    }

    private static float[] afterThree(TrainingPlan plan, Compute compute) {
        var weights = NetworkWeights.forTraining(NETWORK);
        var update = update(weights, plan, compute);
        for (int step = 0; step < 3; step++) {
            update.apply(gradient(step), 1, RATE);
        }
        return weights.values();
    }

    private float[] afterThree(TrainingPlan plan) {
        return afterThree(plan, compute);
    }

    private static TrainingPlan adamW(String... groups) {
        return TrainingPlan.of(new AdamW().withWeightDecay(0.1), RATE)
                .withGroups(Arrays.stream(groups).map(ParameterGroup::parse).toList());
    }

    private static float[] part(float[] all, Window window) {
        return Arrays.copyOfRange(all, window.offset(), window.offset() + window.size());
    }

    /** Asserts that a window's values are those of {@code inside} if the selector means it, else those of {@code outside}. */
    private static void assertIn(String selector, float[] inside, float[] outside, float[] actual) {
        for (Window window : NETWORK.layout().windows()) {
            boolean in = ParameterGroup.named(selector).selects(window);
            assertArrayEquals(part(in ? inside : outside, window), part(actual, window), window.name());
        }
    }

    /** 0.9 of a few times the least number rounds to what it was, so a mean that fades would never be zero by itself. */
    @Test
    void whatFadesInTheOptimizerIsZeroInTheEnd() {
        var update = update(NetworkWeights.forTraining(NETWORK), TrainingPlan.of(new AdamW(), RATE), compute);
        int size = NETWORK.layout().size();
        update.apply(gradient(0), 1, RATE);
        float[] gradients = new float[size];
        for (int step = 1; step < 1_000; step++) {
            update.apply(gradients, 1, RATE);
        }
        var saved = new Checkpoint.Builder(update.steps(), 0);
        update.save(saved);
        assertArrayEquals(new float[size], saved.build().floats("optimizer.exp_avg", size));
        assertTrue(saved.build().floats("optimizer.exp_avg_sq", size)[0] > 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"embedding", "input", "recurrent", "bias", "head", "rnn.*_l0", "fc.weight", "rnn.bias_hh_l1"})
    void aFrozenGroupStaysAndTheRestMovesAsWithoutIt(String selector) {
        assertIn(selector, NETWORK.values(), afterThree(adamW()), afterThree(adamW(selector + " frozen")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"embedding", "input", "recurrent", "bias", "head", "rnn.*_l0", "fc.weight", "rnn.bias_hh_l1"})
    void aGroupLearnsAtItsPartOfTheRate(String selector) {
        var weights = NetworkWeights.forTraining(NETWORK);
        var slow = update(weights, adamW(), compute);
        for (int step = 0; step < 3; step++) {
            slow.apply(gradient(step), 1, 0.25 * RATE);
        }
        assertIn(selector, weights.values(), afterThree(adamW()), afterThree(adamW(selector + " rate=0.25")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"embedding", "input", "recurrent", "bias", "head", "rnn.*_l0", "fc.weight", "rnn.bias_hh_l1"})
    void aGroupHasItsOwnWeightDecay(String selector) {
        float[] decayed = afterThree(TrainingPlan.of(new AdamW().withWeightDecay(0.7), RATE));
        assertIn(selector, decayed, afterThree(adamW()), afterThree(adamW(selector + " weight_decay=0.7")));
    }

    @Test
    void noDecayOnBiasesIsWhatOneComputesByHand() {
        var weights = NetworkWeights.forTraining(NETWORK);
        var plan = TrainingPlan.of(new Sgd().withWeightDecay(0.5), RATE)
                .with(ParameterGroup.biases().withWeightDecay(0));
        update(weights, plan, compute).apply(gradient(0), 1, RATE);
        float[] before = NETWORK.values();
        float[] gradient = gradient(0);
        for (Window window : NETWORK.layout().windows()) {
            float decay = window.name().contains("bias") ? 0 : 0.5f;
            for (int i = window.offset(); i < window.offset() + window.size(); i++) {
                float expected = before[i] - (float) RATE * (gradient[i] + decay * before[i]);
                assertEquals(expected, weights.values()[i], window.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void noBitDependsOnHowThreadsShareTheWork(int threads) {
        var plan = adamW("bias weight_decay=0", "rnn.weight_hh_l0 frozen", "embedding rate=0.1", "head rate=2")
                .withClip(GradientClip.byNorm(1));
        var byValue = plan.withClip(GradientClip.byValue(0.5));
        try (Compute team = Compute.of(threads)) {
            assertArrayEquals(afterThree(plan), afterThree(plan, team));
            assertArrayEquals(afterThree(byValue), afterThree(byValue, team));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theHashIsThatOfTheParametersWheneverItIsAsked(int threads) {
        try (Compute team = Compute.of(threads)) {
            var weights = NetworkWeights.forTraining(NETWORK);
            var update = update(weights, adamW("rnn.weight_hh_l0 frozen", "head rate=2"), team);
            for (int step = 0; step < 4; step++) {
                if (step != 1) {
                    float[] values = weights.values();
                    assertEquals(Kernels.scalar().hash(values, 0, values.length), update.hash());
                }
                update.apply(gradient(step), 1, RATE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"embedding", "recurrent", "head", "rnn.*_l0"})
    void theGradientOfAFrozenGroupCountsAsZeroInTheNorm(String selector) {
        float[] zeroed = gradient(0);
        for (Window window : NETWORK.layout().windows()) {
            if (ParameterGroup.named(selector).selects(window)) {
                Arrays.fill(zeroed, window.offset(), window.offset() + window.size(), 0);
            }
        }
        var update = update(NetworkWeights.forTraining(NETWORK), adamW(selector + " frozen"), compute);
        update.apply(gradient(0), 1, RATE);
        assertEquals(new GradientNorm(zeroed.length).of(zeroed), update.gradientNorm());
    }

    @Test
    void anUpdateLeavesAGradientOfZero() {
        float[] gradient = gradient(0);
        update(NetworkWeights.forTraining(NETWORK), adamW(), compute).apply(gradient, 1, RATE);
        assertArrayEquals(new float[gradient.length], gradient);
    }

    @Test
    void aShareScalesTheGradientBeforeItIsClipped() {
        float[] twice = gradient(0);
        for (int i = 0; i < twice.length; i++) {
            twice[i] *= 2;
        }
        var plan = TrainingPlan.of(new Sgd(), RATE);
        for (TrainingPlan each :
                List.of(plan, plan.withClip(GradientClip.byNorm(1)), plan.withClip(GradientClip.byValue(0.5)))) {
            var whole = NetworkWeights.forTraining(NETWORK);
            var shared = NetworkWeights.forTraining(NETWORK);
            update(whole, each, compute).apply(gradient(0), 1, RATE);
            update(shared, each, compute).apply(twice.clone(), 0.5, RATE);
            assertArrayEquals(whole.values(), shared.values(), 1e-7f);
        }
    }

    @Test
    void clippedByValueEachElementIsCutOff() {
        var weights = NetworkWeights.forTraining(NETWORK);
        var plan = TrainingPlan.of(new Sgd(), RATE).withClip(GradientClip.byValue(0.5));
        var update = update(weights, plan, compute);
        update.apply(gradient(0), 1, RATE);
        float[] before = NETWORK.values();
        float[] gradient = gradient(0);
        for (int i = 0; i < gradient.length; i++) {
            float cut = Math.max(-0.5f, Math.min(0.5f, gradient[i]));
            assertEquals(before[i] - (float) RATE * cut, weights.values()[i]);
        }
        assertEquals(new GradientNorm(gradient.length).of(gradient), update.gradientNorm());
        assertEquals(true, update.wasClipped());
        update.apply(new float[gradient.length], 1, RATE);
        assertFalse(update.wasClipped());
    }

    @Test
    void aGradientThatIsNotFiniteIsNamedAndForgottenAndChangesNothing() {
        var weights = NetworkWeights.forTraining(NETWORK);
        var update = update(weights, adamW("head frozen"), compute);
        float[] gradient = gradient(0);
        gradient[NETWORK.layout().window("fc.weight").offset()] = Float.NaN;
        update.apply(gradient.clone(), 1, RATE);
        float[] before = weights.values().clone();
        gradient[NETWORK.layout().window("rnn.bias_ih_l1").offset()] = Float.NaN;
        var error = assertThrows(NonFiniteException.class, () -> update.apply(gradient, 1, RATE));
        assertEquals(
                "step 2: the gradient of rnn.bias_ih_l1 is not finite though the loss is. Lower the learning rate or"
                        + " shorten the sequences",
                error.getMessage());
        assertEquals(1, update.steps());
        assertArrayEquals(before, weights.values());
        assertArrayEquals(new float[gradient.length], gradient);
    }
}
