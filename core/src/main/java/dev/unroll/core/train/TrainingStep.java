package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.loss.Targets;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.optimizer.OptimizerState;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.score.Classification;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * One network being trained: forward, loss, backward, clip, update, one batch at a time.
 *
 * <p>Once the largest batch has been seen, a step allocates nothing.
 */
public final class TrainingStep {

    /** What the loss of one logit costs, an exponential and some more, in floats moved. */
    private static final int LOSS_WORK = 4;

    private static final String PARAMETERS = "parameters";
    private static final String SLOT = "optimizer.";

    private final NetworkWeights weights;
    private final NetworkRun run;
    private final Loss loss;
    private Optimizer optimizer;
    private final OptimizerState state;
    private final Optional<GradientClip> clip;
    private final GradientNorm norm;
    private final Kernels kernels;
    private final Team team;
    private final TargetRows targetRows;
    private final Classification classification;
    private final Window[] frozen;
    private final int zeroTiles;
    /** How many parameters, the first ones, learn at {@code slowRate}: those of the embedding, if it differs. */
    private final int slowed;

    private final double slowRate;
    private double[] rowLosses = {};
    private double gradientNorm;

    private Targets targets = Targets.classes(new int[0]);
    private double learningRate;
    private float scale;
    private float shrink;
    private int rows;
    private final Team.Task lossRows = this::lossRows;
    private final Team.Task measure = this::measure;
    private final Team.Task update = this::update;

    /** Starts from {@code network}, whose own parameters stay as they are. */
    public TrainingStep(
            Network network, Loss loss, Optimizer optimizer, Optional<GradientClip> clip, Kernels kernels, Team team) {
        this(network, loss, optimizer, clip, Set.of(), 1, kernels, team);
    }

    /**
     * Starts a training that leaves all parameters of the roles {@code frozen} as they are: their gradients are zero.
     *
     * @param embeddingRate the part of the learning rate that the embedding learns at
     */
    TrainingStep(
            Network network,
            Loss loss,
            Optimizer optimizer,
            Optional<GradientClip> clip,
            Set<Role> frozen,
            double embeddingRate,
            Kernels kernels,
            Team team) {
        this.weights = NetworkWeights.forTraining(network, frozen);
        this.frozen = weights.layout().windows().stream()
                .filter(window -> frozen.contains(window.role()))
                .toArray(Window[]::new);
        boolean embedding = this.frozen.length > 0 && this.frozen[0].role() == Role.EMBEDDING;
        this.zeroTiles = embedding ? this.frozen[0].size() / GradientNorm.TILE : 0;
        this.slowed = weights.layout().windows().stream()
                .filter(window -> window.role() == Role.EMBEDDING && embeddingRate != 1)
                .mapToInt(Window::size)
                .sum();
        this.slowRate = embeddingRate;
        this.run = new NetworkRun(weights, kernels, team);
        this.loss = loss;
        this.optimizer = optimizer;
        this.state = optimizer.newState(weights.values().length);
        this.clip = clip;
        this.norm = new GradientNorm(weights.values().length);
        this.kernels = kernels;
        this.team = team;
        int outputs = network.spec().outputSize();
        this.targetRows = new TargetRows(loss, outputs);
        this.classification = new Classification(loss, outputs);
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
        targets = targetRows.of(labels, batch, run.outputRows(batch));
        run.forward(batch, seed, epoch);
        return learn(learningRate);
    }

    /**
     * Does one step as {@link #step} does, from given states, where gradients end.
     *
     * @param stateIn [≥ batch, stateSize], the states before the first step
     * @param stateOut [≥ batch, stateSize], overwritten by those after the last step; may be {@code stateIn}
     */
    public double stepFromState(
            Batch batch, Labels labels, Matrix stateIn, Matrix stateOut, double learningRate, long seed, long epoch) {
        targets = targetRows.of(labels, batch, run.outputRows(batch));
        run.forward(batch, stateIn, stateOut, seed, epoch);
        return learn(learningRate);
    }

    /** Returns the mean loss of the pass that was made, and learns from it. */
    private double learn(double learningRate) {
        double mean = loss();
        run.clearGradients();
        run.backward();
        for (Window window : frozen) {
            // That of an embedding is not computed in the first place.
            if (window.role() != Role.EMBEDDING) {
                Arrays.fill(run.gradients(), window.offset(), window.offset() + window.size(), 0);
            }
        }
        requireFiniteGradient();
        this.learningRate = learningRate;
        this.shrink = clip.isPresent() ? clip.get().coefficient(gradientNorm) : 1;
        state.advance();
        team.run(update, weights.values().length);
        weights.repack(kernels, team);
        return mean;
    }

    /** Goes on with other options of the same optimizer; what it remembers stays. */
    void optimizer(Optimizer changed) {
        optimizer = changed;
    }

    private double loss() {
        rows = run.outputRows();
        if (rowLosses.length < rows) {
            rowLosses = new double[rows];
        }
        double divisor = loss.divisor(run.output(), rows, targets);
        scale = divisor == 0 ? 0 : (float) (1 / divisor);
        run.outputGradient();
        team.run(lossRows, (long) LOSS_WORK * rows * run.output().columns());
        for (int row = 0; row < rows; row++) {
            if (!Double.isFinite(rowLosses[row])) {
                throw NonFiniteException.ofLoss(thisStep(), run, row, rowLosses[row]);
            }
        }
        return Loss.mean(rowLosses, rows, divisor);
    }

    private String thisStep() {
        return "step " + (state.step() + 1);
    }

    private void lossRows(int member, int members) {
        Matrix gradient = run.outputGradient();
        for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
            rowLosses[row] = loss.row(kernels, run.output(), row, targets, scale, gradient.data(), gradient.at(row));
        }
    }

    private void requireFiniteGradient() {
        team.run(measure, weights.values().length);
        gradientNorm = norm.norm();
        if (!Double.isFinite(gradientNorm)) {
            throw new NonFiniteException(thisStep() + ": the gradient of " + run.firstNonFiniteGradient()
                    + " is not finite though the loss is. Lower the learning rate or shorten the sequences");
        }
    }

    private void measure(int member, int members) {
        int from = Math.max(zeroTiles, Team.from(member, members, norm.tiles()));
        norm.measure(kernels, run.gradients(), from, Team.from(member + 1, members, norm.tiles()));
    }

    private void update(int member, int members) {
        float[] gradients = run.gradients();
        int from = Team.from(member, members, gradients.length);
        int to = Team.from(member + 1, members, gradients.length);
        if (shrink != 1) {
            GradientClip.scale(gradients, shrink, from, to);
        }
        // Windows lie in the order of their offsets; between the frozen ones is what moves.
        int next = from;
        for (Window window : frozen) {
            int end = Math.clamp(window.offset(), next, to);
            move(next, end);
            next = Math.clamp(window.offset() + window.size(), end, to);
        }
        move(next, to);
    }

    /** Updates parameters, of the embedding and others, each at their rate. */
    private void move(int from, int to) {
        int border = Math.clamp(slowed, from, to);
        optimizer.update(weights.values(), run.gradients(), state, slowRate * learningRate, from, border);
        optimizer.update(weights.values(), run.gradients(), state, learningRate, border, to);
    }

    /** Returns the Euclidean norm of the last step's gradient, before clipping. */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** Returns whether the last step's gradient was shortened. */
    boolean wasClipped() {
        return shrink != 1;
    }

    /** Returns the loss of each output row of the last step, not divided. */
    public double[] rowLosses() {
        return Arrays.copyOf(rowLosses, rows);
    }

    /** Returns how many rows of the last step were classified; 0 if the network does not say classes. */
    public int predictions() {
        int count = 0;
        for (int row = 0; classification.applies() && row < rows; row++) {
            count += classification.counts(targets, row) ? 1 : 0;
        }
        return count;
    }

    /** Returns how many rows of the last step were classified rightly, before its update. */
    public int correct() {
        int correct = 0;
        for (int row = 0; classification.applies() && row < rows; row++) {
            boolean right = classification.actual(targets, row) == classification.predicted(run.output(), row);
            correct += right && classification.counts(targets, row) ? 1 : 0;
        }
        return correct;
    }

    /** Returns how many steps have been done. */
    public long steps() {
        return state.step();
    }

    /** Returns the parameters themselves, as they are now. */
    float[] values() {
        return weights.values();
    }

    /** Puts what the next step depends on into a checkpoint. */
    void save(Checkpoint.Builder into) {
        into.put(PARAMETERS, weights.values());
        state.slots().forEach((name, slot) -> into.put(SLOT + name, slot));
    }

    /** Goes on from a checkpoint. */
    void restore(Checkpoint from) {
        float[] values = weights.values();
        System.arraycopy(from.floats(PARAMETERS, values.length), 0, values, 0, values.length);
        state.restore(name -> from.floats(SLOT + name, values.length), from.step());
        weights.repack(kernels, team);
    }

    /** Returns the run, to read outputs. */
    public NetworkRun run() {
        return run;
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
