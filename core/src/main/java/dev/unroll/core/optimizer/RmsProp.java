package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;
import dev.unroll.core.form.Switch;

/**
 * Steps scaled by a running root mean square of the gradient (Hinton 2012), as PyTorch's {@code RMSprop}.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay
 *   v ← α v + (1 − α) g²
 *   m ← α m + (1 − α) g                 centered (Graves 2013): v − m², at least 0, takes the place of v below
 *   b ← μ b + g / (√v + ε)              μ momentum
 *   w ← w − η b                         η learning rate
 * </pre>
 */
public record RmsProp(
        @Key(min = 0, below = 1, help = "part of the last step that is kept")
        double momentum,

        @Key(min = 0, below = 1, help = "memory of the squared gradients")
        double alpha,

        @Key(help = "subtract the mean of the gradients") Switch centered,

        @Key(above = 0, max = 1, help = "keeps the division finite")
        double eps,

        double weightDecay,
        Goal goal)
        implements Optimizer {

    private static final String SQUARES = "square_avg";
    private static final String MEAN = "grad_avg";
    private static final String BUFFER = "momentum_buffer";

    public RmsProp {
        Checks.atLeast("momentum", 0, momentum);
        Checks.atLeast("alpha", 0, alpha);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
    }

    /** PyTorch's defaults. */
    public RmsProp() {
        this(0, 0.99, Switch.OFF, 1e-8, 0, Goal.MINIMIZE);
    }

    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public RmsProp withMomentum(double changed) {
        return new RmsProp(changed, alpha, centered, eps, weightDecay, goal);
    }

    public RmsProp withAlpha(double changed) {
        return new RmsProp(momentum, changed, centered, eps, weightDecay, goal);
    }

    /** Returns the optimizer that scales by the variance instead of the mean square. */
    public RmsProp withCentered() {
        return new RmsProp(momentum, alpha, Switch.ON, eps, weightDecay, goal);
    }

    public RmsProp withEps(double changed) {
        return new RmsProp(momentum, alpha, centered, changed, weightDecay, goal);
    }

    @Override
    public RmsProp withWeightDecay(double changed) {
        return new RmsProp(momentum, alpha, centered, eps, changed, goal);
    }

    public RmsProp withGoal(Goal changed) {
        return new RmsProp(momentum, alpha, centered, eps, weightDecay, changed);
    }

    @Override
    public OptimizerState newState(int length) {
        if (momentum == 0) {
            return centered.isOn() ? new OptimizerState(length, SQUARES, MEAN) : new OptimizerState(length, SQUARES);
        }
        return centered.isOn()
                ? new OptimizerState(length, SQUARES, MEAN, BUFFER)
                : new OptimizerState(length, SQUARES, BUFFER);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] squares = state.slot(SQUARES);
        average(values, gradients, squares, from, to);
        // Without a mean the squares stand in for it, and are not read as one.
        float[] mean = squares;
        if (centered.isOn()) {
            mean = state.slot(MEAN);
            averageMean(values, gradients, mean, from, to);
        }
        if (momentum == 0) {
            follow(values, gradients, squares, mean, (float) learningRate, from, to);
        } else {
            roll(values, gradients, squares, mean, state.slot(BUFFER), (float) learningRate, from, to);
        }
    }

    // Short loops, with no condition that changes inside: the compiler vectorizes those.

    private void average(float[] values, float[] gradients, float[] squares, int from, int to) {
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float keep = (float) alpha;
        float share = (float) (1 - alpha);
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            squares[i] = keep * squares[i] + share * (gradient * gradient);
        }
    }

    private void averageMean(float[] values, float[] gradients, float[] mean, int from, int to) {
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float keep = (float) alpha;
        float share = (float) (1 - alpha);
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            mean[i] = keep * mean[i] + share * gradient;
        }
    }

    private void follow(
            float[] values, float[] gradients, float[] squares, float[] mean, float rate, int from, int to) {
        boolean subtracts = centered.isOn();
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            float square = subtracts ? Math.max(0, squares[i] - mean[i] * mean[i]) : squares[i];
            values[i] -= rate * (gradient / ((float) Math.sqrt(square) + floor));
        }
    }

    private void roll(
            float[] values,
            float[] gradients,
            float[] squares,
            float[] mean,
            float[] buffer,
            float rate,
            int from,
            int to) {
        boolean subtracts = centered.isOn();
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float floor = (float) eps;
        float keep = (float) momentum;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            float square = subtracts ? Math.max(0, squares[i] - mean[i] * mean[i]) : squares[i];
            float rolled = keep * buffer[i] + gradient / ((float) Math.sqrt(square) + floor);
            buffer[i] = rolled;
            values[i] -= rate * rolled;
        }
    }
}
