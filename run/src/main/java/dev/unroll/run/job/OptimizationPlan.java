package dev.unroll.run.job;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.Losses;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.Schedule;
import dev.unroll.core.schedule.Span;
import dev.unroll.core.schedule.Warmup;
import dev.unroll.core.score.Watch;
import dev.unroll.core.train.BatchPlan;
import dev.unroll.core.train.BestEpoch;
import dev.unroll.core.train.ScheduledSampling;
import dev.unroll.core.train.TokenDropout;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.train.Truncation;
import dev.unroll.core.update.Averaging;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.ParameterGroup;
import dev.unroll.core.update.WeightDrop;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.TargetTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the table {@code [training]} of a configuration means as a plan. */
final class OptimizationPlan {

    /** The index of the unknown token in an open vocabulary. */
    private static final int UNKNOWN = 0;

    private OptimizationPlan() {}

    /** Throws if settings contradict each other. */
    static void check(TrainConfig config) {
        of(config, ClassWeights.none());
    }

    /** Returns the plan; throws if settings contradict each other. */
    static TrainingPlan of(TrainConfig config, ClassWeights weights) {
        TrainingTable training = config.training();
        try {
            Loss loss = loss(training);
            var plan = TrainingPlan.of(training.optimizer(), training.learningRate())
                    .withSchedule(schedule(training))
                    .withLoss(weights.isNone() ? loss : loss.withClassWeights(weights))
                    .withEpochs(training.epochs())
                    .withBatchSize(training.batchSize())
                    .withAccumulation(training.accumulate())
                    .withGrouping(training.bucketing() ? BatchPlan.Grouping.BY_LENGTH : BatchPlan.Grouping.RANDOM)
                    .withGroups(groups(config))
                    .withSeed(training.seed());
            return withSampling(withOptions(plan, training), config.target());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("[training]: " + e.getMessage());
        }
    }

    /** Returns the loss, which must judge what the task answers. */
    private static Loss loss(TrainingTable training) {
        Loss loss = training.loss();
        if (!training.task().isJudgedBy(loss)) {
            List<String> others = Losses.ALL.names().stream()
                    .filter(name -> training.task().isJudgedBy(Losses.ALL.named(name)))
                    .toList();
            throw new ConfigException("training.loss " + loss.name() + " is of " + word(loss.answers())
                    + ", but training.task " + word(training.task()) + " answers "
                    + (training.task().isJudgedBy(new CrossEntropy()) ? "classes" : "values") + "; use "
                    + String.join(" or ", others));
        }
        return loss;
    }

    private static List<ParameterGroup> groups(TrainConfig config) {
        List<ParameterGroup> groups = new ArrayList<>();
        if (config.model().freeze()) {
            groups.add(ParameterGroup.embedding().frozen());
        } else if (config.model().embeddingRate() != 1) {
            groups.add(ParameterGroup.embedding().withRate(config.model().embeddingRate()));
        }
        config.training().groups().forEach(text -> groups.add(ParameterGroup.parse(text)));
        return groups;
    }

    /** Returns the plan with what most trainings do without. */
    private static TrainingPlan withOptions(TrainingPlan plan, TrainingTable training) {
        TrainingPlan with = plan;
        if (training.clipNorm() > 0 && training.clipValue() > 0) {
            throw new ConfigException(
                    "training.clip_norm and training.clip_value both cut gradients down, so one of them"
                            + " must be 0 but they are " + training.clipNorm() + " and " + training.clipValue());
        }
        if (training.clipNorm() > 0) {
            with = with.withClip(GradientClip.byNorm(training.clipNorm()));
        }
        if (training.clipValue() > 0) {
            with = with.withClip(GradientClip.byValue(training.clipValue()));
        }
        if (training.truncation() > 0) {
            with = with.withTruncation(new Truncation(training.truncation()));
        }
        if (training.tokenDropout() > 0) {
            with = with.withTokenDropout(new TokenDropout(training.tokenDropout(), UNKNOWN));
        }
        if (training.weightDrop() > 0) {
            with = with.withWeightDrop(new WeightDrop(training.weightDrop()));
        }
        if (training.kept() == TrainingTable.KeptEpoch.BEST) {
            with = with.withBestEpoch(new BestEpoch(watch(training), training.patience()));
        }
        return switch (training.average()) {
            case NONE -> with;
            case STEPS -> with.withAveraging(new Averaging.Exponential(training.averageDecay()));
            case EPOCHS -> with.withAveraging(new Averaging.Epochs(training.averageFrom()));
        };
    }

    private static TrainingPlan withSampling(TrainingPlan plan, TargetTable target) {
        return target.scheduledSampling() == 0
                ? plan
                : plan.withScheduledSampling(
                        new ScheduledSampling(target.scheduledSampling(), target.samplingEpochs()));
    }

    private static Watch watch(TrainingTable training) {
        return training.watch() == TrainingTable.Watch.LOSS ? Watch.LOSS : Watch.ACCURACY;
    }

    private static Schedule schedule(TrainingTable training) {
        Schedule schedule = training.schedule().watching(watch(training));
        return training.warmupSteps() == 0 ? schedule : new WarmUp(new Warmup(training.warmupSteps(), schedule));
    }

    /** A warm-up that calls its length by the key that sets it. */
    private record WarmUp(Warmup rise) implements Schedule {

        @Override
        public String name() {
            return rise.name();
        }

        @Override
        public LearningRates over(Span span) {
            if (rise.steps() >= span.steps()) {
                throw new ConfigException("training.warmup_steps must be below the "
                        + Sentence.counted(span.steps(), "step") + " of the training but is " + rise.steps());
            }
            return rise.over(span);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
