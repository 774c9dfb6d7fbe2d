package dev.unroll.core.optimizer;

import dev.unroll.core.form.Options;
import dev.unroll.core.optimizer.Moments.Decay;
import java.util.Map;

/**
 * Adam that trusts its second moment no more than its variance allows (Liu et al. 2020), as PyTorch's {@code RAdam}.
 *
 * <pre>
 *   m, v                                as in {@link Moments}
 *   ρ∞ = 2 / (1 − β₂) − 1,  ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)          t step
 *   r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ)) · √(1 − β₂ᵗ) / (√v + ε) if ρ &gt; 5, else 1
 *   w ← w − η / (1 − β₁ᵗ) · m r         η learning rate
 * </pre>
 */
public record Radam(Moments moments) implements Optimizer {

    static final String NAME = "radam";

    private static final String DECOUPLED = "decoupled_weight_decay";

    /** Below this the variance of the second moment has no estimate. */
    private static final double LEAST_TRUSTED = 5;

    /** PyTorch's defaults. */
    public Radam() {
        this(new Moments());
    }

    static Radam of(Map<String, ?> values) {
        Options options = Moments.optionsOf(NAME, values, DECOUPLED);
        return new Radam(new Moments().with(NAME, options));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return moments.options(Map.of(DECOUPLED, moments.decay() == Decay.DECOUPLED));
    }

    @Override
    public Radam withMomentum(double changed) {
        return new Radam(moments.withBeta1(changed));
    }

    @Override
    public double weightDecay() {
        return moments.weightDecay();
    }

    @Override
    public Radam withWeightDecay(double changed) {
        return new Radam(moments.withWeightDecay(changed));
    }

    @Override
    public OptimizerState newState(int length) {
        return new OptimizerState(length, Moments.MEAN, Moments.SQUARES);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        moments.follow(values, gradients, state, from, to);
        float[] mean = state.slot(Moments.MEAN);
        float[] squares = state.slot(Moments.SQUARES);
        float rate = (float) (learningRate / moments.meanWeight(state.step()));
        float trust = (float) trust(state.step());
        float shrink = moments.shrink(learningRate);
        float floor = (float) moments.eps();
        for (int i = from; i < to; i++) {
            float scale = trust == 0 ? 1 : trust / ((float) Math.sqrt(squares[i]) + floor);
            float value = values[i] - shrink * values[i];
            values[i] = value - rate * mean[i] * scale;
        }
    }

    /** Returns the factor of 1 / (√v + ε) in r; 0 if r is 1. */
    private double trust(long step) {
        double weight = moments.squaresWeight(step);
        double limit = 2 / (1 - moments.beta2()) - 1;
        double length = limit - 2 * step * (1 - weight) / weight;
        return length > LEAST_TRUSTED
                ? Math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))
                        * Math.sqrt(weight)
                : 0;
    }
}
