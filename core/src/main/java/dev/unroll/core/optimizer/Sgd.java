package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Map;

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
public record Sgd(double momentum, double dampening, double weightDecay, Lookahead lookahead, Goal goal)
        implements Optimizer {

    static final String NAME = "sgd";

    private static final String BUFFER = "momentum_buffer";

    /** Whether a step follows the momentum, or the momentum after the step. */
    public enum Lookahead {
        NONE,
        NESTEROV
    }

    public Sgd {
        Checks.atLeast("momentum", 0, momentum);
        Checks.atLeast("weight_decay", 0, weightDecay);
        if (!Double.isFinite(dampening)) {
            throw new IllegalArgumentException("dampening must be finite but is " + dampening);
        }
        if (lookahead == Lookahead.NESTEROV && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException("nesterov needs a momentum above 0 and a dampening of 0 but they are "
                    + momentum + " and " + dampening);
        }
    }

    /** Plain gradient descent. */
    public Sgd() {
        this(0, 0, 0, Lookahead.NONE, Goal.MINIMIZE);
    }

    static Sgd of(Map<String, ?> values) {
        var options = Options.of(
                "optimizer " + NAME, values, "momentum", "dampening", "weight_decay", "nesterov", "maximize");
        var plain = new Sgd();
        return new Sgd(
                options.number("momentum", plain.momentum),
                options.number("dampening", plain.dampening),
                options.number("weight_decay", plain.weightDecay),
                options.flag("nesterov", false) ? Lookahead.NESTEROV : Lookahead.NONE,
                Goal.ofMaximize(options.flag("maximize", false)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of(
                "momentum", momentum,
                "dampening", dampening,
                "weight_decay", weightDecay,
                "nesterov", lookahead == Lookahead.NESTEROV,
                "maximize", goal == Goal.MAXIMIZE);
    }

    @Override
    public Sgd withMomentum(double changed) {
        return new Sgd(changed, dampening, weightDecay, lookahead, goal);
    }

    @Override
    public Sgd withWeightDecay(double changed) {
        return new Sgd(momentum, dampening, changed, lookahead, goal);
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
        float ofGradient = lookahead == Lookahead.NESTEROV ? 1 : 0;
        float ofBuffer = lookahead == Lookahead.NESTEROV ? keep : 1;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            float rolled = keep * buffer[i] + share * gradient;
            buffer[i] = rolled;
            values[i] -= rate * (ofGradient * gradient + ofBuffer * rolled);
        }
    }
}
