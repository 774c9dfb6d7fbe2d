package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;

/**
 * Steps of one length, along the sign of a running mean (Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms").
 * Wants a learning rate some three to ten times smaller than Adam's, and a weight decay as much larger.
 *
 * <pre>
 *   g ← ±g
 *   c = β₁ m + (1 − β₁) g
 *   w ← w − η (sign(c) + λ w)           η learning rate, λ weight decay, which is decoupled
 *   m ← β₂ m + (1 − β₂) g
 * </pre>
 */
public record Lion(
        @Key(min = 0, below = 1, help = "part of the mean in the direction of a step")
        double beta1,

        @Key(min = 0, below = 1, help = "memory of the gradients")
        double beta2,

        double weightDecay,
        Goal goal)
        implements Optimizer {

    private static final String MEAN = "exp_avg";

    public Lion {
        Checks.fraction("beta1", beta1);
        Checks.fraction("beta2", beta2);
        Checks.atLeast("weight_decay", 0, weightDecay);
    }

    /** The paper's defaults, without weight decay. */
    public Lion() {
        this(0.9, 0.99, 0, Goal.MINIMIZE);
    }

    @Override
    public String name() {
        return "lion";
    }

    /** Returns the optimizer with another β₁. */
    @Override
    public Lion withMomentum(double changed) {
        return withBeta1(changed);
    }

    public Lion withBeta1(double changed) {
        return new Lion(changed, beta2, weightDecay, goal);
    }

    public Lion withBeta2(double changed) {
        return new Lion(beta1, changed, weightDecay, goal);
    }

    @Override
    public Lion withWeightDecay(double changed) {
        return new Lion(beta1, beta2, changed, goal);
    }

    public Lion withGoal(Goal changed) {
        return new Lion(beta1, beta2, weightDecay, changed);
    }

    @Override
    public OptimizerState newState(int length) {
        return new OptimizerState(length, MEAN);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] mean = state.slot(MEAN);
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float rate = (float) learningRate;
        float ofMean = (float) beta1;
        float ofGradient = (float) (1 - beta1);
        float keep = (float) beta2;
        float share = (float) (1 - beta2);
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i];
            float direction = Math.signum(ofMean * mean[i] + ofGradient * gradient);
            values[i] -= rate * (direction + decay * values[i]);
            mean[i] = keep * mean[i] + share * gradient;
        }
    }
}
