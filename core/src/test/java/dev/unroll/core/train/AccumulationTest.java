package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.schedule.LinearDecay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An update of several batches. */
class AccumulationTest {

    private final Compute compute = Compute.of(2);
    private final List<TrainingEvent> events = new ArrayList<>();

    @AfterEach
    void closeCompute() {
        compute.close();
    }

    static List<Task> tasks() {
        Task weighted = Task.firstToken(32);
        var loss = new CrossEntropy(ClassWeights.of(0.5f, 3, 1, 0), 0.1, 1);
        return List.of(
                Task.firstToken(32),
                Task.previousToken(32),
                Task.meanOfInput(32),
                Task.hasTokenZero(32),
                new Task("weighted classes, one ignored", weighted.spec(), loss, weighted.examples()));
    }

    private Network train(Task task, TrainingPlan plan) {
        return new Trainer(plan, compute).withListener(events::add).train(task.network(), task.examples());
    }

    private List<TrainingEvent.Step> steps() {
        return events.stream()
                .filter(TrainingEvent.Step.class::isInstance)
                .map(TrainingEvent.Step.class::cast)
                .toList();
    }

    /** Within 5e-6 of the largest parameter's change; sums are taken in another order. */
    @ParameterizedTest
    @MethodSource("tasks")
    void fourBatchesOfEightAreOneOfThirtyTwo(Task task) {
        var plan = task.planInOrder(6, 0.5);
        float[] one = train(task, plan.withBatchSize(32)).values();
        float[] four = train(task, plan.withBatchSize(8).withAccumulation(4)).values();
        assertArrayEquals(one, four, 5e-6f);
        List<TrainingEvent.Step> steps = steps();
        for (int i = 0; i < 6; i++) {
            assertEquals(steps.get(i).loss(), steps.get(i + 6).loss(), 5e-6);
            assertEquals(steps.get(i).gradientNorm(), steps.get(i + 6).gradientNorm(), 5e-6);
            assertEquals(steps.get(i).predictions(), steps.get(i + 6).predictions());
            assertEquals(steps.get(i).correct(), steps.get(i + 6).correct());
            assertEquals(steps.get(i).step(), steps.get(i + 6).step());
            assertEquals(32, steps.get(i + 6).examples());
        }
    }

    @Test
    void theGradientIsTheShareOfTheSumOfGradientsEachOverTheFirstDivisor() {
        Task task = Task.previousToken(20);
        var weights = NetworkWeights.forTraining(task.network());
        var both = new GradientStep(weights, task.loss(), compute);
        int[] order = IntStream.range(0, 20).toArray();
        var first = new Batch().of(task.examples().inputs(), order, 0, 5);
        var second = new Batch().of(task.examples().inputs(), order, 5, 20);
        both.add(first, task.examples().labels(), 0, 1);
        double unit = both.divisor();
        float[] sum = both.gradients().clone();
        both.add(second, task.examples().labels(), 0, 1);
        assertEquals(first.unrolling().rows(), unit);
        assertEquals(first.unrolling().rows() + second.unrolling().rows(), both.divisor());
        assertEquals(unit / both.divisor(), both.share());

        var alone = new GradientStep(weights, task.loss(), compute);
        alone.add(second, task.examples().labels(), 0, 1);
        for (int i = 0; i < sum.length; i++) {
            double expected = sum[i] + alone.gradients()[i] * (alone.divisor() / unit);
            assertEquals(expected, both.gradients()[i], 5e-6);
        }
    }

    @Test
    void aFirstBatchOfIgnoredRowsWeighsNothing() {
        Task task = Task.firstToken(4);
        int[] labels = {CrossEntropy.DEFAULT_IGNORE_INDEX, CrossEntropy.DEFAULT_IGNORE_INDEX, 1, 2};
        Task ignoring = task.labeled(Labels.ofSequences(labels));
        float[] two = train(ignoring, task.planInOrder(1, 0.5).withBatchSize(2).withAccumulation(2))
                .values();
        var last = new TrainingStep(task.network(), task.loss(), new Sgd(), compute);
        last.step(
                new Batch().of(task.examples().inputs(), new int[] {2, 3}, 0, 2),
                Labels.ofSequences(labels),
                0.5,
                0,
                1);
        assertArrayEquals(last.network().values(), two);
        assertEquals(last.gradientNorm(), steps().getFirst().gradientNorm());
    }

    @Test
    void theLastUpdateOfAnEpochHasWhatIsLeft() {
        Task task = Task.firstToken(55);
        train(task, task.planInOrder(2, 0.1).withAccumulation(4));
        assertEquals(
                List.of(40, 15, 40, 15),
                steps().stream().map(TrainingEvent.Step::examples).toList());
        assertEquals(
                List.of(1L, 2L, 1L, 2L),
                steps().stream().map(TrainingEvent.Step::batch).toList());
        var started = (TrainingEvent.Started) events.getFirst();
        assertEquals(4, started.steps());
        assertEquals(2, ((TrainingEvent.EpochStarted) events.get(1)).batches());

        Network alone = train(task, task.planInOrder(1, 0.1).withBatchSize(40));
        float[] whole =
                train(task, task.planInOrder(1, 0.1).withAccumulation(4)).values();
        assertArrayEquals(alone.values(), whole, 5e-6f);
    }

    @Test
    void chunksInARowShareAnUpdateAcrossBatches() {
        Task task = Task.previousToken(20);
        TrainingPlan plan = task.planInOrder(1, 0.1).withTruncation(new Truncation(2));
        train(task, plan);
        int[] single = steps().stream().mapToInt(TrainingEvent.Step::examples).toArray();
        events.clear();
        train(task, plan.withAccumulation(4));
        int[] pairs = steps().stream().mapToInt(TrainingEvent.Step::examples).toArray();
        assertEquals(Math.ceilDiv(single.length, 4), pairs.length);
        assertEquals(Arrays.stream(single).limit(4).sum(), pairs[0]);
    }

    @Test
    void schedulesCountUpdates() {
        Task task = Task.firstToken(40);
        train(
                task,
                task.planInOrder(3, 0).withAccumulation(2).withLearningRate(0.6).withSchedule(new LinearDecay()));
        double[] rates =
                steps().stream().mapToDouble(TrainingEvent.Step::learningRate).toArray();
        assertArrayEquals(new double[] {0.6, 0.5, 0.4, 0.3, 0.2, 0.1}, rates, 1e-15);
    }

    @Test
    void anUpdateOfNoBatchIsRefused() {
        TrainingPlan plan = Task.firstToken(1).plan(1, 0);
        var error = assertThrows(IllegalArgumentException.class, () -> plan.withAccumulation(0));
        assertEquals("an update must be of at least 1 batch but is of 0", error.getMessage());
    }
}
