package dev.unroll.core.optimizer;

import dev.unroll.core.form.Key;
import dev.unroll.core.form.Switch;

/**
 * Adaptive moments (Kingma and Ba 2015), as PyTorch's {@code Adam}.
 *
 * <pre>
 *   m, v                                as in {@link Moments}
 *   v                                   AMSGrad (Reddi et al. 2018): the largest v so far takes its place below
 *   w ← w − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)     η learning rate, t step
 * </pre>
 */
public record Adam(
        double beta1,
        double beta2,
        @Key(help = "never let the second moment shrink") Switch amsgrad,
        double eps,
        double weightDecay,
        Goal goal)
        implements Moments {

    private static final String LARGEST = "max_exp_avg_sq";

    public Adam {
        Moments.check(beta1, beta2, eps, weightDecay);
    }

    /** PyTorch's defaults. */
    public Adam() {
        this(0.9, 0.999, Switch.OFF, 1e-8, 0, Goal.MINIMIZE);
    }

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public Switch decoupledWeightDecay() {
        return Switch.OFF;
    }

    /** Returns the optimizer with another β₁. */
    @Override
    public Adam withMomentum(double changed) {
        return withBeta1(changed);
    }

    public Adam withBeta1(double changed) {
        return new Adam(changed, beta2, amsgrad, eps, weightDecay, goal);
    }

    public Adam withBeta2(double changed) {
        return new Adam(beta1, changed, amsgrad, eps, weightDecay, goal);
    }

    /** Returns the optimizer whose steps are scaled by the largest mean square so far. */
    public Adam withAmsgrad() {
        return new Adam(beta1, beta2, Switch.ON, eps, weightDecay, goal);
    }

    public Adam withEps(double changed) {
        return new Adam(beta1, beta2, amsgrad, changed, weightDecay, goal);
    }

    @Override
    public Adam withWeightDecay(double changed) {
        return new Adam(beta1, beta2, amsgrad, eps, changed, goal);
    }

    public Adam withGoal(Goal changed) {
        return new Adam(beta1, beta2, amsgrad, eps, weightDecay, changed);
    }

    @Override
    public OptimizerState newState(int length) {
        return newState(amsgrad, length);
    }

    /** Returns the state of Adam or AdamW. */
    static OptimizerState newState(Switch amsgrad, int length) {
        return amsgrad.isOn()
                ? new OptimizerState(length, Moments.MEAN, Moments.SQUARES, LARGEST)
                : new OptimizerState(length, Moments.MEAN, Moments.SQUARES);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        update(this, amsgrad, values, gradients, state, learningRate, from, to);
    }

    /** An update of Adam or AdamW, which differ in how weights decay. */
    static void update(
            Moments rule,
            Switch amsgrad,
            float[] values,
            float[] gradients,
            OptimizerState state,
            double learningRate,
            int from,
            int to) {
        float rate = (float) (learningRate / Moments.meanWeight(rule, state.step()));
        float correction = (float) (1 / Math.sqrt(Moments.squaresWeight(rule, state.step())));
        float shrink = Moments.shrink(rule, learningRate);
        if (amsgrad.isOn()) {
            Moments.follow(rule, values, gradients, state, from, to);
            followBounded(values, state, rate, correction, shrink, (float) rule.eps(), from, to);
        } else {
            follow(rule, values, gradients, state, rate, correction, shrink, from, to);
        }
    }

    /** All of a step in one loop, the means as in Moments.follow: what it waits for is memory. */
    private static void follow(
            Moments rule,
            float[] values,
            float[] gradients,
            OptimizerState state,
            float rate,
            float correction,
            float shrink,
            int from,
            int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] mean = state.slot(Moments.MEAN);
        float[] squares = state.slot(Moments.SQUARES);
        float sign = rule.goal().sign();
        float share = Moments.coupled(rule);
        float keepMean = (float) rule.beta1();
        float shareMean = (float) (1 - rule.beta1());
        float keepSquares = (float) rule.beta2();
        float shareSquares = (float) (1 - rule.beta2());
        float floor = (float) rule.eps();
        for (int i = from; i < to; i++) {
            float value = values[i];
            float g = sign * gradients[i] + share * value;
            float m = keepMean * mean[i] + shareMean * g;
            float v = keepSquares * squares[i] + shareSquares * (g * g);
            mean[i] = m;
            squares[i] = v;
            values[i] = value - shrink * value - rate * (m / ((float) Math.sqrt(v) * correction + floor));
        }
    }

    /** Moves the values once the means have moved, by the largest mean square so far. */
    private static void followBounded(
            float[] values,
            OptimizerState state,
            float rate,
            float correction,
            float shrink,
            float floor,
            int from,
            int to) {
        float[] mean = state.slot(Moments.MEAN);
        float[] squares = state.slot(Moments.SQUARES);
        float[] largest = state.slot(LARGEST);
        for (int i = from; i < to; i++) {
            float value = values[i];
            float v = Math.max(largest[i], squares[i]);
            largest[i] = v;
            values[i] = value - shrink * value - rate * (mean[i] / ((float) Math.sqrt(v) * correction + floor));
        }
    }
}
