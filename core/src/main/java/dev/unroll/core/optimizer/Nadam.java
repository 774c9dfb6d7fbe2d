package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import dev.unroll.core.optimizer.Moments.Decay;
import java.util.Arrays;
import java.util.Map;

/**
 * Adam with Nesterov's momentum (Dozat 2016), as PyTorch's {@code NAdam}.
 *
 * <pre>
 *   g, m, v                             as in {@link Moments}
 *   μ_t = β₁ (1 − 0.96^(t ψ) / 2)       ψ momentum decay, t step;  M ← M μ_t, from 1
 *   w ← w − η ((1 − μ_t) / (1 − M) g + μ_{t+1} / (1 − M μ_{t+1}) m) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 */
public record Nadam(Moments moments, double momentumDecay) implements Optimizer {

    static final String NAME = "nadam";

    private static final String MOMENTUM_DECAY = "momentum_decay";
    private static final String DECOUPLED = "decoupled_weight_decay";

    /** M, the same number for each parameter: a state has nothing but arrays. */
    private static final String PRODUCT = "mu_product";

    private static final double LN_OF_0_96 = StrictMath.log(0.96);

    public Nadam {
        Checks.atLeast(MOMENTUM_DECAY, 0, momentumDecay);
    }

    /** PyTorch's defaults. */
    public Nadam() {
        this(new Moments(), 4e-3);
    }

    static Nadam of(Map<String, ?> values) {
        Options options = Moments.optionsOf(NAME, values, MOMENTUM_DECAY, DECOUPLED);
        var plain = new Nadam();
        return new Nadam(plain.moments.with(NAME, options), options.number(MOMENTUM_DECAY, plain.momentumDecay));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return moments.options(Map.of(MOMENTUM_DECAY, momentumDecay, DECOUPLED, moments.decay() == Decay.DECOUPLED));
    }

    @Override
    public Nadam withMomentum(double changed) {
        return new Nadam(moments.withBeta1(changed), momentumDecay);
    }

    @Override
    public double weightDecay() {
        return moments.weightDecay();
    }

    @Override
    public Nadam withWeightDecay(double changed) {
        return new Nadam(moments.withWeightDecay(changed), momentumDecay);
    }

    @Override
    public OptimizerState newState(int length) {
        var state = new OptimizerState(length, Moments.MEAN, Moments.SQUARES, PRODUCT);
        Arrays.fill(state.slot(PRODUCT), 1);
        return state;
    }

    private double momentum(long step) {
        return moments.beta1() * (1 - 0.5 * StrictMath.exp(step * momentumDecay * LN_OF_0_96));
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        moments.follow(values, gradients, state, from, to);
        float[] mean = state.slot(Moments.MEAN);
        float[] squares = state.slot(Moments.SQUARES);
        float[] product = state.slot(PRODUCT);
        double now = momentum(state.step());
        double next = momentum(state.step() + 1);
        float correction = (float) (1 / Math.sqrt(moments.squaresWeight(state.step())));
        float shrink = moments.shrink(learningRate);
        float floor = (float) moments.eps();
        for (int i = from; i < to; i++) {
            product[i] *= (float) now;
            float ofGradient = (float) (learningRate * (1 - now) / (1 - product[i]));
            float ofMean = (float) (learningRate * next / (1 - product[i] * next));
            float gradient = moments.gradient(gradients[i], values[i]);
            float scale = (float) Math.sqrt(squares[i]) * correction + floor;
            float value = values[i] - shrink * values[i];
            values[i] = value - (ofGradient * gradient + ofMean * mean[i]) / scale;
        }
    }
}
