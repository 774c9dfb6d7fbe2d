package dev.unroll.core.optimizer;

import dev.unroll.core.form.Switch;

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
public record Radam(double beta1, double beta2, double eps, double weightDecay, Switch decoupledWeightDecay, Goal goal)
        implements Moments {

    /** Below this the variance of the second moment has no estimate. */
    private static final double LEAST_TRUSTED = 5;

    public Radam {
        Moments.check(beta1, beta2, eps, weightDecay);
    }

    /** PyTorch's defaults. */
    public Radam() {
        this(0.9, 0.999, 1e-8, 0, Switch.OFF, Goal.MINIMIZE);
    }

    @Override
    public String name() {
        return "radam";
    }

    /** Returns the optimizer with another β₁. */
    @Override
    public Radam withMomentum(double changed) {
        return withBeta1(changed);
    }

    public Radam withBeta1(double changed) {
        return new Radam(changed, beta2, eps, weightDecay, decoupledWeightDecay, goal);
    }

    public Radam withBeta2(double changed) {
        return new Radam(beta1, changed, eps, weightDecay, decoupledWeightDecay, goal);
    }

    /** Returns the optimizer whose weight decay pulls at the weights themselves. */
    public Radam withDecoupledWeightDecay() {
        return new Radam(beta1, beta2, eps, weightDecay, Switch.ON, goal);
    }

    public Radam withEps(double changed) {
        return new Radam(beta1, beta2, changed, weightDecay, decoupledWeightDecay, goal);
    }

    @Override
    public Radam withWeightDecay(double changed) {
        return new Radam(beta1, beta2, eps, changed, decoupledWeightDecay, goal);
    }

    public Radam withGoal(Goal changed) {
        return new Radam(beta1, beta2, eps, weightDecay, decoupledWeightDecay, changed);
    }

    @Override
    public OptimizerState newState(int length) {
        return new OptimizerState(length, Moments.MEAN, Moments.SQUARES);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        Moments.follow(this, values, gradients, state, from, to);
        float[] mean = state.slot(Moments.MEAN);
        float[] squares = state.slot(Moments.SQUARES);
        float rate = (float) (learningRate / Moments.meanWeight(this, state.step()));
        float trust = (float) trust(state.step());
        float shrink = Moments.shrink(this, learningRate);
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float scale = trust == 0 ? 1 : trust / ((float) Math.sqrt(squares[i]) + floor);
            float value = values[i] - shrink * values[i];
            values[i] = value - rate * mean[i] * scale;
        }
    }

    /** Returns the factor of 1 / (√v + ε) in r; 0 if r is 1. */
    private double trust(long step) {
        double weight = Moments.squaresWeight(this, step);
        double limit = 2 / (1 - beta2) - 1;
        double length = limit - 2 * step * (1 - weight) / weight;
        return length > LEAST_TRUSTED
                ? Math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))
                        * Math.sqrt(weight)
                : 0;
    }
}
