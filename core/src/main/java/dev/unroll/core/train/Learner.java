package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NonFiniteException;
import java.util.Optional;

/** Learns all examples of a training, or those of a shard. */
final class Learner implements Learning {

    private static final String CARRIED = "state";

    private final TrainingPlan plan;
    private final Examples examples;
    private final GradientStep gradient;
    private final BatchPlan.Draw draw;
    private final Batch batch = new Batch();
    private final Matrix carried;
    private final EpochSums.UpdateCounts counts = new EpochSums.UpdateCounts();
    private final Optional<ScheduledSampling.Teller> teller;
    private BatchPlan batches;
    private int epoch = 1;
    private int next;
    private int chunk;

    Learner(TrainingPlan plan, NetworkSpec spec, Examples examples, GradientStep gradient, BatchPlan.Draw draw) {
        this.plan = plan;
        this.examples = examples;
        this.gradient = gradient;
        this.draw = draw;
        this.carried = Matrix.zeros(
                plan.truncation().isPresent() ? Math.min(plan.batchSize(), examples.count()) : 0, spec.stateSize());
        this.teller = plan.scheduledSampling().map(_ -> new ScheduledSampling.Teller(gradient.run(), spec.stateSize()));
        this.batches = batches(plan, examples, draw, epoch);
    }

    private static BatchPlan batches(TrainingPlan plan, Examples examples, BatchPlan.Draw draw, int epoch) {
        return BatchPlan.of(examples.inputs(), plan.batchSize(), plan.grouping(), draw, epoch);
    }

    /** Returns how many batches an epoch has, each chunk of one being one. */
    static long batchesAnEpoch(TrainingPlan plan, Examples examples) {
        BatchPlan batches = batches(plan, examples, BatchPlan.Draw.ofAll(plan.seed(), examples.inputs()), 1);
        long all = 0;
        for (int i = 0; i < batches.batches(); i++) {
            all += chunks(plan, examples, batches, i);
        }
        return all;
    }

    private static int chunks(TrainingPlan plan, Examples examples, BatchPlan batches, int i) {
        return plan.truncation()
                .map(rule -> rule.chunks(examples.inputs(), batches.order(), batches.from(i), batches.to(i)))
                .orElse(1);
    }

    @Override
    public void begin(int number) {
        epoch = number;
        batches = batches(plan, examples, draw, epoch);
        next = 0;
        chunk = 0;
    }

    @Override
    public void skip() {
        chunk++;
        if (chunk == chunks(plan, examples, batches, next)) {
            chunk = 0;
            next++;
        }
    }

    /** Returns whether the epoch has no more batches. */
    boolean isAtEnd() {
        return next == batches.batches();
    }

    @Override
    public void add(long update) {
        layOut();
        try {
            addBatch();
        } catch (NonFiniteException e) {
            throw e.named(examples.names());
        }
        skip();
    }

    private void layOut() {
        int steps = plan.truncation().map(Truncation::steps).orElse(Integer.MAX_VALUE);
        batch.ofChunk(examples.inputs(), batches.order(), batches.from(next), batches.to(next), chunk * steps, steps);
        if (plan.tokenDropout().isPresent()) {
            TokenDropout hidden = plan.tokenDropout().get();
            batch.replaceTokens(hidden.share(), hidden.replacement(), draw.seed(), epoch);
        }
        if (teller.isPresent()) {
            double share = plan.scheduledSampling().orElseThrow().share(epoch);
            if (share > 0) {
                teller.get().tell(batch, share, draw.seed(), epoch);
            }
        }
    }

    private void addBatch() {
        if (carried.rows() == 0) {
            gradient.add(batch, examples.labels(), draw.seed(), epoch);
        } else {
            Matrix before = chunk == 0 ? NetworkRun.START : carried;
            gradient.addFromState(batch, examples.labels(), before, carried, draw.seed(), epoch);
        }
        counts.add(batch.size(), gradient);
    }

    @Override
    public EpochSums.UpdateCounts counts() {
        return counts;
    }

    /** Begins an update, from a gradient that is zero. */
    void begin(long update) {
        gradient.begin(update);
        counts.clear();
    }

    GradientStep gradient() {
        return gradient;
    }

    @Override
    public void save(Checkpoint.Builder into) {
        if (gradient.batches() > 0) {
            counts.save(into);
        }
        if (carried.rows() > 0) {
            into.put(CARRIED, carried.data());
        }
    }

    @Override
    public void restore(Checkpoint from) {
        if (gradient.batches() > 0) {
            counts.restore(from);
        }
        if (carried.rows() > 0) {
            float[] state = from.floats(CARRIED, carried.data().length);
            System.arraycopy(state, 0, carried.data(), 0, state.length);
        }
    }
}
