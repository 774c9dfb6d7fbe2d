package dev.unroll.core.update;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.core.optimizer.OptimizerState;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.update.GradientClip.ByNorm;
import dev.unroll.core.update.GradientClip.ByValue;
import dev.unroll.core.update.ParameterGroups.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The update of a network's parameters: it consumes a gradient and leaves zeros. Norm, clip, then each group of parameters
 * by its own optimizer at its own rate; then the weights are packed again.
 *
 * <p>Two passes over memory: one sums squares, one does the rest, tile by tile. Threads share ranges, and no bit depends on
 * how. Nothing is allocated.
 */
public final class ParameterUpdate {

    private static final String PARAMETERS = "parameters";
    private static final String SLOT = "optimizer.";

    /**
     * Parameters that move at a time: 64 KB of each array, so that a gradient is still in L2 when it is set to zero, and
     * enough that what an optimizer computes once does not count.
     */
    private static final int TILE = 1 << 14;

    private final NetworkWeights weights;
    private final ParameterGroups groups;
    private final Optional<GradientClip> clip;
    private final Optional<DroppedWeights> dropped;
    private final Compute compute;
    private final Span[] moving;
    private final Span[] frozen;
    /** Which tiles of the norm are frozen as a whole: nobody looks at their gradient. */
    private final boolean[] resting;

    private final Optimizer[] optimizers;
    private final double[] rates;
    private final OptimizerState state;
    /** By member of the team, what the parameters that it moved add to the hash; of no use before {@link #hash} was asked. */
    private final long[] hashes;

    private boolean isHashed;
    /** What the parameters that rest add to the hash. */
    private long restingHash;

    private final GradientNorm norm;
    private final Team.Task measure = this::measure;
    private final Team.Task move = this::move;
    private float[] gradients = {};
    private double learningRate;
    private double gradientNorm;
    private float scale;
    private boolean clipped;

    /** Makes the update of weights for training, all in one way. */
    public ParameterUpdate(NetworkWeights weights, Optimizer optimizer, Compute compute) {
        this(
                weights,
                optimizer,
                ParameterGroups.of(weights.layout(), List.of()),
                Optional.empty(),
                Optional.empty(),
                compute);
    }

    /** Makes the update of weights for training, in groups. */
    public ParameterUpdate(
            NetworkWeights weights,
            Optimizer optimizer,
            ParameterGroups groups,
            Optional<GradientClip> clip,
            Optional<DroppedWeights> dropped,
            Compute compute) {
        int length = weights.values().length;
        this.weights = weights;
        this.groups = groups;
        this.clip = clip;
        this.dropped = dropped;
        this.compute = compute;
        this.moving = groups.moving();
        this.frozen = groups.frozen();
        this.norm = new GradientNorm(length);
        this.resting = new boolean[norm.tiles()];
        for (Span span : frozen) {
            int whole = span.to() == length ? norm.tiles() : span.to() / GradientNorm.TILE;
            Arrays.fill(resting, Math.min(whole, Math.ceilDiv(span.from(), GradientNorm.TILE)), whole, true);
        }
        this.rates = groups.all().stream().mapToDouble(ParameterGroup::rate).toArray();
        this.optimizers = new Optimizer[rates.length];
        this.state = optimizer.newState(length);
        this.hashes = new long[compute.team().size()];
        use(optimizer);
        if (dropped.isPresent()) {
            pack();
        }
    }

    /** Goes on with other settings of the same optimizer; what it remembers stays. */
    public void use(Optimizer changed) {
        int rest = optimizers.length - 1;
        if (optimizers[rest] == changed) {
            return;
        }
        for (int i = 0; i <= rest; i++) {
            var decay = groups.all().get(i).weightDecay();
            optimizers[i] = decay.isPresent() ? changed.withWeightDecay(decay.getAsDouble()) : changed;
        }
    }

    /**
     * Updates the parameters and sets the gradient to zero; that of frozen parameters counts as zero.
     *
     * @param gradients of all parameters in the order of their layout, overwritten
     * @param share what they are to be multiplied with first: 1 if they are the gradient
     * @throws NonFiniteException before anything else is changed, if a gradient is not finite
     */
    public void apply(float[] gradients, double share, double learningRate) {
        this.gradients = gradients;
        this.learningRate = learningRate;
        if (dropped.isPresent()) {
            dropped.get().mask(gradients);
        }
        compute.team().run(measure, gradients.length);
        gradientNorm = share * norm.norm();
        requireFinite();
        float coefficient =
                clip.isPresent() && clip.get() instanceof ByNorm given ? given.coefficient(gradientNorm) : 1;
        clipped = coefficient != 1;
        scale = (float) (share * coefficient);
        state.advance();
        Arrays.fill(hashes, 0);
        compute.team().run(move, gradients.length);
        pack();
    }

    /** Packs the weights for the next update. */
    private void pack() {
        if (dropped.isPresent()) {
            dropped.get().draw(state.step() + 1);
        }
        weights.repack(compute.kernels(), compute.team());
    }

    private void measure(int member, int members) {
        int end = Team.from(member + 1, members, norm.tiles());
        for (int tile = Team.from(member, members, norm.tiles()); tile < end; tile++) {
            if (!resting[tile]) {
                int from = tile * GradientNorm.TILE;
                clearFrozen(from, from + Math.min(GradientNorm.TILE, gradients.length - from));
                norm.measure(compute.kernels(), gradients, tile, tile + 1);
            }
        }
    }

    private void clearFrozen(int from, int to) {
        for (Span span : frozen) {
            int start = Math.clamp(span.from(), from, to);
            Arrays.fill(gradients, start, Math.clamp(span.to(), start, to), 0);
        }
    }

    private void requireFinite() {
        if (!Double.isFinite(gradientNorm)) {
            String place = firstNonFinite();
            Arrays.fill(gradients, 0);
            throw new NonFiniteException("step " + (state.step() + 1) + ": the gradient of " + place
                    + " is not finite though the loss is. Lower the learning rate or shorten the sequences");
        }
    }

    private String firstNonFinite() {
        for (Span span : moving) {
            for (Window window : weights.layout().windows()) {
                boolean inside = span.from() <= window.offset() && window.offset() < span.to();
                if (inside && Rows.hasNonFinite(gradients, window.offset(), window.size())) {
                    return window.name();
                }
            }
        }
        return "all parameters together";
    }

    private void move(int member, int members) {
        int from = Team.from(member, members, gradients.length);
        int to = Team.from(member + 1, members, gradients.length);
        for (Span span : moving) {
            int end = Math.min(span.to(), to);
            int size;
            for (int at = Math.max(span.from(), from); at < end; at += size) {
                size = Math.min(TILE, end - at);
                move(span.group(), at, at + size);
                if (isHashed) {
                    hashes[member] += compute.kernels().hash(weights.values(), at, size);
                }
            }
        }
    }

    private void move(int group, int from, int to) {
        if (scale != 1) {
            ByNorm.scale(gradients, scale, from, to);
        }
        if (clip.isPresent() && clip.get() instanceof ByValue given && given.cut(gradients, from, to)) {
            clipped = true;
        }
        optimizers[group].update(weights.values(), gradients, state, rates[group] * learningRate, from, to);
        state.dropFaded(compute.kernels(), from, to);
        Arrays.fill(gradients, from, to, 0);
    }

    /**
     * Returns the {@linkplain dev.unroll.core.kernel.Kernels#hash hash} of the parameters as they are: it tells processes that have
     * come apart. Once it was asked for, an update keeps it while it has each parameter at hand.
     */
    public long hash() {
        if (!isHashed) {
            isHashed = true;
            Arrays.fill(hashes, 0);
            restingHash = hash(frozen);
            hashes[0] = hash(moving);
        }
        return restingHash + Arrays.stream(hashes).sum();
    }

    private long hash(Span[] spans) {
        long hash = 0;
        for (Span span : spans) {
            hash += compute.kernels().hash(weights.values(), span.from(), span.to() - span.from());
        }
        return hash;
    }

    /** Returns the Euclidean norm of the last gradient, before clipping. */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** Returns whether the last gradient was clipped. */
    public boolean wasClipped() {
        return clipped;
    }

    /** Returns how many updates have been done. */
    public long steps() {
        return state.step();
    }

    /** Puts what the next update depends on into a checkpoint. */
    public void save(Checkpoint.Builder into) {
        into.put(PARAMETERS, weights.values());
        state.slots().forEach((name, slot) -> into.put(SLOT + name, slot));
    }

    /** Goes on from a checkpoint. */
    public void restore(Checkpoint from) {
        float[] values = weights.values();
        System.arraycopy(from.floats(PARAMETERS, values.length), 0, values, 0, values.length);
        isHashed = false;
        state.restore(name -> from.floats(SLOT + name, values.length), from.step());
        pack();
    }
}
