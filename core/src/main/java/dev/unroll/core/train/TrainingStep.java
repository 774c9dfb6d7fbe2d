package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.update.DroppedWeights;
import dev.unroll.core.update.ParameterGroups;
import dev.unroll.core.update.ParameterUpdate;

/**
 * One network being trained: a {@link GradientStep} and the {@link ParameterUpdate} that consumes its gradient, after each
 * batch or after several.
 *
 * <p>Once the largest batch has been seen, a step allocates nothing.
 */
public final class TrainingStep {

    private final NetworkWeights weights;
    private final GradientStep gradient;
    private final ParameterUpdate update;

    /** Starts from {@code network}, whose own parameters stay as they are. */
    public TrainingStep(Network network, Loss loss, Optimizer optimizer, Compute compute) {
        this(network, TrainingPlan.of(optimizer, 0).withLoss(loss), compute);
    }

    /** Starts a training by a plan's loss, optimizer, groups and clip; what else it says is for who calls. */
    public TrainingStep(Network network, TrainingPlan plan, Compute compute) {
        var groups = ParameterGroups.of(network.layout(), plan.groups());
        this.weights = plan.weightDrop().isPresent()
                ? NetworkWeights.forTrainingWithout(network, groups.frozenRoles())
                : NetworkWeights.forTraining(network, groups.frozenRoles());
        this.gradient = new GradientStep(weights, plan.loss(), compute);
        var dropped = plan.weightDrop().map(drop -> new DroppedWeights(weights, drop, plan.seed(), compute));
        this.update = new ParameterUpdate(weights, plan.optimizer(), groups, plan.clip(), dropped, compute);
    }

    /**
     * Does one step from zero initial states and returns the mean loss before it.
     *
     * @param labels of all sequences that the batch was taken from
     * @param seed of the dropout
     * @param epoch of the dropout
     * @throws NonFiniteException before anything is changed, if the loss or the gradient is not finite
     */
    public double step(Batch batch, Labels labels, double learningRate, long seed, long epoch) {
        double loss = gradient.add(batch, labels, seed, epoch);
        update(learningRate);
        return loss;
    }

    /**
     * Does one step as {@link #step} does, from given states, where gradients end.
     *
     * @param stateIn [≥ batch, stateSize], the states before the first step
     * @param stateOut [≥ batch, stateSize], overwritten by those after the last step; may be {@code stateIn}
     */
    public double stepFromState(
            Batch batch, Labels labels, Matrix stateIn, Matrix stateOut, double learningRate, long seed, long epoch) {
        double loss = gradient.addFromState(batch, labels, stateIn, stateOut, seed, epoch);
        update(learningRate);
        return loss;
    }

    NetworkSpec spec() {
        return weights.spec();
    }

    /** Returns another gradient of the same weights. */
    GradientStep newGradient(Loss loss, Compute compute) {
        return new GradientStep(weights, loss, compute);
    }

    /** Returns the gradient, to add batches to it before an {@link #update}. */
    public GradientStep gradient() {
        return gradient;
    }

    /** Updates by the gradient of all batches since the last update, and returns their mean loss. */
    public double update(double learningRate) {
        double loss = gradient.meanLoss();
        try {
            update.apply(gradient.gradients(), gradient.share(), learningRate);
        } finally {
            gradient.begin(update.steps() + 1);
        }
        return loss;
    }

    /** Goes on with other options of the same optimizer; what it remembers stays. */
    void optimizer(Optimizer changed) {
        update.use(changed);
    }

    /** Returns the Euclidean norm of the last step's gradient, before clipping. */
    public double gradientNorm() {
        return update.gradientNorm();
    }

    /** Returns whether the last step's gradient was clipped. */
    boolean wasClipped() {
        return update.wasClipped();
    }

    /** Returns the loss of each output row of the last batch, or of each sequence, if those are judged whole; not divided. */
    public double[] rowLosses() {
        return gradient.rowLosses();
    }

    /** Returns how many rows of the last batch were classified; 0 if the network does not say classes. */
    public int predictions() {
        return gradient.predictions();
    }

    /** Returns how many rows of the last batch were classified rightly, before its update. */
    public int correct() {
        return gradient.correct();
    }

    /** Returns how many steps have been done. */
    public long steps() {
        return update.steps();
    }

    /** Returns the hash of the parameters, as {@link ParameterUpdate#hash} has it. */
    long hash() {
        return update.hash();
    }

    /** Returns the parameters themselves, as they are now. */
    float[] values() {
        return weights.values();
    }

    /** Puts what the next step depends on into a checkpoint. */
    void save(Checkpoint.Builder into) {
        update.save(into);
        gradient.save(into);
    }

    /** Goes on from a checkpoint. */
    void restore(Checkpoint from) {
        update.restore(from);
        gradient.restore(from);
    }

    /** Returns the run, to read its outputs. */
    public NetworkRun run() {
        return gradient.run();
    }

    /**
     * Returns the network as it is now.
     *
     * @throws NonFiniteException if the last update took a parameter beyond the range of float
     */
    public Network network() {
        float[] values = weights.values();
        for (Window window : weights.layout().windows()) {
            for (int i = window.offset(); i < window.offset() + window.size(); i++) {
                if (!Float.isFinite(values[i])) {
                    throw new NonFiniteException("step " + steps() + ": the parameter " + window.name() + " is "
                            + values[i] + " after the update. Lower the learning rate or clip the gradient");
                }
            }
        }
        return weights.toNetwork();
    }
}
