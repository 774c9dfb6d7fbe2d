package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.MeanSquaredError;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.AdamW;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.score.Classification;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.ParameterGroup;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingStepTest {

    private final Compute compute = Compute.of(2);

    @AfterEach
    void closeCompute() {
        compute.close();
    }

    private TrainingStep step(Task task, Network network) {
        return new TrainingStep(network, task.loss(), new Sgd(), compute);
    }

    private static double run(TrainingStep step, Task task) {
        return step.step(
                new Batch().of(task.examples().inputs()), task.examples().labels(), 0.1, 0, 1);
    }

    /** Asserts that a first step fails with this message and changes nothing. */
    private void assertRefused(Class<? extends RuntimeException> kind, String message, Task task) {
        TrainingStep step = step(task, task.network());
        assertEquals(message, assertThrows(kind, () -> run(step, task)).getMessage());
        assertEquals(0, step.steps());
        assertArrayEquals(task.network().values(), step.network().values());
    }

    @Test
    void aStepDescendsAndCounts() {
        Task task = Task.firstToken(20);
        TrainingStep step = step(task, task.network());
        double first = run(step, task);
        assertEquals(first, Arrays.stream(step.rowLosses()).sum() / 20, 1e-15);
        assertEquals(20, step.predictions());
        assertEquals(-1, Double.compare(run(step, task), first));
        assertEquals(2, step.steps());
    }

    @ParameterizedTest
    @ValueSource(ints = {-100, 0, 1, 2, 3})
    void rowsToIgnoreAreNeitherPredictionsNorCorrect(int ignored) {
        int label = (ignored + 101) % 4;
        Task task = Task.firstToken(3).labeled(Labels.ofSequences(new int[] {ignored, label, ignored}));
        var loss = new CrossEntropy(ClassWeights.none(), 0, ignored);
        Task ignoring = new Task("ignoring", task.spec(), loss, task.examples());
        TrainingStep step = step(ignoring, task.network());
        run(step, ignoring);
        assertEquals(1, step.predictions());
        boolean right = new Classification(loss, 4).predicted(step.run().output(), 1) == label;
        assertEquals(right ? 1 : 0, step.correct());
        assertEquals(0, step.rowLosses()[0]);
    }

    @Test
    void aNanInTheInputIsNamed() {
        Task task = Task.meanOfInput(20);
        int sample = 0;
        while (task.examples().inputs().length(sample) < 3) {
            sample++;
        }
        ((Sequences.Vectors) task.examples().inputs()).vectors(sample).set(1, 0, Float.NaN);
        assertRefused(
                NonFiniteException.class,
                "step 1: the loss of sample " + sample + " is NaN; the first value that is not finite is in the input,"
                        + " step 1. Check the sample, lower the learning rate or clip the gradient",
                task);
    }

    @Test
    void aNanParameterIsNamed() {
        Task task = Task.firstToken(5);
        float[] values = task.network().values();
        values[task.network().layout().window("rnn.weight_hh_l0").offset() + 3] = Float.NaN;
        TrainingStep step = step(task, Network.of(task.spec(), values));
        var error = assertThrows(NonFiniteException.class, () -> run(step, task));
        assertEquals(
                "step 1: the loss of sample 0 is NaN; the first value that is not finite is in the parameter"
                        + " rnn.weight_hh_l0. Check the sample, lower the learning rate or clip the gradient",
                error.getMessage());
        assertEquals(0, step.steps());
    }

    /** A network of one number a step, its weights written by hand. */
    private static NetworkSpec narrow(int layers, Head head) {
        var layer = new Layer(Cells.elmanRelu(1, 1, Bias.ABSENT));
        return new NetworkSpec(
                new InputSpec.Dense(1), Collections.nCopies(layers, layer), new Readout.LastStep(), head);
    }

    /** Returns sequences of one step and one number each, which shall all answer 0. */
    private static Task numbers(NetworkSpec spec, float... numbers) {
        int[] lengths = new int[numbers.length];
        Arrays.fill(lengths, 1);
        var inputs = Sequences.ofPadded(numbers, 1, 1, lengths);
        var labels = Labels.ofValues(Matrix.zeros(numbers.length, 1));
        return new Task("numbers", spec, new MeanSquaredError(), new Examples(inputs, labels));
    }

    @Test
    void anOverflowIsNamedByItsLayer() {
        Task task = numbers(narrow(2, new Head.None()), 1e-30f, 1e10f);
        Network network = Network.of(task.spec(), new float[] {1e15f, 0, 1e15f, 0});
        TrainingStep step = step(task, network);
        var error = assertThrows(NonFiniteException.class, () -> run(step, task));
        assertEquals(
                "step 1: the loss of sample 1 is Infinity; the first value that is not finite is in layer 1 (rnn_relu)."
                        + " Check the sample, lower the learning rate or clip the gradient",
                error.getMessage());
        assertArrayEquals(network.values(), step.network().values());
    }

    @Test
    void aGradientThatIsNotFiniteIsNamed() {
        Task task = numbers(narrow(1, new Head.Linear(1)), 1e35f);
        Network network = Network.of(task.spec(), new float[] {1, 0, 1e-30f, 0});
        TrainingStep step = step(task, network);
        var error = assertThrows(NonFiniteException.class, () -> run(step, task));
        assertEquals(
                "step 1: the gradient of fc.weight is not finite though the loss is. Lower the learning rate or shorten"
                        + " the sequences",
                error.getMessage());
        assertArrayEquals(network.values(), step.network().values());
    }

    @Test
    void theHeadAndTheLossMayOverflowToo() {
        Task task = numbers(narrow(1, new Head.Linear(1)), 1e30f);
        assertOverflowIn("the head", task, new float[] {1, 0, 1e30f, 0});
        assertOverflowIn("the loss", task, new float[] {1, 0, 1, 0});
    }

    private void assertOverflowIn(String place, Task task, float[] values) {
        TrainingStep step = step(task, Network.of(task.spec(), values));
        var error = assertThrows(NonFiniteException.class, () -> run(step, task));
        assertEquals(
                "step 1: the loss of sample 0 is Infinity; the first value that is not finite is in " + place
                        + ". Check the sample, lower the learning rate or clip the gradient",
                error.getMessage());
    }

    @Test
    void aLabelOutOfRangeIsNamed() {
        assertRefused(
                IllegalArgumentException.class,
                "sample 2 has label 4 but the network puts out 4 classes: a label must be in 0 .. 3",
                Task.firstToken(3).labeled(Labels.ofSequences(new int[] {0, 3, 4})));
        assertRefused(
                IllegalArgumentException.class,
                "sample 0 has label -1 but the network puts out 4 classes: a label must be in 0 .. 3",
                Task.firstToken(1).labeled(Labels.ofSequences(new int[] {-1})));
        Task steps = Task.previousToken(1);
        int[] labels = new int[steps.examples().inputs().length(0)];
        labels[0] = 9;
        assertRefused(
                IllegalArgumentException.class,
                "sample 0, step 0 has label 9 but the network puts out 4 classes: a label must be in 0 .. 3",
                steps.labeled(Labels.ofSteps(new int[][] {labels})));
        assertRefused(
                IllegalArgumentException.class,
                "value 1 of the label of sample 0 must be finite but is NaN",
                Task.meanOfInput(1).labeled(Labels.ofValues(Matrix.of(new float[] {0, Float.NaN}, 1, 2))));
        assertRefused(
                IllegalArgumentException.class,
                "row 1, column 0 has target 2.0 but a target must be in 0 .. 1",
                Task.hasTokenZero(2).labeled(Labels.ofValues(Matrix.of(new float[] {0, 2}, 2, 1))));
    }

    @Test
    void labelsThatDoNotFitTheReadoutAreNamed() {
        Task sequences = Task.firstToken(3);
        Task steps = Task.previousToken(3);
        int rows = 0;
        for (int i = 0; i < 3; i++) {
            rows += steps.examples().inputs().length(i);
        }
        assertRefused(
                IllegalArgumentException.class,
                "the labels are one class a step, " + rows
                        + " in this batch, but the network puts out 3 rows; choose a readout that fits",
                sequences.labeled(steps.examples().labels()));
        assertRefused(
                IllegalArgumentException.class,
                "the labels are one class a sequence, 3 in this batch, but the network puts out " + rows
                        + " rows; choose a readout that fits",
                steps.labeled(sequences.examples().labels()));
        assertRefused(
                IllegalArgumentException.class,
                "the labels are values for each sequence, 3 in this batch, but the network puts out " + rows
                        + " rows; choose a readout that fits",
                steps.labeled(Labels.ofValues(Matrix.zeros(3, 4))));
    }

    @Test
    void labelsThatDoNotFitTheLossAreNamed() {
        assertRefused(
                IllegalArgumentException.class,
                "cross entropy needs one class a row as target but has values",
                Task.firstToken(3).labeled(Labels.ofValues(Matrix.zeros(3, 4))));
        assertRefused(
                IllegalArgumentException.class,
                "mean squared error needs values as target but has one class a row",
                Task.meanOfInput(3).labeled(Labels.ofSequences(new int[3])));
        assertRefused(
                IllegalArgumentException.class,
                "mean squared error needs targets [3, 2] but has [3, 1]",
                Task.meanOfInput(3).labeled(Labels.ofValues(Matrix.zeros(3, 1))));
    }

    @Test
    void examplesNeedALabelEach() {
        Sequences three = Task.previousToken(3).examples().inputs();
        var count =
                assertThrows(IllegalArgumentException.class, () -> new Examples(three, Labels.ofSequences(new int[2])));
        assertEquals("there are 3 sequences but labels for 2", count.getMessage());
        var length = assertThrows(
                IllegalArgumentException.class, () -> new Examples(three, Labels.ofSteps(new int[][] {{}, {}, {}})));
        assertEquals("sequence 0 has " + three.length(0) + " steps but labels for 0", length.getMessage());
    }

    @Test
    void theLossOfAllRowsIgnoredIsZeroAndTeachesNothing() {
        Task task = Task.firstToken(3);
        Task ignored = new Task("ignored", task.spec(), new CrossEntropy(), task.examples())
                .labeled(Labels.ofSequences(new int[] {-100, -100, -100}));
        TrainingStep step = step(ignored, task.network());
        assertEquals(0, run(step, ignored));
        assertEquals(0, step.gradientNorm());
        assertArrayEquals(task.network().values(), step.network().values());
    }

    @Test
    void whatIsFrozenStaysAndTheRestMovesAsIfItsGradientWereZero() {
        var spec = new NetworkSpec(
                new InputSpec.Embedding(4, 3),
                List.of(new Layer(Cells.elman(3, 5, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(4));
        Network start = Network.initialize(spec, Initialization.PYTORCH, 2);
        Examples examples = Task.firstToken(20).examples();
        var plan = TrainingPlan.of(new AdamW(), 0.1)
                .withClip(GradientClip.byNorm(0.01))
                .with(ParameterGroup.embedding().frozen())
                .with(ParameterGroup.named("fc.bias").frozen());
        var step = new TrainingStep(start, plan, compute);
        for (int i = 0; i < 3; i++) {
            step.step(new Batch().of(examples.inputs()), examples.labels(), 0.1, 0, 1);
        }
        float[] before = start.values();
        float[] after = step.network().values();
        for (Window window : start.layout().windows()) {
            boolean frozen = window.role() == Role.EMBEDDING || window.role() == Role.HEAD_BIAS;
            boolean same = Arrays.equals(
                    Arrays.copyOfRange(before, window.offset(), window.offset() + window.size()),
                    Arrays.copyOfRange(after, window.offset(), window.offset() + window.size()));
            assertEquals(frozen, same, window.name());
        }
    }

    @Test
    void theGradientOfAFrozenEmbeddingIsNotComputedAndTheOthersAreTheSame() {
        var spec = new NetworkSpec(
                new InputSpec.Embedding(4, 3),
                List.of(
                        new Layer(Cells.elman(3, 5, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL),
                        new Layer(Cells.lstm(10, 4, Bias.PRESENT))),
                new Dropouts(0.2, 0.2, 0),
                new Readout.LastStep(),
                new Head.Linear(4));
        Network start = Network.initialize(spec, Initialization.PYTORCH, 2);
        Examples examples = Task.firstToken(20).examples();
        float[] all = gradient(start, examples, Set.of());
        float[] rest = gradient(start, examples, Set.of(Role.EMBEDDING));
        int size = start.layout().windows().getFirst().size();
        assertArrayEquals(new float[size], Arrays.copyOf(rest, size));
        assertFalse(Arrays.equals(new float[size], Arrays.copyOf(all, size)));
        assertArrayEquals(Arrays.copyOfRange(all, size, all.length), Arrays.copyOfRange(rest, size, rest.length));
    }

    private float[] gradient(Network start, Examples examples, Set<Role> frozen) {
        var weights = NetworkWeights.forTraining(start, frozen);
        var gradient = new GradientStep(weights, new CrossEntropy(), compute);
        gradient.add(new Batch().of(examples.inputs()), examples.labels(), 0, 1);
        return gradient.gradients();
    }

    @Test
    void theEmbeddingLearnsAtItsPartOfTheRate() {
        Task task = Task.hasTokenZero(20);
        float[] before = task.network().values();
        float[] whole = afterOneStep(task, 1);
        float[] slowed = afterOneStep(task, 0.25);
        int size = task.network().layout().windows().getFirst().size();
        for (int i = 0; i < size; i++) {
            assertEquals(0.25 * (whole[i] - before[i]), slowed[i] - before[i], 1e-6);
        }
        assertFalse(Arrays.equals(Arrays.copyOf(before, size), Arrays.copyOf(slowed, size)));
        assertArrayEquals(
                Arrays.copyOfRange(whole, size, whole.length), Arrays.copyOfRange(slowed, size, slowed.length));
    }

    private float[] afterOneStep(Task task, double embeddingRate) {
        var plan = TrainingPlan.of(new Sgd(), 0.5)
                .withLoss(task.loss())
                .with(ParameterGroup.embedding().withRate(embeddingRate));
        var step = new TrainingStep(task.network(), plan, compute);
        step.step(new Batch().of(task.examples().inputs()), task.examples().labels(), 0.5, 0, 1);
        return step.network().values();
    }
}
