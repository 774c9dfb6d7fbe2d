package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.optimizer.OptimizerState;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.OneCycle;
import dev.unroll.core.schedule.Schedule;
import dev.unroll.core.schedule.Span;
import dev.unroll.core.score.Classification;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.update.GradientClip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {

    private final Compute compute = Compute.of(2);
    private final List<TrainingEvent> events = new ArrayList<>();

    @AfterEach
    void closeCompute() {
        compute.close();
    }

    private Network train(Task task, TrainingPlan plan) {
        return trainer(plan).train(task.network(), task.examples(), Optional.empty());
    }

    private Trainer trainer(TrainingPlan plan) {
        return new Trainer(plan, compute).withListener(events::add);
    }

    private <E extends TrainingEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static List<Task> tasks() {
        return Task.all();
    }

    @Test
    void eventsComeInOrder() {
        Task task = Task.firstToken(25);
        train(task, task.plan(2, 0));
        assertEquals(
                List.of(
                        "Started",
                        "EpochStarted",
                        "Step",
                        "Step",
                        "Step",
                        "EpochDone",
                        "EpochStarted",
                        "Step",
                        "Step",
                        "Step",
                        "EpochDone",
                        "Finished"),
                events.stream().map(event -> event.getClass().getSimpleName()).toList());
        var parameters = task.network().layout().size();
        var kernels = compute.kernels().description();
        assertEquals(new TrainingEvent.Started(2, 25, 6, parameters, kernels, 2, 0), events.getFirst());
        assertEquals(new TrainingEvent.EpochStarted(2, 3, TrainingEvent.Sums.NONE), events.get(6));
        var last = (TrainingEvent.Step) events.get(9);
        assertEquals(
                List.of(2, 6L, 3L, 5, 5),
                List.of(last.epoch(), last.step(), last.batch(), last.examples(), last.predictions()));
        assertEquals(new TrainingEvent.Finished(6, TrainingEvent.Ending.ALL_EPOCHS, 2), events.getLast());
    }

    @Test
    void anEpochSumsItsSteps() {
        Task task = Task.firstToken(25);
        train(task, task.plan(1, 0));
        var done = events(TrainingEvent.EpochDone.class).getFirst();
        var steps = events(TrainingEvent.Step.class);
        assertEquals(
                steps.stream()
                                .mapToDouble(step -> step.loss() * step.examples())
                                .sum()
                        / 25,
                done.loss(),
                1e-15);
        assertEquals(steps.stream().mapToInt(TrainingEvent.Step::correct).sum() / 25.0, done.accuracy());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void anEasyTaskIsLearned(Task task) {
        train(task, task.plan(60, 3));
        var epochs = events(TrainingEvent.EpochDone.class);
        double first = epochs.getFirst().loss();
        double last = epochs.getLast().loss();
        assertTrue(last < first / 4, "loss " + first + " fell to " + last);
        if (new Classification(task.loss(), task.spec().outputSize()).applies()) {
            assertTrue(
                    epochs.getLast().accuracy() > 0.95,
                    "accuracy " + epochs.getLast().accuracy());
        } else {
            assertTrue(Double.isNaN(epochs.getLast().accuracy()));
        }
    }

    @Test
    void aSeedIsANetwork() {
        Task task = Task.firstToken(30);
        String once = Task.sha256(train(task, task.plan(2, 7)));
        assertEquals(once, Task.sha256(train(task, task.plan(2, 7))));
        assertNotEquals(once, Task.sha256(train(task, task.plan(2, 8))));
    }

    @Test
    void theNetworkThatTrainingStartsFromStaysAsItIs() {
        Task task = Task.firstToken(10);
        Network start = task.network();
        float[] before = start.values();
        trainer(task.plan(1, 0)).train(start, task.examples(), Optional.empty());
        assertArrayEquals(before, start.values());
    }

    @Test
    void aStopEndsAfterTheStepAndReturnsTheNetworkAsItIs() {
        Task task = Task.firstToken(40);
        var stopped = trainer(task.planInOrder(3, 0.5))
                .withStop(() -> events(TrainingEvent.Step.class).size() == 2)
                .train(task.network(), task.examples(), Optional.empty());
        assertEquals(new TrainingEvent.Finished(2, TrainingEvent.Ending.INTERRUPTED, 1), events.getLast());

        var step = new TrainingStep(task.network(), task.loss(), new Sgd(), compute);
        int[] all = BatchPlan.of(task.examples().inputs(), 10, BatchPlan.Grouping.IN_ORDER, 0, 1)
                .order();
        step.step(
                new Batch().of(task.examples().inputs(), all, 0, 10),
                task.examples().labels(),
                0.5,
                0,
                1);
        step.step(
                new Batch().of(task.examples().inputs(), all, 10, 20),
                task.examples().labels(),
                0.5,
                0,
                1);
        assertArrayEquals(step.network().values(), stopped.values());
    }

    @Test
    void validationScoresTheNetworkAtTheEndOfTheEpoch() {
        Task task = Task.firstToken(30);
        Examples held = Task.firstToken(50).examples();
        Network trained = trainer(task.plan(2, 0)).train(task.network(), task.examples(), Optional.of(held));
        Evaluation expected = new Evaluator(task.loss(), 10, compute).evaluate(trained, held);
        Evaluation last =
                events(TrainingEvent.EpochDone.class).getLast().validation().orElseThrow();
        assertEquals(expected.loss(), last.loss());
        assertEquals(50, last.confusion().orElseThrow().total());
    }

    @Test
    void aScheduleSpansAllStepsAndIsAskedFromStepZero() {
        Task task = Task.firstToken(25);
        List<Span> spans = new ArrayList<>();
        var cycle = new OneCycle().withRise(0.5);
        // Whoever wants to may write a schedule of his own.
        record Noting(Schedule then, List<Span> spans) implements Schedule {
            @Override
            public String name() {
                return "noting";
            }

            @Override
            public LearningRates over(Span span) {
                spans.add(span);
                return then.over(span);
            }
        }
        train(
                task,
                task.plan(4, 0)
                        .withLearningRate(0.1)
                        .withSchedule(new Noting(cycle, spans))
                        .withClip(GradientClip.byNorm(1))
                        .withGrouping(BatchPlan.Grouping.BY_LENGTH));
        double[] rates = events(TrainingEvent.Step.class).stream()
                .mapToDouble(TrainingEvent.Step::learningRate)
                .toArray();
        assertEquals(List.of(new Span(0.1, 12, 3)), spans);
        assertEquals(12, rates.length);
        assertEquals(0.1 / 25, rates[0], 1e-15);
        assertEquals(0.1 / 25 / 1e4, rates[11], 1e-15);
        LearningRates expected = cycle.over(new Span(0.1, 12));
        for (int step = 0; step < 12; step++) {
            assertEquals(expected.learningRate(step), rates[step]);
        }
    }

    /** An optimizer that stands in no list: by the sign of the gradient alone. */
    private record SignDescent(double weightDecay) implements Optimizer {

        @Override
        public String name() {
            return "sign";
        }

        @Override
        public SignDescent withWeightDecay(double changed) {
            return new SignDescent(changed);
        }

        @Override
        public OptimizerState newState(int length) {
            return new OptimizerState(length);
        }

        @Override
        public void update(float[] values, float[] gradients, OptimizerState state, double rate, int from, int to) {
            for (int i = from; i < to; i++) {
                values[i] -= (float) rate * Math.signum(gradients[i]);
            }
        }
    }

    @Test
    void anOptimizerOfOnesOwnTrains() {
        Task task = Task.firstToken(30);
        train(task, task.plan(5, 0).withOptimizer(new SignDescent(0)).withLearningRate(0.01));
        List<TrainingEvent.EpochDone> epochs = events(TrainingEvent.EpochDone.class);
        assertTrue(epochs.getLast().loss() < epochs.getFirst().loss());
    }

    @Test
    void aLearningRateOfZeroTeachesNothing() {
        Task task = Task.firstToken(20);
        Network trained = train(task, task.planInOrder(3, 0));
        assertArrayEquals(task.network().values(), trained.values());
        double[] losses = events(TrainingEvent.EpochDone.class).stream()
                .mapToDouble(TrainingEvent.EpochDone::loss)
                .toArray();
        assertEquals(1, DoubleStream.of(losses).distinct().count());
    }

    @Test
    void anExplodingLearningRateIsNamed() {
        Task task = Task.meanOfInput(20);
        var error = assertThrows(NonFiniteException.class, () -> train(task, task.planInOrder(2, 1e30)));
        assertEquals(
                "step 2: the loss of sample 10 is Infinity; the first value that is not finite is in the loss."
                        + " Check the sample, lower the learning rate or clip the gradient",
                error.getMessage());
    }

    @Test
    void theNamesOfExamplesAreInTheError() {
        Task task = Task.meanOfInput(20);
        var named = new Examples(
                task.examples().inputs(), task.examples().labels(), sample -> "walks.jsonl:" + (sample + 1));
        var error = assertThrows(NonFiniteException.class, () -> trainer(task.planInOrder(2, 1e30))
                .train(task.network(), named, Optional.empty()));
        assertEquals(
                "step 2: the loss of walks.jsonl:11 is Infinity; the first value that is not finite is in the loss."
                        + " Check the sample, lower the learning rate or clip the gradient",
                error.getMessage());
    }

    @Test
    void anUpdateBeyondTheRangeOfFloatIsNamedAlsoInTheLastStep() {
        Task task = Task.meanOfInput(10);
        var error = assertThrows(NonFiniteException.class, () -> train(task, task.planInOrder(1, 1e300)));
        assertEquals(
                "step 1: the parameter rnn.weight_ih_l0 is Infinity after the update. Lower the learning rate or clip"
                        + " the gradient",
                error.getMessage());
    }

    @Test
    void nothingToLearnFromIsRefused() {
        Task task = Task.firstToken(1);
        var none = new Examples(Sequences.ofTokens(new int[0][]), Labels.ofSequences(new int[0]));
        var error = assertThrows(IllegalArgumentException.class, () -> trainer(task.plan(1, 0))
                .train(task.network(), none, Optional.empty()));
        assertEquals("there are no training examples", error.getMessage());
        var plan = assertThrows(IllegalArgumentException.class, () -> task.plan(0, 0));
        assertEquals("epochs and batchSize must be at least 1 but are 0 and 10", plan.getMessage());
    }
}
