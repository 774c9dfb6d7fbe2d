package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;
import dev.unroll.core.form.Switch;

/**
 * Stochastic gradient descent with momentum, as PyTorch's {@code SGD}.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay
 *   b ← μ b + (1 − τ) g                 μ momentum, τ dampening; b ← g in the first step
 *   w ← w − η b                         η learning rate
 *   w ← w − η (g + μ b)                 Nesterov (Sutskever et al. 2013)
 * </pre>
 */
public record Sgd(
        @Key(min = 0, below = 1, help = "part of the last step that is kept")
        double momentum,

        @Key(help = "look ahead along the momentum") Switch nesterov,

        @Key(min = 0, max = 1, help = "part of the gradient that momentum leaves out")
        double dampening,

        double weightDecay,
        Goal goal)
        implements Optimizer {

    private static final String BUFFER = "momentum_buffer";

    public Sgd {
        Checks.atLeast("momentum", 0, momentum);
        Checks.atLeast("weight_decay", 0, weightDecay);
        if (!Double.isFinite(dampening)) {
            throw new IllegalArgumentException("dampening must be finite but is " + dampening);
        }
        if (nesterov.isOn() && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException("nesterov needs a momentum above 0 and a dampening of 0 but they are "
                    + momentum + " and " + dampening);
        }
    }

    /** Plain gradient descent. */
    public Sgd() {
        this(0, Switch.OFF, 0, 0, Goal.MINIMIZE);
    }

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public Sgd withMomentum(double changed) {
        return new Sgd(changed, nesterov, dampening, weightDecay, goal);
    }

    /** Returns the optimizer that looks ahead along its momentum. */
    public Sgd withNesterov() {
        return new Sgd(momentum, Switch.ON, dampening, weightDecay, goal);
    }

    public Sgd withDampening(double changed) {
        return new Sgd(momentum, nesterov, changed, weightDecay, goal);
    }

    @Override
    public Sgd withWeightDecay(double changed) {
        return new Sgd(momentum, nesterov, dampening, changed, goal);
    }

    public Sgd withGoal(Goal changed) {
        return new Sgd(momentum, nesterov, dampening, weightDecay, changed);
    }

    @Override
    public OptimizerState newState(int length) {
        return momentum == 0 ? new OptimizerState(length) : new OptimizerState(length, BUFFER);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        if (momentum == 0) {
            descend(values, gradients, (float) learningRate, from, to);
        } else {
            // The buffer starts at 0, so that a share of 1 makes it the first gradient.
            float share = state.step() == 1 ? 1 : (float) (1 - dampening);
            roll(values, gradients, state.slot(BUFFER), share, (float) learningRate, from, to);
        }
    }

    private void descend(float[] values, float[] gradients, float rate, int from, int to) {
        float sign = goal.sign();
        float decay = (float) weightDecay;
        for (int i = from; i < to; i++) {
            values[i] -= rate * (sign * gradients[i] + decay * values[i]);
        }
    }

    private void roll(float[] values, float[] gradients, float[] buffer, float share, float rate, int from, int to) {
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float keep = (float) momentum;
        float ofGradient = nesterov.isOn() ? 1 : 0;
        float ofBuffer = nesterov.isOn() ? keep : 1;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            float rolled = keep * buffer[i] + share * gradient;
            buffer[i] = rolled;
            values[i] -= rate * (ofGradient * gradient + ofBuffer * rolled);
        }
    }
}
