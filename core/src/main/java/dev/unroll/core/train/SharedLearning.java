package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.Shards;
import java.util.ArrayList;
import java.util.List;

/** Learns the shards of this process: a batch of each makes, with those of all other processes, one gradient. */
final class SharedLearning implements Learning {

    private final GradientExchange exchange;
    private final TrainingStep step;
    private final GradientStep whole;
    private final EpochSums.UpdateCounts counts = new EpochSums.UpdateCounts();
    private final List<Learner> learners = new ArrayList<>();
    private final List<ShardGradient> own = new ArrayList<>();
    private final ShardGradient total;

    SharedLearning(TrainingPlan plan, TrainingStep step, Trainer.Share share, Compute compute) {
        if (plan.accumulation() > 1 || plan.truncation().isPresent()) {
            throw new IllegalArgumentException(
                    "a training that is shared out makes an update of one whole batch a shard,"
                            + " so it can neither accumulate batches nor learn chunks of sequences");
        }
        Shards shards = share.shards();
        this.exchange = share.exchange();
        this.step = step;
        this.whole = step.gradient();
        this.total = new ShardGradient(whole.gradients());
        for (int i = 0; i < shards.own(); i++) {
            // The gradient of an only shard becomes the sum where it is: what is as long as all parameters is slow to
            // touch.
            GradientStep gradient = shards.own() == 1 ? whole : step.newGradient(plan.loss(), compute);
            long seed = Shards.seed(plan.seed(), shards.first() + i);
            var draw = new BatchPlan.Draw(seed, plan.seed(), shards.largest());
            learners.add(new Learner(plan, step.spec(), share.examples().get(i), gradient, draw));
            own.add(new ShardGradient(gradient.gradients()));
        }
    }

    @Override
    public void begin(int epoch) {
        learners.forEach(learner -> learner.begin(epoch));
    }

    @Override
    public void skip() {
        learners.stream().filter(learner -> !learner.isAtEnd()).forEach(Learner::skip);
    }

    @Override
    public void add(long update) {
        for (int i = 0; i < learners.size(); i++) {
            Learner learner = learners.get(i);
            if (learner.gradient() != whole) {
                learner.gradient().clear();
            }
            learner.begin(update);
            // A shard that has one example less than the largest may have one batch less.
            if (!learner.isAtEnd()) {
                learner.add(update);
            }
            learner.gradient().give(own.get(i), learner.counts());
        }
        exchange.sum(update, step.hash(), own, total);
        whole.take(total);
        counts.take(total);
    }

    @Override
    public EpochSums.UpdateCounts counts() {
        return counts;
    }

    /** Nothing: between two updates there is nothing to remember. */
    @Override
    public void save(Checkpoint.Builder into) {}

    @Override
    public void restore(Checkpoint from) {}
}
