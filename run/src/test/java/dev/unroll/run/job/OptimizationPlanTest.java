package dev.unroll.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.FocalLoss;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.optimizer.Optimizers;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.Schedule;
import dev.unroll.core.schedule.Span;
import dev.unroll.core.score.Watch;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.ParameterGroup;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizationPlanTest {

    private static Optimizer optimizer(String... assignments) {
        var config = ConfigReader.read("my.toml", "", List.of(assignments));
        return OptimizationPlan.of(config, ClassWeights.none()).optimizer();
    }

    private static TrainingPlan plan(ClassWeights weights, String... assignments) {
        return OptimizationPlan.of(ConfigReader.read("my.toml", "", List.of(assignments)), weights);
    }

    /** What is set, and what the optimizer then has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sgd      | momentum=0.9                 | momentum               | 0.9
            sgd      | momentum=0.9 nesterov=true   | nesterov               | true
            sgd      | dampening=0.5                | dampening              | 0.5
            rmsprop  | alpha=0.9                    | alpha                  | 0.9
            rmsprop  | centered=true                | centered               | true
            adam     | beta1=0.8 beta2=0.9          | beta2                  | 0.9
            adamw    | amsgrad=true                 | amsgrad                | true
            adamw    | eps=1e-6                     | weight_decay           | 0.01
            nadam    | decoupled_weight_decay=true  | decoupled_weight_decay | true
            radam    | decoupled_weight_decay=true  | decoupled_weight_decay | true
            nadam    | weight_decay=0.1             | decoupled_weight_decay | false
            radam    | weight_decay=0.1             | weight_decay           | 0.1
            nadam    | momentum_decay=0.01          | momentum_decay         | 0.01
            adagrad  | rate_decay=0.5               | rate_decay             | 0.5
            adadelta | rho=0.5 eps=1e-3             | rho                    | 0.5
            lion     | beta1=0.8                    | beta1                  | 0.8
            adagrad  | weight_decay=0.1             | weight_decay           | 0.1
            adadelta | weight_decay=0.1             | weight_decay           | 0.1
            """)
    void aKeyReachesTheOptimizer(String name, String keys, String option, String value) {
        String[] assignments = Stream.of("optimizer=" + name + " " + keys)
                .flatMap(all -> Stream.of(all.split(" ")))
                .toArray(String[]::new);
        assertEquals(
                value,
                String.valueOf(Optimizers.ALL.settings(optimizer(assignments)).get(option)));
    }

    @Test
    void onlyNadamAndRadamAreTold() {
        var error =
                assertThrows(ConfigException.class, () -> optimizer("optimizer=adam", "decoupled_weight_decay=true"));
        assertEquals(
                "--set decoupled_weight_decay=true: training.decoupled_weight_decay means something only if"
                        + " training.optimizer is nadam or radam, but that is adam",
                error.getMessage());
    }

    @Test
    void theLossHasItsSettingsAndTheWeightsOfTheClasses() {
        ClassWeights weights = ClassWeights.of(1, 2);
        TrainingPlan plan = plan(weights, "label_smoothing=0.1");
        assertEquals(new CrossEntropy().withLabelSmoothing(0.1).withClassWeights(weights), plan.loss());
    }

    @Test
    void aLossOfClassesIsAChoice() {
        assertEquals(
                new FocalLoss().withFocus(1),
                plan(ClassWeights.none(), "loss=focal", "focus=1").loss());
    }

    @Test
    void aLossThatTheTaskCannotLearnByIsRefused() {
        var values = assertThrows(ConfigException.class, () -> plan(ClassWeights.none(), "loss=huber"));
        assertEquals(
                "training.loss huber is of values, but training.task classify answers classes; use cross_entropy or"
                        + " focal",
                values.getMessage());
        var decisions =
                assertThrows(ConfigException.class, () -> optimizer("loss=binary_cross_entropy", "pos_weight=[2]"));
        assertEquals(
                "training.loss binary_cross_entropy is of decisions, but training.task classify answers classes; use"
                        + " cross_entropy or focal",
                decisions.getMessage());
    }

    @Test
    void whatTheConfigurationCountsInEpochsTheScheduleCountsInSteps() {
        TrainingPlan plan = plan(ClassWeights.none(), "schedule=step", "decay_epochs=1.5", "warmup_steps=2");
        LearningRates rates = plan.schedule().over(new Span(1, 40, 4));
        assertEquals(0.5, rates.learningRate(0));
        assertEquals(1, rates.learningRate(2 + 5));
        assertEquals(0.1, rates.learningRate(2 + 6));
    }

    @Test
    void aWarmUpThatIsTooLongIsCalledByItsKey() {
        Schedule schedule = plan(ClassWeights.none(), "warmup_steps=40").schedule();
        var error = assertThrows(ConfigException.class, () -> schedule.over(new Span(1, 40)));
        assertEquals("training.warmup_steps must be below the 40 steps of the training but is 40", error.getMessage());
    }

    @Test
    void aPlateauGoesByTheWatchedScore() {
        TrainingPlan plan = plan(ClassWeights.none(), "schedule=plateau", "watch=accuracy");
        assertEquals(Optional.of(Watch.ACCURACY), plan.schedule().watched());
    }

    @Test
    void groupsComeAfterWhatTheModelSaysOfItsEmbedding() {
        TrainingPlan slow = plan(
                ClassWeights.none(),
                "input=embedding",
                "embedding_rate=0.1",
                "groups=[\"bias weight_decay=0\", \"rnn.*_l0 frozen\"]");
        assertEquals(
                List.of(
                        ParameterGroup.embedding().withRate(0.1),
                        ParameterGroup.biases().withWeightDecay(0),
                        ParameterGroup.named("rnn.*_l0").frozen()),
                slow.groups());
        TrainingPlan frozen = plan(ClassWeights.none(), "input=embedding", "freeze=true");
        assertEquals(List.of(ParameterGroup.embedding().frozen()), frozen.groups());
    }

    @Test
    void aGroupThatCannotBeReadIsRefused() {
        var error = assertThrows(ConfigException.class, () -> optimizer("groups=[\"bias weight_decy=0\"]"));
        assertEquals(
                "[training]: the group \"bias weight_decy=0\" says \"weight_decy\"; did you mean weight_decay?; a group"
                        + " has rate=NUMBER, weight_decay=NUMBER or frozen",
                error.getMessage());
    }

    @Test
    void anUpdateMayBeOfSeveralBatchesAndClippedByValue() {
        TrainingPlan plan = plan(ClassWeights.none(), "accumulate=4", "clip_norm=0", "clip_value=0.5");
        assertEquals(4, plan.accumulation());
        assertEquals(Optional.of(GradientClip.byValue(0.5)), plan.clip());
    }

    @Test
    void gradientsAreClippedInOneWay() {
        var error = assertThrows(ConfigException.class, () -> optimizer("clip_norm=1", "clip_value=0.5"));
        assertEquals(
                "training.clip_norm and training.clip_value both cut gradients down, so one of them must be 0 but they are"
                        + " 1.0 and 0.5",
                error.getMessage());
    }
}
