package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Map;

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
public record RmsProp(double alpha, double eps, double momentum, double weightDecay, Spread spread, Goal goal)
        implements Optimizer {

    static final String NAME = "rmsprop";

    private static final String SQUARES = "square_avg";
    private static final String MEAN = "grad_avg";
    private static final String BUFFER = "momentum_buffer";

    /** What the steps are scaled by: the root of the mean square, or of the variance. */
    public enum Spread {
        MEAN_SQUARE,
        CENTERED
    }

    public RmsProp {
        Checks.atLeast("alpha", 0, alpha);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("momentum", 0, momentum);
        Checks.atLeast("weight_decay", 0, weightDecay);
    }

    /** PyTorch's defaults. */
    public RmsProp() {
        this(0.99, 1e-8, 0, 0, Spread.MEAN_SQUARE, Goal.MINIMIZE);
    }

    static RmsProp of(Map<String, ?> values) {
        var options = Options.of(
                "optimizer " + NAME, values, "alpha", "eps", "momentum", "weight_decay", "centered", "maximize");
        var plain = new RmsProp();
        return new RmsProp(
                options.number("alpha", plain.alpha),
                options.number("eps", plain.eps),
                options.number("momentum", plain.momentum),
                options.number("weight_decay", plain.weightDecay),
                options.flag("centered", false) ? Spread.CENTERED : Spread.MEAN_SQUARE,
                Goal.ofMaximize(options.flag("maximize", false)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of(
                "alpha", alpha,
                "eps", eps,
                "momentum", momentum,
                "weight_decay", weightDecay,
                "centered", spread == Spread.CENTERED,
                "maximize", goal == Goal.MAXIMIZE);
    }

    @Override
    public RmsProp withMomentum(double changed) {
        return new RmsProp(alpha, eps, changed, weightDecay, spread, goal);
    }

    @Override
    public RmsProp withWeightDecay(double changed) {
        return new RmsProp(alpha, eps, momentum, changed, spread, goal);
    }

    @Override
    public OptimizerState newState(int length) {
        if (momentum == 0) {
            return spread == Spread.CENTERED
                    ? new OptimizerState(length, SQUARES, MEAN)
                    : new OptimizerState(length, SQUARES);
        }
        return spread == Spread.CENTERED
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
        if (spread == Spread.CENTERED) {
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
        boolean centered = spread == Spread.CENTERED;
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            float square = centered ? Math.max(0, squares[i] - mean[i] * mean[i]) : squares[i];
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
        boolean centered = spread == Spread.CENTERED;
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float floor = (float) eps;
        float keep = (float) momentum;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            float square = centered ? Math.max(0, squares[i] - mean[i] * mean[i]) : squares[i];
            float rolled = keep * buffer[i] + gradient / ((float) Math.sqrt(square) + floor);
            buffer[i] = rolled;
            values[i] -= rate * rolled;
        }
    }
}
