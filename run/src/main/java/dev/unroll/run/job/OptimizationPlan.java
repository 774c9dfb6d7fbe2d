package dev.unroll.run.job;

import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.schedule.Schedule;
import dev.unroll.core.schedule.Warmup;
import dev.unroll.core.score.Watch;
import dev.unroll.core.train.Averaging;
import dev.unroll.core.train.BatchPlan;
import dev.unroll.core.train.BestEpoch;
import dev.unroll.core.train.GradientClip;
import dev.unroll.core.train.TokenDropout;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.train.Truncation;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            return new TrainingPlan(
                    training.epochs(),
                    training.batchSize(),
                    new CrossEntropy(weights, training.labelSmoothing(), CrossEntropy.DEFAULT_IGNORE_INDEX),
                    Optimizer.of(word(training.optimizer()), options(training)),
                    steps -> schedule(training, steps),
                    training.clipNorm() == 0 ? Optional.empty() : Optional.of(new GradientClip(training.clipNorm())),
                    grouping(training),
                    extras(config),
                    training.seed());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("[training]: " + e.getMessage());
        }
    }

    private static BatchPlan.Grouping grouping(TrainingTable training) {
        // Truncated, the state is carried along texts in their order.
        if (training.truncation() > 0) {
            return BatchPlan.Grouping.IN_ORDER;
        }
        return training.bucketing() ? BatchPlan.Grouping.BY_LENGTH : BatchPlan.Grouping.RANDOM;
    }

    private static TrainingPlan.Extras extras(TrainConfig config) {
        TrainingTable training = config.training();
        Optional<Averaging> averaging =
                switch (training.average()) {
                    case NONE -> Optional.empty();
                    case STEPS -> Optional.of(new Averaging.Exponential(training.averageDecay()));
                    case EPOCHS -> Optional.of(new Averaging.Epochs(training.averageFrom()));
                };
        return new TrainingPlan.Extras(
                training.truncation() == 0 ? Optional.empty() : Optional.of(new Truncation(training.truncation())),
                training.kept() == TrainingTable.KeptEpoch.LAST
                        ? Optional.empty()
                        : Optional.of(new BestEpoch(watch(training), training.patience())),
                averaging,
                config.model().freeze() ? Set.of(Role.EMBEDDING) : Set.of(),
                training.tokenDropout() == 0
                        ? Optional.empty()
                        : Optional.of(new TokenDropout(training.tokenDropout(), UNKNOWN)),
                config.model().embeddingRate());
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
