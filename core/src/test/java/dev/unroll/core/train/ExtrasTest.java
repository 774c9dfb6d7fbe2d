package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.schedule.Constant;
import dev.unroll.core.score.Watch;
import dev.unroll.core.train.TrainingPlan.Extras;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Best epoch, early stopping, averages of weights, statistics of gradients. */
class ExtrasTest {

    private final Team team = Team.of(1);
    private final List<TrainingEvent> events = new ArrayList<>();
    private final Task task = Task.firstToken(40);

    /** Other labels than those that are learned, so that the validation score gets worse with time. */
    private final Examples contrary =
            Task.firstToken(30).labeled(Labels.ofSequences(new int[30])).examples();

    @AfterEach
    void closeTeam() {
        team.close();
    }

    private static Extras best(Watch watch, int patience) {
        return new Extras(Optional.empty(), Optional.of(new BestEpoch(watch, patience)), Optional.empty());
    }

    private static Extras averaged(Averaging averaging) {
        return new Extras(Optional.empty(), Optional.empty(), Optional.of(averaging));
    }

    private Network train(int epochs, Extras extras, Optional<Examples> validation) {
        return new Trainer(task.plan(epochs, 1).with(extras), Kernels.fastest(), team, events::add)
                .train(task.network(), task.examples(), validation);
    }

    private List<TrainingEvent.EpochDone> epochs() {
        return events.stream()
                .filter(TrainingEvent.EpochDone.class::isInstance)
                .map(TrainingEvent.EpochDone.class::cast)
                .toList();
    }

    @Test
    void theBestEpochIsKeptAndNamed() {
        Network kept = train(12, best(Watch.LOSS, 0), Optional.of(contrary));
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
        train(200, best(Watch.LOSS, 3), Optional.of(contrary));
        var finished = (TrainingEvent.Finished) events.getLast();
        assertEquals(TrainingEvent.Ending.PATIENCE, finished.ending());
        assertEquals(finished.keptEpoch() + 3, epochs().size());
    }

    @Test
    void whatGoesByScoresNeedsExamplesToScore() {
        var error = assertThrows(IllegalArgumentException.class, () -> train(2, best(Watch.LOSS, 0), Optional.empty()));
        assertEquals(
                "keeping the best epoch, stopping early and reducing the learning rate on a plateau need validation"
                        + " examples, but there are none",
                error.getMessage());
    }

    /** Returns the weights after each epoch, or after each step. */
    private List<float[]> history(int epochs, boolean steps) {
        List<float[]> history = new ArrayList<>();
        var step = new TrainingStep(task.network(), task.loss(), new Adam(), Optional.empty(), Kernels.fastest(), team);
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
        var hiding = new Extras(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.of(all), 1);
        train(30, Extras.NONE, Optional.of(task.examples()));
        assertEquals(1, lastAccuracy());
        train(30, hiding, Optional.of(task.examples()));
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
                train(5, averaged(new Averaging.Epochs(3)), Optional.empty()).values();
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
        float[] averaged = train(2, averaged(new Averaging.Exponential(0.8)), Optional.empty())
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
        var plan = new TrainingPlan(
                1,
                10,
                task.loss(),
                new Adam(),
                _ -> new Constant(0.02),
                Optional.of(new GradientClip(0.3)),
                BatchPlan.Grouping.RANDOM,
                1);
        new Trainer(plan, Kernels.fastest(), team, events::add)
                .train(task.network(), task.examples(), Optional.empty());
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
