package dev.unroll.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Regressor;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.Regress;
import dev.unroll.core.trace.IntegratedGradients;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueExplanationTest {

    private static final int STEPS = 5;

    private static final Regress TASK =
            new Regress(List.of(new Regress.Value("width", 100, 20), new Regress.Value("age", 3, 0.5f)));

    private static NetworkSpec spec() {
        return new NetworkSpec(
                new InputSpec.Dense(2),
                List.of(new Layer(Cells.gru(2, 4, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(2));
    }

    /** Returns a model with larger weights than a fresh one has: values must depend on the numbers. */
    private static Model model() {
        float[] weights = new float[Network.layoutOf(spec()).size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 3 * CounterHash.uniform(4, Purpose.SAMPLING, i, 0, 0, 0) - 1.5f;
        }
        return new Model("m", TASK, Network.of(spec(), weights), new VectorEncoder(2, 10, 4));
    }

    private static Matrix measured(int steps) {
        Matrix raw = Matrix.zeros(steps, 2);
        for (int t = 0; t < steps; t++) {
            for (int j = 0; j < 2; j++) {
                raw.set(t, j, 10 + 7 * CounterHash.uniform(3, Purpose.SAMPLING, t, j, 0, 0));
            }
        }
        return raw;
    }

    @Test
    void theValuesAreThoseThatTheModelAnswers() {
        List<Double> answered = new Regressor(model())
                .predict(measured(STEPS)).stream().map(Float::doubleValue).toList();
        ValueExplanation explanation = ValueExplanation.of(model(), measured(STEPS));
        assertEquals(List.of("width", "age"), explanation.names());
        assertEquals(answered.getFirst(), explanation.values().getFirst(), 1e-5);
        assertEquals(answered.getLast(), explanation.values().getLast(), 1e-5);
    }

    @Test
    void theInfluencesOnEachValueAddUpToItsChangeFromZerosInItsUnits() {
        ValueExplanation explanation = ValueExplanation.of(model(), measured(STEPS));
        for (int v = 0; v < TASK.outputs(); v++) {
            IntegratedGradients integrated = explanation.integrated().get(v);
            double zeros = new Regressor(model()).predict(filled(10)).get(v);
            assertEquals(zeros, integrated.before(), 1e-4);
            assertEquals(explanation.values().get(v), integrated.after(), 1e-4);
            double change = integrated.after() - integrated.before();
            assertTrue(
                    Math.abs(change) > 0.01 * TASK.values().get(v).divisor(), "the value must depend on the numbers");
            assertEquals(change, integrated.sum(), Explanation.TOLERANCE * Math.abs(change));
        }
    }

    /** Returns numbers of which all are what the encoder takes for zero, if {@code number} is its offset. */
    private static Matrix filled(float number) {
        Matrix raw = Matrix.zeros(STEPS, 2);
        for (int t = 0; t < STEPS; t++) {
            raw.set(t, 0, number);
            raw.set(t, 1, number);
        }
        return raw;
    }

    @Test
    void theGradientIsTheSlopeOfTheValueInItsUnits() {
        Matrix raw = measured(STEPS);
        ValueExplanation explanation = ValueExplanation.of(model(), raw, "age");
        var regressor = new Regressor(model());
        for (int t = 0; t < STEPS; t++) {
            float middle = raw.get(t, 1);
            float apart = 0.04f;
            raw.set(t, 1, middle + apart);
            double above = regressor.predict(raw).get(1);
            raw.set(t, 1, middle - apart);
            double below = regressor.predict(raw).get(1);
            raw.set(t, 1, middle);
            // The gradient is by what the network reads: a divisor of 4 lies between.
            double slope = 4 * (above - below) / (2 * apart);
            assertEquals(slope, explanation.gradients().input().get(t, 1), 2e-3 + 0.01 * Math.abs(slope));
        }
    }

    @Test
    void theCourseIsTheValueIfTheInputEndedThere() {
        ValueExplanation explanation = ValueExplanation.of(model(), measured(STEPS), "age");
        for (int t = 1; t <= STEPS; t++) {
            double ended = new Regressor(model()).predict(measured(t)).get(1);
            assertEquals(ended, explanation.course().get(t - 1), 1e-5);
        }
    }

    @Test
    void aNumberThatTheNetworkDoesNotReadHasNoInfluence() {
        Model whole = model();
        float[] weights = whole.network().values().clone();
        Matrix ofInput = whole.network().layout().window("rnn.weight_ih_l0").on(weights);
        for (int row = 0; row < ofInput.rows(); row++) {
            ofInput.set(row, 1, 0);
        }
        var deaf = new Model("m", TASK, Network.of(spec(), weights), whole.input());
        Matrix influence =
                ValueExplanation.of(deaf, measured(STEPS)).influence().influence();
        for (int t = 0; t < STEPS; t++) {
            assertEquals(0, influence.get(t, 1));
            assertTrue(influence.get(t, 0) != 0);
        }
    }

    @Test
    void aValueThatIsNotThereIsNamed() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> ValueExplanation.of(model(), measured(STEPS), "height"));
        assertEquals("the model has no value \"height\"; it has width, age", error.getMessage());
    }

    @Test
    void aModelOfLabelsHasNoValues() {
        var labels = new Model("m", new Classify(List.of("a", "b")), model().network(), model().input());
        var error = assertThrows(IllegalStateException.class, () -> ValueExplanation.of(labels, measured(STEPS)));
        assertEquals("model m is made to classify; one made to regress is needed", error.getMessage());
    }
}
