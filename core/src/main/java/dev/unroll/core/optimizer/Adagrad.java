package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;
import java.util.Arrays;

/**
 * Steps scaled by the root of all squared gradients so far (Duchi et al. 2011), as PyTorch's {@code Adagrad}.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay
 *   s ← s + g²
 *   w ← w − η / (1 + (t − 1) γ) · g / (√s + ε)     η learning rate, γ its decay, t step
 * </pre>
 *
 * @param initialSum the value of s before the first step
 */
public record Adagrad(
        @Key(min = 0, max = 1e6, help = "how fast the step size shrinks with the steps")
        double rateDecay,

        @Key(above = 0, max = 1, help = "keeps the division finite")
        double eps,

        double weightDecay,

        @Key(min = 0, max = 1e6, help = "sum of squared gradients before the first step")
        double initialSum,

        Goal goal)
        implements Optimizer {

    private static final String SUM = "sum";

    public Adagrad {
        Checks.atLeast("rate_decay", 0, rateDecay);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
        Checks.atLeast("initial_sum", 0, initialSum);
    }

    /** PyTorch's defaults. */
    public Adagrad() {
        this(0, 1e-10, 0, 0, Goal.MINIMIZE);
    }

    @Override
    public String name() {
        return "adagrad";
    }

    public Adagrad withRateDecay(double changed) {
        return new Adagrad(changed, eps, weightDecay, initialSum, goal);
    }

    public Adagrad withEps(double changed) {
        return new Adagrad(rateDecay, changed, weightDecay, initialSum, goal);
    }

    @Override
    public Adagrad withWeightDecay(double changed) {
        return new Adagrad(rateDecay, eps, changed, initialSum, goal);
    }

    public Adagrad withInitialSum(double changed) {
        return new Adagrad(rateDecay, eps, weightDecay, changed, goal);
    }

    public Adagrad withGoal(Goal changed) {
        return new Adagrad(rateDecay, eps, weightDecay, initialSum, changed);
    }

    @Override
    public OptimizerState newState(int length) {
        var state = new OptimizerState(length, SUM);
        Arrays.fill(state.slot(SUM), (float) initialSum);
        return state;
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] sum = state.slot(SUM);
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float rate = (float) (learningRate / (1 + (state.step() - 1) * rateDecay));
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            sum[i] += gradient * gradient;
            values[i] -= rate * (gradient / ((float) Math.sqrt(sum[i]) + floor));
        }
    }
}
