package dev.unroll.run.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddingProblemTest {

    private static final AddingProblem PROBLEM = new AddingProblem();

    private static Matrix steps(Examples examples, int i) {
        return ((Sequences.Vectors) examples.inputs()).vectors(i);
    }

    private static float answer(Examples examples, int i) {
        float[] into = new float[1];
        ((Labels.OfValues) examples.labels()).source().write(i, into, 0);
        return into[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 25})
    void oneStepOfEachHalfIsMarkedAndTheAnswerIsTheSumOfTheirValues(int length) {
        Examples examples = PROBLEM.examples(length, 50, 7, 1);
        for (int i = 0; i < examples.count(); i++) {
            Matrix steps = steps(examples, i);
            float[] marks = new float[2];
            float sum = 0;
            for (int t = 0; t < length; t++) {
                assertTrue(steps.get(t, 0) >= 0 && steps.get(t, 0) < 1);
                marks[t < length / 2 ? 0 : 1] += steps.get(t, 1);
                sum += steps.get(t, 1) * steps.get(t, 0);
            }
            assertEquals(1, marks[0]);
            assertEquals(1, marks[1]);
            assertEquals(sum, answer(examples, i));
        }
    }

    @Test
    void whoAlwaysSaysOneHasTheErrorOfTheBaseline() {
        Examples examples = PROBLEM.examples(4, 20_000, 1, 1);
        double sum = 0;
        for (int i = 0; i < examples.count(); i++) {
            sum += Math.pow(answer(examples, i) - 1, 2);
        }
        assertEquals(PROBLEM.baseline(4), sum / examples.count(), 0.003);
        assertEquals(0.1667, PROBLEM.baseline(4), 1e-4);
    }

    @Test
    void anErrorBelowOneHundredthIsLearned() {
        assertEquals(0.01, PROBLEM.bound(100), 1e-12);
    }

    @Test
    void anotherDrawOrSeedHasOtherNumbers() {
        float first = steps(PROBLEM.examples(5, 1, 1, 1), 0).get(0, 0);
        assertEquals(first, steps(PROBLEM.examples(5, 1, 1, 1), 0).get(0, 0));
        assertNotEquals(first, steps(PROBLEM.examples(5, 1, 1, 2), 0).get(0, 0));
        assertNotEquals(first, steps(PROBLEM.examples(5, 1, 2, 1), 0).get(0, 0));
    }
}
