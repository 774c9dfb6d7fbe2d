package dev.unroll.cli.job;

import dev.unroll.cli.ExitCode;
import dev.unroll.cli.UserError;
import dev.unroll.cli.config.TrainConfig;
import dev.unroll.core.network.ClassWeights;
import dev.unroll.core.network.CrossEntropy;
import dev.unroll.core.train.BatchPlan;
import dev.unroll.core.train.GradientClip;
import dev.unroll.core.train.Optimizer;
import dev.unroll.core.train.Schedule;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.train.Truncation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the table {@code [training]} of a configuration means as a plan. */
final class OptimizationPlan {

    private OptimizationPlan() {}

    /** Throws if options contradict each other. */
    static void check(TrainConfig.Training training) {
        of(training, ClassWeights.none());
    }

    /** Returns the plan; throws if options contradict each other. */
    static TrainingPlan of(TrainConfig.Training training, ClassWeights weights) {
        try {
            String schedule = word(training.schedule());
            return new TrainingPlan(
                    training.epochs(),
                    training.batchSize(),
                    new CrossEntropy(weights, training.labelSmoothing(), CrossEntropy.DEFAULT_IGNORE_INDEX),
                    Optimizer.of(word(training.optimizer()), options(training)),
                    steps -> Schedule.of(schedule, training.learningRate(), steps, scheduleOptions(training)),
                    training.clipNorm() == 0 ? Optional.empty() : Optional.of(new GradientClip(training.clipNorm())),
                    grouping(training),
                    extras(training),
                    training.seed());
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "[training]: " + e.getMessage());
        }
    }

    private static BatchPlan.Grouping grouping(TrainConfig.Training training) {
        if (training.truncation() > 0 && training.bucketing()) {
            throw new IllegalArgumentException("bucketing must be false if truncation is above 0: the state is carried"
                    + " along texts in their order");
        }
        if (training.truncation() > 0) {
            return BatchPlan.Grouping.IN_ORDER;
        }
        return training.bucketing() ? BatchPlan.Grouping.BY_LENGTH : BatchPlan.Grouping.RANDOM;
    }

    private static TrainingPlan.Extras extras(TrainConfig.Training training) {
        return new TrainingPlan.Extras(
                training.truncation() == 0 ? Optional.empty() : Optional.of(new Truncation(training.truncation())),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, Object> scheduleOptions(TrainConfig.Training training) {
        return switch (training.schedule()) {
            case ONE_CYCLE -> Map.of("cycle_momentum", training.cycleMomentum());
            case CONSTANT, COSINE -> Map.of();
        };
    }

    /** Returns the options under PyTorch's names. */
    private static Map<String, Object> options(TrainConfig.Training training) {
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
