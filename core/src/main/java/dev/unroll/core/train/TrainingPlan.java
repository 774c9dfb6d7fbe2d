package dev.unroll.core.train;

import dev.unroll.core.loss.Loss;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.schedule.Constant;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.Span;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * How a network is trained. Budgets are epochs, never a clock.
 *
 * @param schedule the learning rate of each step, given how many steps there will be
 * @param extras what most trainings do without
 * @param seed of shuffling and dropout
 */
public record TrainingPlan(
        int epochs,
        int batchSize,
        Loss loss,
        Optimizer optimizer,
        LongFunction<LearningRates> schedule,
        Optional<GradientClip> clip,
        BatchPlan.Grouping grouping,
        Extras extras,
        long seed) {

    /**
     * What most trainings do without.
     *
     * @param truncation of backpropagation through time, for sequences too long to be learned whole
     * @param bestEpoch keeps the best epoch's network, and may end the training early
     * @param averaging makes the network of the average of many steps' or epochs' weights
     * @param frozen what parameters stay as they are
     * @param tokenDropout hides tokens while training
     * @param embeddingRate the part of the learning rate that the embedding learns at. Adam's kin move a rare word's
     *     vector, whose gradient is mostly zero, as fast as a frequent one's: a low rate keeps it from being learned by heart
     */
    public record Extras(
            Optional<Truncation> truncation,
            Optional<BestEpoch> bestEpoch,
            Optional<Averaging> averaging,
            Set<Role> frozen,
            Optional<TokenDropout> tokenDropout,
            double embeddingRate) {

        /** None of them. */
        public static final Extras NONE = new Extras(Optional.empty(), Optional.empty(), Optional.empty());

        public Extras {
            frozen = Set.copyOf(frozen);
            if (!(embeddingRate > 0 && embeddingRate <= 1)) {
                throw new IllegalArgumentException("embeddingRate must be above 0 and at most 1 but is " + embeddingRate
                        + "; freeze the embedding to leave it as it is");
            }
        }

        /** Extras that freeze and hide nothing. */
        public Extras(Optional<Truncation> truncation, Optional<BestEpoch> bestEpoch, Optional<Averaging> averaging) {
            this(truncation, bestEpoch, averaging, Set.of(), Optional.empty(), 1);
        }
    }

    public TrainingPlan {
        if (epochs < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "epochs and batchSize must be at least 1 but are " + epochs + " and " + batchSize);
        }
        if (extras.truncation().isPresent() && grouping != BatchPlan.Grouping.IN_ORDER) {
            throw new IllegalArgumentException(
                    "truncated backpropagation needs batches in the order of the data, IN_ORDER, but they are "
                            + grouping);
        }
    }

    /** A plan without extras. */
    public TrainingPlan(
            int epochs,
            int batchSize,
            Loss loss,
            Optimizer optimizer,
            LongFunction<LearningRates> schedule,
            Optional<GradientClip> clip,
            BatchPlan.Grouping grouping,
            long seed) {
        this(epochs, batchSize, loss, optimizer, schedule, clip, grouping, Extras.NONE, seed);
    }

    /** A plan with a constant learning rate, random batches and no clipping. */
    public TrainingPlan(int epochs, int batchSize, Loss loss, Optimizer optimizer, double learningRate, long seed) {
        this(
                epochs,
                batchSize,
                loss,
                optimizer,
                steps -> new Constant().over(new Span(learningRate, steps)),
                Optional.empty(),
                BatchPlan.Grouping.RANDOM,
                seed);
    }

    /** Returns the plan with these extras. */
    public TrainingPlan with(Extras others) {
        return new TrainingPlan(epochs, batchSize, loss, optimizer, schedule, clip, grouping, others, seed);
    }
}
