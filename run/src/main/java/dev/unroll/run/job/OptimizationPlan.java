package dev.unroll.run.job;

import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.schedule.Schedule;
import dev.unroll.core.schedule.Warmup;
import dev.unroll.core.score.Watch;
import dev.unroll.core.train.Averaging;
import dev.unroll.core.train.BatchPlan;
import dev.unroll.core.train.BestEpoch;
import dev.unroll.core.train.GradientClip;
import dev.unroll.core.train.ParameterGroup;
import dev.unroll.core.train.TokenDropout;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.train.Truncation;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the table {@code [training]} of a configuration means as a plan. */
final class OptimizationPlan {

    /** The index of the unknown token in an open vocabulary. */
    private static final int UNKNOWN = 0;

    private OptimizationPlan() {}

    /** Throws if options contradict each other. */
    static void check(TrainConfig config) {
        of(config, ClassWeights.none());
    }

    /** Returns the plan; throws if options contradict each other. */
    static TrainingPlan of(TrainConfig config, ClassWeights weights) {
        TrainingTable training = config.training();
        try {
            var plan = TrainingPlan.of(
                            Optimizer.of(word(training.optimizer()), options(training)),
                            steps -> schedule(training, steps))
                    .withLoss(new CrossEntropy(weights, training.labelSmoothing(), CrossEntropy.DEFAULT_IGNORE_INDEX))
                    .withEpochs(training.epochs())
                    .withBatchSize(training.batchSize())
                    .withGrouping(training.bucketing() ? BatchPlan.Grouping.BY_LENGTH : BatchPlan.Grouping.RANDOM)
                    .withGroups(groups(config))
                    .withSeed(training.seed());
            return withOptions(plan, training);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("[training]: " + e.getMessage());
        }
    }

    private static List<ParameterGroup> groups(TrainConfig config) {
        if (config.model().freeze()) {
            return List.of(ParameterGroup.embedding().frozen());
        }
        double rate = config.model().embeddingRate();
        return rate == 1 ? List.of() : List.of(ParameterGroup.embedding().withRate(rate));
    }

    /** Returns the plan with what most trainings do without. */
    private static TrainingPlan withOptions(TrainingPlan plan, TrainingTable training) {
        TrainingPlan with = plan;
        if (training.clipNorm() > 0) {
            with = with.withClip(GradientClip.byNorm(training.clipNorm()));
        }
        if (training.truncation() > 0) {
            with = with.withTruncation(new Truncation(training.truncation()));
        }
        if (training.tokenDropout() > 0) {
            with = with.withTokenDropout(new TokenDropout(training.tokenDropout(), UNKNOWN));
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

    private static Watch watch(TrainingTable training) {
        return training.watch() == TrainingTable.Watch.LOSS ? Watch.LOSS : Watch.ACCURACY;
    }

    /** Returns the schedule over so many steps: what the configuration counts in epochs is counted in steps here. */
    private static Schedule schedule(TrainingTable training, long steps) {
        long rest = steps - training.warmupSteps();
        if (rest < 1) {
            throw new ConfigException("training.warmup_steps must be below the " + steps
                    + " steps of the training but is " + training.warmupSteps());
        }
        double epoch = (double) steps / training.epochs();
        Map<String, Object> options =
                switch (training.schedule()) {
                    case CONSTANT, COSINE -> Map.of();
                    case ONE_CYCLE -> Map.of("cycle_momentum", training.cycleMomentum());
                    case LINEAR -> Map.of("start_factor", 1, "end_factor", training.endFactor());
                    case STEP ->
                        Map.of(
                                "step_size",
                                Math.max(1, StrictMath.rint(training.decayEpochs() * epoch)),
                                "gamma",
                                training.gamma());
                    case EXPONENTIAL -> Map.of("gamma", StrictMath.pow(training.gamma(), 1 / epoch));
                    case PLATEAU ->
                        Map.of(
                                "mode",
                                watch(training) == Watch.LOSS ? "min" : "max",
                                "factor",
                                training.gamma(),
                                "patience",
                                training.plateauPatience());
                };
        Schedule schedule = Schedule.of(word(training.schedule()), training.learningRate(), rest, options);
        return training.warmupSteps() == 0 ? schedule : new Warmup(training.warmupSteps(), schedule);
    }

    /** Returns the options under PyTorch's names. */
    private static Map<String, Object> options(TrainingTable training) {
        double decay = training.weightDecay();
        return switch (training.optimizer()) {
            case SGD ->
                Map.of(
                        "momentum", training.momentum(),
                        "dampening", training.dampening(),
                        "nesterov", training.nesterov(),
                        "weight_decay", decay);
            case RMSPROP ->
                Map.of(
                        "alpha", training.alpha(),
                        "eps", training.eps(),
                        "momentum", training.momentum(),
                        "centered", training.centered(),
                        "weight_decay", decay);
            case NADAM, RADAM ->
                Map.of(
                        "betas", List.of(training.beta1(), training.beta2()),
                        "eps", training.eps(),
                        "decoupled_weight_decay", training.decoupledWeightDecay(),
                        "weight_decay", decay);
            case ADAGRAD, ADADELTA -> Map.of("weight_decay", decay);
            case ADAM, ADAMW ->
                Map.of(
                        "betas", List.of(training.beta1(), training.beta2()),
                        "eps", training.eps(),
                        "amsgrad", training.amsgrad(),
                        "weight_decay", decay);
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
