package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;
import dev.unroll.core.form.Switch;
import java.util.Arrays;

/**
 * Adam with Nesterov's momentum (Dozat 2016), as PyTorch's {@code NAdam}.
 *
 * <pre>
 *   g, m, v                             as in {@link Moments}
 *   μ_t = β₁ (1 − 0.96^(t ψ) / 2)       ψ momentum decay, t step;  M ← M μ_t, from 1
 *   w ← w − η ((1 − μ_t) / (1 − M) g + μ_{t+1} / (1 − M μ_{t+1}) m) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 */
public record Nadam(
        double beta1,
        double beta2,
        double eps,
        double weightDecay,
        Switch decoupledWeightDecay,

        @Key(min = 0, max = 1, help = "how fast the momentum rises to beta1")
        double momentumDecay,

        Goal goal)
        implements Moments {

    /** M, the same number for each parameter: a state has nothing but arrays. */
    private static final String PRODUCT = "mu_product";

    private static final double LN_OF_0_96 = StrictMath.log(0.96);

    public Nadam {
        Moments.check(beta1, beta2, eps, weightDecay);
        Checks.atLeast("momentum_decay", 0, momentumDecay);
    }

    /** PyTorch's defaults. */
    public Nadam() {
        this(0.9, 0.999, 1e-8, 0, Switch.OFF, 4e-3, Goal.MINIMIZE);
    }

    @Override
    public String name() {
        return "nadam";
    }

    /** Returns the optimizer with another β₁. */
    @Override
    public Nadam withMomentum(double changed) {
        return withBeta1(changed);
    }

    public Nadam withBeta1(double changed) {
        return new Nadam(changed, beta2, eps, weightDecay, decoupledWeightDecay, momentumDecay, goal);
    }

    public Nadam withBeta2(double changed) {
        return new Nadam(beta1, changed, eps, weightDecay, decoupledWeightDecay, momentumDecay, goal);
    }

    /** Returns the optimizer whose weight decay pulls at the weights themselves. */
    public Nadam withDecoupledWeightDecay() {
        return new Nadam(beta1, beta2, eps, weightDecay, Switch.ON, momentumDecay, goal);
    }

    public Nadam withMomentumDecay(double changed) {
        return new Nadam(beta1, beta2, eps, weightDecay, decoupledWeightDecay, changed, goal);
    }

    public Nadam withEps(double changed) {
        return new Nadam(beta1, beta2, changed, weightDecay, decoupledWeightDecay, momentumDecay, goal);
    }

    @Override
    public Nadam withWeightDecay(double changed) {
        return new Nadam(beta1, beta2, eps, changed, decoupledWeightDecay, momentumDecay, goal);
    }

    public Nadam withGoal(Goal changed) {
        return new Nadam(beta1, beta2, eps, weightDecay, decoupledWeightDecay, momentumDecay, changed);
    }

    @Override
    public OptimizerState newState(int length) {
        var state = new OptimizerState(length, Moments.MEAN, Moments.SQUARES, PRODUCT);
        Arrays.fill(state.slot(PRODUCT), 1);
        return state;
    }

    private double momentum(long step) {
        return beta1 * (1 - 0.5 * StrictMath.exp(step * momentumDecay * LN_OF_0_96));
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        Moments.follow(this, values, gradients, state, from, to);
        float[] mean = state.slot(Moments.MEAN);
        float[] squares = state.slot(Moments.SQUARES);
        float[] product = state.slot(PRODUCT);
        double now = momentum(state.step());
        double next = momentum(state.step() + 1);
        float correction = (float) (1 / Math.sqrt(Moments.squaresWeight(this, state.step())));
        float shrink = Moments.shrink(this, learningRate);
        float floor = (float) eps;
        float sign = goal.sign();
        float share = Moments.coupled(this);
        for (int i = from; i < to; i++) {
            product[i] *= (float) now;
            float ofGradient = (float) (learningRate * (1 - now) / (1 - product[i]));
            float ofMean = (float) (learningRate * next / (1 - product[i] * next));
            float gradient = sign * gradients[i] + share * values[i];
            float scale = (float) Math.sqrt(squares[i]) * correction + floor;
            float value = values[i] - shrink * values[i];
            values[i] = value - (ofGradient * gradient + ofMean * mean[i]) / scale;
        }
    }
}
