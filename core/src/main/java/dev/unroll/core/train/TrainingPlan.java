package dev.unroll.core.train;

import dev.unroll.core.form.Checks;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.SequenceLoss;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.schedule.Constant;
import dev.unroll.core.schedule.Schedule;
import dev.unroll.core.update.Averaging;
import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.ParameterGroup;
import dev.unroll.core.update.ParameterGroups;
import dev.unroll.core.update.WeightDrop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a network is trained. Budgets are epochs, never a clock.
 *
 * <pre>{@code
 * var plan = TrainingPlan.of(new Adam(), 0.01)
 *         .withEpochs(100)
 *         .withClip(GradientClip.byNorm(1))
 *         .with(ParameterGroup.biases().withWeightDecay(0));
 * }</pre>
 *
 * @param learningRate the step size; the largest one of a schedule
 * @param schedule how the learning rate moves over the updates
 * @param accumulation batches an update. Its gradient is that of the mean loss over all their rows, as of one large batch;
 *     the last update of an epoch has what batches are left
 * @param groups of parameters that learn in a way of their own; a parameter is in the first that selects it
 * @param truncation of backpropagation through time, for sequences too long to be learned whole: each chunk is a batch
 * @param tokenDropout hides tokens while training
 * @param weightDrop lets each update do without some recurrent weights
 * @param scheduledSampling tells a decoder what it would say itself
 * @param bestEpoch keeps the best epoch's network, and may end the training early
 * @param averaging makes the network of the average of many updates' or epochs' weights
 * @param seed of shuffling and dropout
 */
public record TrainingPlan(
        Optimizer optimizer,
        double learningRate,
        Schedule schedule,
        Loss loss,
        int epochs,
        int batchSize,
        int accumulation,
        BatchPlan.Grouping grouping,
        Optional<GradientClip> clip,
        List<ParameterGroup> groups,
        Optional<Truncation> truncation,
        Optional<TokenDropout> tokenDropout,
        Optional<WeightDrop> weightDrop,
        Optional<ScheduledSampling> scheduledSampling,
        Optional<BestEpoch> bestEpoch,
        Optional<Averaging> averaging,
        long seed) {

    private static final int DEFAULT_EPOCHS = 10;
    private static final int DEFAULT_BATCH_SIZE = 32;

    public TrainingPlan {
        groups = List.copyOf(groups);
        if (epochs < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "epochs and batchSize must be at least 1 but are " + epochs + " and " + batchSize);
        }
        Checks.atLeast("the learning rate", 0, learningRate);
        if (accumulation < 1) {
            throw new IllegalArgumentException("an update must be of at least 1 batch but is of " + accumulation);
        }
        if (truncation.isPresent() && grouping != BatchPlan.Grouping.IN_ORDER) {
            throw new IllegalArgumentException(
                    "truncated backpropagation needs batches in the order of the data, IN_ORDER, but they are "
                            + grouping);
        }
        if (truncation.isPresent() && loss instanceof SequenceLoss) {
            throw new IllegalArgumentException("truncated backpropagation learns sequences in chunks, but the loss "
                    + loss.name() + " judges whole sequences; leave the truncation out");
        }
    }

    /**
     * Returns a plan of cross entropy, {@value #DEFAULT_EPOCHS} epochs, an update for each random batch of {@value
     * #DEFAULT_BATCH_SIZE}, a constant learning rate and the seed 1, and of nothing else.
     */
    public static TrainingPlan of(Optimizer optimizer, double learningRate) {
        return new TrainingPlan(
                optimizer,
                learningRate,
                new Constant(),
                new CrossEntropy(),
                DEFAULT_EPOCHS,
                DEFAULT_BATCH_SIZE,
                1,
                BatchPlan.Grouping.RANDOM,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    /** Throws unless such a network can be trained so: each group selects some of its parameters, and chunks can be read. */
    public void requireFits(NetworkSpec spec) {
        ParameterGroups.of(Network.layoutOf(spec), groups);
        truncation.ifPresent(_ -> Truncation.requireFits(spec));
        boolean isRecurrent =
                Network.layoutOf(spec).windows().stream().anyMatch(window -> window.role() == Role.RECURRENT_WEIGHT);
        if (weightDrop.isPresent() && !isRecurrent) {
            throw new IllegalArgumentException(
                    "weight drop leaves out recurrent weights, but no cell of the network multiplies its state");
        }
        if (scheduledSampling.isPresent() && !(spec.input() instanceof InputSpec.Pair)) {
            throw new IllegalArgumentException(
                    "scheduled sampling tells a decoder what it would say, but the network reads "
                            + spec.input().reads());
        }
    }

    public TrainingPlan withOptimizer(Optimizer other) {
        return with(draft -> draft.optimizer = other);
    }

    public TrainingPlan withLearningRate(double rate) {
        return with(draft -> draft.learningRate = rate);
    }

    /** Returns the plan whose learning rate moves so. */
    public TrainingPlan withSchedule(Schedule other) {
        return with(draft -> draft.schedule = other);
    }

    public TrainingPlan withLoss(Loss other) {
        return with(draft -> draft.loss = other);
    }

    public TrainingPlan withEpochs(int number) {
        return with(draft -> draft.epochs = number);
    }

    public TrainingPlan withBatchSize(int examples) {
        return with(draft -> draft.batchSize = examples);
    }

    /** Returns the plan with an update for so many batches. */
    public TrainingPlan withAccumulation(int batches) {
        return with(draft -> draft.accumulation = batches);
    }

    public TrainingPlan withGrouping(BatchPlan.Grouping other) {
        return with(draft -> draft.grouping = other);
    }

    public TrainingPlan withClip(GradientClip clip) {
        return with(draft -> draft.clip = Optional.of(clip));
    }

    /** Returns the plan with one more group; a parameter that an earlier one selects stays in that one. */
    public TrainingPlan with(ParameterGroup group) {
        var more = new ArrayList<>(groups);
        more.add(group);
        return withGroups(more);
    }

    /** Returns the plan with these groups in place of its own. */
    public TrainingPlan withGroups(List<ParameterGroup> others) {
        return with(draft -> draft.groups = others);
    }

    /** Returns the plan with chunks to learn; its batches are then in the order of the data. */
    public TrainingPlan withTruncation(Truncation truncation) {
        return with(draft -> {
            draft.truncation = Optional.of(truncation);
            draft.grouping = BatchPlan.Grouping.IN_ORDER;
        });
    }

    public TrainingPlan withTokenDropout(TokenDropout dropout) {
        return with(draft -> draft.tokenDropout = Optional.of(dropout));
    }

    public TrainingPlan withWeightDrop(WeightDrop drop) {
        return with(draft -> draft.weightDrop = Optional.of(drop));
    }

    /** Returns the plan that tells decoders a share of what they would say; for networks that read pairs. */
    public TrainingPlan withScheduledSampling(ScheduledSampling rule) {
        return with(draft -> draft.scheduledSampling = Optional.of(rule));
    }

    public TrainingPlan withBestEpoch(BestEpoch rule) {
        return with(draft -> draft.bestEpoch = Optional.of(rule));
    }

    public TrainingPlan withAveraging(Averaging averaging) {
        return with(draft -> draft.averaging = Optional.of(averaging));
    }

    public TrainingPlan withSeed(long number) {
        return with(draft -> draft.seed = number);
    }

    private TrainingPlan with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.plan();
    }

    /** A plan that is being changed: Java cannot say yet that a record is another one but for a component. */
    private static final class Draft {

        private Optimizer optimizer;
        private double learningRate;
        private Schedule schedule;
        private Loss loss;
        private int epochs;
        private int batchSize;
        private int accumulation;
        private BatchPlan.Grouping grouping;
        private Optional<GradientClip> clip;
        private List<ParameterGroup> groups;
        private Optional<Truncation> truncation;
        private Optional<TokenDropout> tokenDropout;
        private Optional<WeightDrop> weightDrop;
        private Optional<ScheduledSampling> scheduledSampling;
        private Optional<BestEpoch> bestEpoch;
        private Optional<Averaging> averaging;
        private long seed;

        Draft(TrainingPlan plan) {
            optimizer = plan.optimizer;
            learningRate = plan.learningRate;
            schedule = plan.schedule;
            loss = plan.loss;
            epochs = plan.epochs;
            batchSize = plan.batchSize;
            accumulation = plan.accumulation;
            grouping = plan.grouping;
            clip = plan.clip;
            groups = plan.groups;
            truncation = plan.truncation;
            tokenDropout = plan.tokenDropout;
            weightDrop = plan.weightDrop;
            scheduledSampling = plan.scheduledSampling;
            bestEpoch = plan.bestEpoch;
            averaging = plan.averaging;
            seed = plan.seed;
        }

        TrainingPlan plan() {
            return new TrainingPlan(
                    optimizer,
                    learningRate,
                    schedule,
                    loss,
                    epochs,
                    batchSize,
                    accumulation,
                    grouping,
                    clip,
                    groups,
                    truncation,
                    tokenDropout,
                    weightDrop,
                    scheduledSampling,
                    bestEpoch,
                    averaging,
                    seed);
        }
    }
}
