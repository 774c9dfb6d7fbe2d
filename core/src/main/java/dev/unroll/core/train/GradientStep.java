package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.Targets;
import dev.unroll.core.network.Batch;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.score.Classification;
import dev.unroll.core.shard.ShardGradient;
import java.util.Arrays;

/**
 * The gradient of one batch or of many: forward, loss, backward. Each batch adds to it, until an update consumes it.
 *
 * <p>The loss of many batches is the mean over all their rows, as if they were one: Σ losses / Σ dᵢ, where dᵢ is the
 * {@link Loss#divisor} of batch i. Its gradient is {@link #share} times {@link #gradients}. Rows are divided by the divisor
 * of the first batch while they are added up, since that of all is not known yet; so the share is d₁ / Σ dᵢ, and 1 for a
 * single batch.
 *
 * <p>Once the largest batch has been seen, nothing is allocated.
 */
public final class GradientStep {

    private static final String GRADIENT = "gradient";
    private static final String UNIT = "gradient.unit";
    private static final String DIVISOR = "gradient.divisor";
    private static final String LOSS = "gradient.loss";
    private static final String BATCHES = "gradient.batches";

    private final NetworkRun run;
    private final Loss loss;
    private final UnitLosses losses;
    private final TargetRows targetRows;
    private final Classification classification;
    private Targets targets = Targets.classes(new int[0]);
    private int rows;

    private long number = 1;
    private double unit;
    private double divisor;
    private double sum;
    private int batches;

    /** Makes a gradient of zero. */
    public GradientStep(NetworkWeights weights, Loss loss, Compute compute) {
        this.run = new NetworkRun(weights, compute);
        this.loss = loss;
        int outputs = weights.spec().outputSize();
        this.losses = new UnitLosses(loss, run, outputs, compute);
        this.targetRows = new TargetRows(loss, outputs);
        this.classification = new Classification(loss, outputs);
    }

    /**
     * Adds the gradient of a batch, from zero initial states, and returns the batch's mean loss.
     *
     * @param labels of all sequences that the batch was taken from
     * @param seed of the dropout
     * @param epoch of the dropout
     * @throws NonFiniteException before anything is added, if the loss is not finite
     */
    public double add(Batch batch, Labels labels, long seed, long epoch) {
        targets = targetRows.of(labels, batch, run);
        run.forward(batch, seed, epoch);
        return addLoss();
    }

    /**
     * Adds the gradient of a batch as {@link #add} does, from given states, where it ends.
     *
     * @param stateIn [≥ batch, stateSize], the states before the first step
     * @param stateOut [≥ batch, stateSize], overwritten by those after the last step; may be {@code stateIn}
     */
    public double addFromState(Batch batch, Labels labels, Matrix stateIn, Matrix stateOut, long seed, long epoch) {
        targets = targetRows.of(labels, batch, run);
        run.forward(batch, stateIn, stateOut, seed, epoch);
        return addLoss();
    }

    private double addLoss() {
        double mean = loss();
        run.backward();
        return mean;
    }

    private double loss() {
        rows = run.outputRows();
        double ofBatch = loss.divisor(run.output(), rows, targets);
        double first = unit == 0 ? ofBatch : unit;
        losses.lossesAndGradients(targets, first == 0 ? 0 : (float) (1 / first));
        int broken = losses.firstNonFinite();
        if (broken >= 0) {
            throw losses.nonFinite("step " + number, broken);
        }
        double sumOfBatch = 0;
        for (int i = 0; i < losses.units(); i++) {
            sumOfBatch += losses.all()[i];
        }
        unit = first;
        divisor += ofBatch;
        sum += sumOfBatch;
        batches++;
        return mean(sumOfBatch, ofBatch);
    }

    private static double mean(double sum, double divisor) {
        return divisor == 0 ? 0 : sum / divisor;
    }

    /** Returns the flat sums that batches add to; those of frozen parameters may be anything. */
    public float[] gradients() {
        return run.gradients();
    }

    /** Returns what {@link #gradients} are to be multiplied with to be the gradient of {@link #meanLoss}. */
    public double share() {
        return divisor == unit ? 1 : unit / divisor;
    }

    /** Returns the mean loss of all that was added. */
    public double meanLoss() {
        return mean(sum, divisor);
    }

    /** Returns what the sum of all row losses is divided by; gradients from elsewhere are weighted by theirs. */
    public double divisor() {
        return divisor;
    }

    /** Returns how many batches were added. */
    public int batches() {
        return batches;
    }

    /** Says what was added so far, as what a shard adds to an update. */
    void give(ShardGradient into, EpochSums.UpdateCounts counts) {
        into.set(unit, divisor, sum, counts.examples(), counts.predictions(), counts.correct());
    }

    /** Takes the numbers of a gradient that has been written to {@link #gradients}. */
    void take(ShardGradient total) {
        unit = total.unit();
        divisor = total.divisor();
        sum = total.loss();
        batches = 1;
    }

    /** Begins anew from a gradient of zero. */
    public void clear() {
        run.clearGradients();
        begin(number);
    }

    /** Begins the gradient of a step, counted from 1, once whoever consumed the last one has set it to zero. */
    void begin(long step) {
        number = step;
        unit = 0;
        divisor = 0;
        sum = 0;
        batches = 0;
    }

    /** Returns the loss of each output row of the last batch, or of each sequence, if those are judged whole; not divided. */
    public double[] rowLosses() {
        return Arrays.copyOf(losses.all(), losses.units());
    }

    /** Returns how many rows of the last batch were classified; 0 if the network does not say classes. */
    public int predictions() {
        int count = 0;
        for (int row = 0; classification.applies() && row < rows; row++) {
            count += classification.counts(targets, row) ? 1 : 0;
        }
        return count;
    }

    /** Returns how many rows of the last batch were classified rightly. */
    public int correct() {
        int correct = 0;
        for (int row = 0; classification.applies() && row < rows; row++) {
            boolean right = classification.actual(targets, row) == classification.predicted(run.output(), row);
            correct += right && classification.counts(targets, row) ? 1 : 0;
        }
        return correct;
    }

    /** Returns the run, to read outputs. */
    public NetworkRun run() {
        return run;
    }

    /** Puts what was added so far into a checkpoint; nothing between two steps. */
    void save(Checkpoint.Builder into) {
        if (batches > 0) {
            into.put(GRADIENT, run.gradients());
            into.put(UNIT, unit);
            into.put(DIVISOR, divisor);
            into.put(LOSS, sum);
            into.put(BATCHES, batches);
        }
    }

    /** Goes on from a checkpoint. */
    void restore(Checkpoint from) {
        begin(from.step() + 1);
        if (from.has(GRADIENT)) {
            float[] gradients = run.gradients();
            System.arraycopy(from.floats(GRADIENT, gradients.length), 0, gradients, 0, gradients.length);
            unit = from.number(UNIT);
            divisor = from.number(DIVISOR);
            sum = from.number(LOSS);
            batches = (int) from.whole(BATCHES);
        }
    }
}
