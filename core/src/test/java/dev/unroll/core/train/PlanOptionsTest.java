package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.score.Watch;
import dev.unroll.core.update.Averaging;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.GradientStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Best epoch, early stopping, averages of weights, statistics of gradients. */
class PlanOptionsTest {

    private final Compute compute = Compute.of(1);
    private final List<TrainingEvent> events = new ArrayList<>();
    private final Task task = Task.firstToken(40);

    /** Other labels than those that are learned, so that the validation score gets worse with time. */
    private final Examples contrary =
            Task.firstToken(30).labeled(Labels.ofSequences(new int[30])).examples();

    @AfterEach
    void closeCompute() {
        compute.close();
    }

    private TrainingPlan best(int epochs, int patience) {
        return task.plan(epochs, 1).withBestEpoch(new BestEpoch(Watch.LOSS, patience));
    }

    private TrainingPlan averaged(int epochs, Averaging averaging) {
        return task.plan(epochs, 1).withAveraging(averaging);
    }

    private Network train(TrainingPlan plan, Optional<Examples> validation) {
        return new Trainer(plan, compute).withListener(events::add).train(task.network(), task.examples(), validation);
    }

    private List<TrainingEvent.EpochDone> epochs() {
        return events.stream()
                .filter(TrainingEvent.EpochDone.class::isInstance)
                .map(TrainingEvent.EpochDone.class::cast)
                .toList();
    }

    @Test
    void theBestEpochIsKeptAndNamed() {
        Network kept = train(best(12, 0), Optional.of(contrary));
        var finished = (TrainingEvent.Finished) events.getLast();
        double least = epochs().stream()
                .mapToDouble(done -> done.validation().orElseThrow().loss())
                .min()
                .orElseThrow();
        var named = epochs().get(finished.keptEpoch() - 1);
        assertEquals(least, named.validation().orElseThrow().loss());
        assertEquals(named.weights(), WeightsHash.of(kept));
        assertTrue(finished.keptEpoch() < 12, "kept " + finished.keptEpoch());
        assertEquals(TrainingEvent.Ending.ALL_EPOCHS, finished.ending());
    }

    @Test
    void patienceEndsTheTraining() {
        train(best(200, 3), Optional.of(contrary));
        var finished = (TrainingEvent.Finished) events.getLast();
        assertEquals(TrainingEvent.Ending.PATIENCE, finished.ending());
        assertEquals(finished.keptEpoch() + 3, epochs().size());
    }

    @Test
    void whatGoesByScoresNeedsExamplesToScore() {
        var error = assertThrows(IllegalArgumentException.class, () -> train(best(2, 0), Optional.empty()));
        assertEquals(
                "keeping the best epoch, stopping early and reducing the learning rate on a plateau need validation"
                        + " examples, but there are none",
                error.getMessage());
    }

    /** Returns the weights after each epoch, or after each step. */
    private List<float[]> history(int epochs, boolean steps) {
        List<float[]> history = new ArrayList<>();
        var step = new TrainingStep(task.network(), task.loss(), new Adam(), compute);
        var batch = new Batch();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            BatchPlan plan = BatchPlan.of(task.examples().inputs(), 10, BatchPlan.Grouping.RANDOM, 1, epoch);
            for (int i = 0; i < plan.batches(); i++) {
                batch.of(task.examples().inputs(), plan.order(), plan.from(i), plan.to(i));
                step.step(batch, task.examples().labels(), 0.02, 1, epoch);
                if (steps || i + 1 == plan.batches()) {
                    history.add(step.network().values());
                }
            }
        }
        return history;
    }

    @Test
    void hiddenTokensAreHiddenFromTrainingAndNotFromScores() {
        var all = new TokenDropout(0.999_999, 0);
        TrainingPlan plan = task.plan(30, 1);
        train(plan, Optional.of(task.examples()));
        assertEquals(1, lastAccuracy());
        train(plan.withTokenDropout(all), Optional.of(task.examples()));
        assertTrue(lastAccuracy() < 0.9, "learned what it could not see: " + lastAccuracy());
    }

    private double lastAccuracy() {
        return epochs().getLast()
                .validation()
                .orElseThrow()
                .confusion()
                .orElseThrow()
                .accuracy();
    }

    @Test
    void theAverageOverEpochsIsTheirMeanFromTheFirstThatCounts() {
        float[] averaged =
                train(averaged(5, new Averaging.Epochs(3)), Optional.empty()).values();
        List<float[]> history = history(5, false).subList(2, 5);
        float[] expected = new float[averaged.length];
        for (int i = 0; i < expected.length; i++) {
            double sum = 0;
            for (float[] weights : history) {
                sum += weights[i];
            }
            expected[i] = (float) (sum / 3);
        }
        assertArrayEquals(expected, averaged, 1e-6f);
    }

    @Test
    void theAverageOverStepsForgetsByItsDecay() {
        float[] averaged = train(averaged(2, new Averaging.Exponential(0.8)), Optional.empty())
                .values();
        List<float[]> history = history(2, true);
        float[] expected = history.getFirst().clone();
        for (float[] weights : history.subList(1, history.size())) {
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) (0.8 * expected[i] + 0.2 * weights[i]);
            }
        }
        assertArrayEquals(expected, averaged, 1e-6f);
    }

    @Test
    void gradientStatisticsAreThoseOfTheSteps() {
        train(task.plan(1, 1).withClip(GradientClip.byNorm(0.3)), Optional.empty());
        double[] norms = events.stream()
                .filter(TrainingEvent.Step.class::isInstance)
                .mapToDouble(step -> ((TrainingEvent.Step) step).gradientNorm())
                .toArray();
        GradientStatistics statistics = epochs().getFirst().gradients();
        assertEquals(Arrays.stream(norms).average().orElseThrow(), statistics.mean(), 1e-15);
        assertEquals(Arrays.stream(norms).max().orElseThrow(), statistics.largest());
        assertEquals(Arrays.stream(norms).filter(norm -> norm > 0.3).count(), statistics.clipped());
    }
}
