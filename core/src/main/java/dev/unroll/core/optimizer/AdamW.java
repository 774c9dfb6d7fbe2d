package dev.unroll.core.optimizer;

import dev.unroll.core.form.Key;
import dev.unroll.core.form.Switch;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch's {@code AdamW}: the values shrink by
 * {@code learningRate · weightDecay} of themselves, and the gradient knows nothing of it.
 */
public record AdamW(
        double beta1,
        double beta2,
        @Key(help = "never let the second moment shrink") Switch amsgrad,
        double eps,
        double weightDecay,
        Goal goal)
        implements Moments {

    public AdamW {
        Moments.check(beta1, beta2, eps, weightDecay);
    }

    /** PyTorch's defaults. */
    public AdamW() {
        this(0.9, 0.999, Switch.OFF, 1e-8, 0.01, Goal.MINIMIZE);
    }

    @Override
    public String name() {
        return "adamw";
    }

    @Override
    public Switch decoupledWeightDecay() {
        return Switch.ON;
    }

    /** Returns the optimizer with another β₁. */
    @Override
    public AdamW withMomentum(double changed) {
        return withBeta1(changed);
    }

    public AdamW withBeta1(double changed) {
        return new AdamW(changed, beta2, amsgrad, eps, weightDecay, goal);
    }

    public AdamW withBeta2(double changed) {
        return new AdamW(beta1, changed, amsgrad, eps, weightDecay, goal);
    }

    /** Returns the optimizer whose steps are scaled by the largest mean square so far. */
    public AdamW withAmsgrad() {
        return new AdamW(beta1, beta2, Switch.ON, eps, weightDecay, goal);
    }

    public AdamW withEps(double changed) {
        return new AdamW(beta1, beta2, amsgrad, changed, weightDecay, goal);
    }

    @Override
    public AdamW withWeightDecay(double changed) {
        return new AdamW(beta1, beta2, amsgrad, eps, changed, goal);
    }

    public AdamW withGoal(Goal changed) {
        return new AdamW(beta1, beta2, amsgrad, eps, weightDecay, changed);
    }

    @Override
    public OptimizerState newState(int length) {
        return Adam.newState(amsgrad, length);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        Adam.update(this, amsgrad, values, gradients, state, learningRate, from, to);
    }
}
