package dev.unroll.core.train;

import dev.unroll.core.network.Loss;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * How a network is trained. Budgets are epochs, never a clock.
 *
 * @param schedule the learning rate of each step, given how many steps there will be
 * @param seed of shuffling and dropout
 */
public record TrainingPlan(
        int epochs,
        int batchSize,
        Loss loss,
        Optimizer optimizer,
        LongFunction<Schedule> schedule,
        Optional<GradientClip> clip,
        BatchPlan.Grouping grouping,
        long seed) {

    public TrainingPlan {
        if (epochs < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "epochs and batchSize must be at least 1 but are " + epochs + " and " + batchSize);
        }
    }

    /** A plan with a constant learning rate, random batches and no clipping. */
    public TrainingPlan(int epochs, int batchSize, Loss loss, Optimizer optimizer, double learningRate, long seed) {
        this(
                epochs,
                batchSize,
                loss,
                optimizer,
                _ -> new Constant(learningRate),
                Optional.empty(),
                BatchPlan.Grouping.RANDOM,
                seed);
    }
}
