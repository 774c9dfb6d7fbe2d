package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.MeanSquaredError;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.score.RegressionErrors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluatorTest {

    private final Compute compute = Compute.of(2);

    @AfterEach
    void closeCompute() {
        compute.close();
    }

    private Evaluation evaluate(Network network, Examples examples, Loss loss, int batchSize) {
        return new Evaluator(loss, batchSize, compute).evaluate(network, examples);
    }

    /** A network whose output at a step is its input there: relu(x) − relu(−x), with weights written by hand. */
    private static Network identity(int size, Readout readout) {
        var cell = Cells.elmanRelu(size, 2 * size, Bias.ABSENT);
        var spec = new NetworkSpec(new InputSpec.Dense(size), List.of(new Layer(cell)), readout, new Head.Linear(size));
        var layout = Network.layoutOf(spec);
        float[] values = new float[layout.size()];
        Matrix in = layout.window("rnn.weight_ih_l0").on(values);
        Matrix out = layout.window("fc.weight").on(values);
        for (int i = 0; i < size; i++) {
            in.set(i, i, 1);
            in.set(size + i, i, -1);
            out.set(i, i, 1);
            out.set(i, size + i, -1);
        }
        return Network.of(spec, values);
    }

    /** Returns sequences of one step each, of {@code size} features. */
    private static Sequences steps(int size, float... values) {
        int count = values.length / size;
        int[] lengths = new int[count];
        Arrays.fill(lengths, 1);
        return Sequences.ofPadded(values, 1, size, lengths);
    }

    static List<Task> tasks() {
        return Task.all();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void scoresDoNotDependOnTheBatchSize(Task task) {
        Evaluation expected = evaluate(task.network(), task.examples(), task.loss(), 1);
        for (int batchSize : new int[] {7, 60, 1000}) {
            Evaluation actual = evaluate(task.network(), task.examples(), task.loss(), batchSize);
            // Only the order in which doubles are added differs.
            assertEquals(expected.loss(), actual.loss(), 1e-14);
            assertEquals(
                    expected.confusion().map(ConfusionMatrix::perClass),
                    actual.confusion().map(ConfusionMatrix::perClass));
            assertEquals(
                    expected.errors().map(RegressionErrors::meanSquaredError).orElse(0.0),
                    actual.errors().map(RegressionErrors::meanSquaredError).orElse(0.0),
                    1e-14);
        }
    }

    @Test
    void oneLogitSaysYesOrNo() {
        var examples = new Examples(
                steps(1, 2, -3, 0.5f, -1, 4), Labels.ofValues(Matrix.of(new float[] {1, 0, 0, 1, 1}, 5, 1)));
        Evaluation evaluation = evaluate(identity(1, new Readout.LastStep()), examples, new BinaryCrossEntropy(), 2);
        ConfusionMatrix confusion = evaluation.confusion().orElseThrow();
        assertEquals(
                List.of(2L, 1L, 1L, 1L),
                List.of(confusion.count(1, 1), confusion.count(1, 0), confusion.count(0, 1), confusion.count(0, 0)));
        assertTrue(evaluation.errors().isEmpty());
    }

    @Test
    void severalYesOrNoLogitsHaveALossOnly() {
        var examples = new Examples(steps(2, 2, -3, 1, 1), Labels.ofValues(Matrix.of(new float[] {1, 0, 0, 1}, 2, 2)));
        Evaluation evaluation = evaluate(identity(2, new Readout.LastStep()), examples, new BinaryCrossEntropy(), 2);
        double expected = (softplus(-2) + softplus(-3) + softplus(1) + softplus(-1)) / 4;
        assertEquals(expected, evaluation.loss(), 1e-7);
        assertTrue(evaluation.confusion().isEmpty());
        assertTrue(evaluation.errors().isEmpty());
    }

    private static double softplus(double x) {
        return StrictMath.log1p(StrictMath.exp(x));
    }

    @Test
    void valuesHaveErrors() {
        var examples = new Examples(steps(1, 1, 2, -4), Labels.ofValues(Matrix.of(new float[] {1, 4, -1}, 3, 1)));
        Evaluation evaluation = evaluate(identity(1, new Readout.LastStep()), examples, new MeanSquaredError(), 2);
        RegressionErrors errors = evaluation.errors().orElseThrow();
        assertEquals(13 / 3.0, evaluation.loss(), 1e-15);
        assertEquals(13 / 3.0, errors.meanSquaredError(), 1e-15);
        assertEquals(5 / 3.0, errors.meanAbsoluteError(), 1e-15);
        assertTrue(evaluation.confusion().isEmpty());
    }

    /** Values that may be missing, one a sequence. */
    private record Lacking(List<Float> values) implements ValueSource {

        @Override
        public int count() {
            return values.size();
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public boolean mayBeMissing() {
            return true;
        }

        @Override
        public void write(int i, float[] into, int at) {
            into[at] = values.get(i);
        }
    }

    private Evaluation evaluateLacking(Float... values) {
        var examples = new Examples(steps(1, 1, 2, -4), Labels.ofValues(new Lacking(List.of(values))));
        return evaluate(identity(1, new Readout.LastStep()), examples, new MeanSquaredError(), 2);
    }

    @Test
    void valuesThatAreMissingHaveNoErrors() {
        Evaluation evaluation = evaluateLacking(Float.NaN, 4f, -1f);
        RegressionErrors errors = evaluation.errors().orElseThrow();
        assertEquals(2, errors.count());
        assertEquals(6.5, errors.meanSquaredError(), 1e-15);
        assertEquals(2.5, errors.meanAbsoluteError(), 1e-15);
    }

    @Test
    void whereAllValuesAreMissingThereAreNoErrors() {
        Evaluation evaluation = evaluateLacking(Float.NaN, Float.NaN, Float.NaN);
        assertTrue(evaluation.errors().isEmpty());
        assertEquals(0, evaluation.loss());
    }

    @Test
    void rowsToIgnoreDoNotCount() {
        var inputs = Sequences.ofPadded(new float[] {3, 0, 0, 3, 3, 0, 0, 0, 3, 0, 0, 0}, 2, 2, new int[] {2, 1, 1});
        var labels = Labels.ofSteps(new int[][] {{0, -100}, {1}, {-100}});
        Evaluation evaluation =
                evaluate(identity(2, new Readout.EveryStep()), new Examples(inputs, labels), new CrossEntropy(), 1);
        ConfusionMatrix confusion = evaluation.confusion().orElseThrow();
        assertEquals(2, confusion.total());
        assertEquals(1, confusion.count(0, 0));
        assertEquals(1, confusion.count(1, 0));
        assertEquals((softplus(-3) + softplus(3)) / 2, evaluation.loss(), 1e-7);
    }

    @Test
    void aScoreThatIsNotFiniteIsNoScore() {
        var examples =
                new Examples(steps(1, 1, Float.NaN, 2), Labels.ofValues(Matrix.of(new float[] {1, 4, -1}, 3, 1)));
        Network network = identity(1, new Readout.LastStep());
        var error =
                assertThrows(NonFiniteException.class, () -> evaluate(network, examples, new MeanSquaredError(), 2));
        assertEquals(
                "evaluation: sample 1 has no answer: the first number that is not finite arises at step 1 of 1, in the input."
                        + " Shorten the input, or train again with a lower learning rate, a clipped gradient, or a cell"
                        + " whose state cannot overflow",
                error.getMessage());
    }
}
