package dev.unroll.core.train;

import dev.unroll.core.network.Options;
import java.util.List;
import java.util.Map;

/**
 * Adaptive moments (Kingma and Ba 2015), as PyTorch's {@code Adam}.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay, part of the gradient
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²              AMSGrad (Reddi et al. 2018): the largest v so far takes its place below
 *   w ← w − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)     η learning rate, t step
 * </pre>
 */
public record Adam(double beta1, double beta2, double eps, double weightDecay, Bound bound, Goal goal)
        implements Optimizer {

    static final String NAME = "adam";

    private static final String MEAN = "exp_avg";
    private static final String SQUARES = "exp_avg_sq";
    private static final String LARGEST = "max_exp_avg_sq";

    /** Which mean square scales a step: the current one, or the largest so far. */
    public enum Bound {
        CURRENT,
        AMSGRAD
    }

    public Adam {
        Checks.fraction("the first of betas", beta1);
        Checks.fraction("the second of betas", beta2);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
    }

    /** PyTorch's defaults. */
    public Adam() {
        this(0.9, 0.999, 1e-8, 0, Bound.CURRENT, Goal.MINIMIZE);
    }

    static Adam of(Map<String, ?> values) {
        return of("optimizer " + NAME, values, new Adam().weightDecay);
    }

    /** Reads β₁ and β₂ of an optimizer, whose defaults are Adam's. */
    static List<Double> betas(Options options, String name) {
        var plain = new Adam();
        List<Double> betas = options.numbers("betas", List.of(plain.beta1, plain.beta2));
        if (betas.size() != 2) {
            throw new IllegalArgumentException("betas of optimizer " + name + " must be two numbers but are " + betas);
        }
        return betas;
    }

    /** Reads the options of Adam or AdamW, which differ in name and in one default. */
    static Adam of(String owner, Map<String, ?> values, double weightDecay) {
        var options = Options.of(owner, values, "betas", "eps", "weight_decay", "amsgrad", "maximize");
        var plain = new Adam();
        List<Double> betas = betas(options, owner.replace("optimizer ", ""));
        return new Adam(
                betas.get(0),
                betas.get(1),
                options.number("eps", plain.eps),
                options.number("weight_decay", weightDecay),
                options.flag("amsgrad", false) ? Bound.AMSGRAD : Bound.CURRENT,
                Goal.ofMaximize(options.flag("maximize", false)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of(
                "betas",
                List.of(beta1, beta2),
                "eps",
                eps,
                "weight_decay",
                weightDecay,
                "amsgrad",
                bound == Bound.AMSGRAD,
                "maximize",
                goal == Goal.MAXIMIZE);
    }

    @Override
    public Adam withMomentum(double changed) {
        return new Adam(changed, beta2, eps, weightDecay, bound, goal);
    }

    @Override
    public OptimizerState newState(int length) {
        return bound == Bound.AMSGRAD
                ? new OptimizerState(length, MEAN, SQUARES, LARGEST)
                : new OptimizerState(length, MEAN, SQUARES);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        update(values, gradients, state, learningRate, weightDecay, 0, from, to);
    }

    /**
     * The update of Adam and AdamW.
     *
     * @param coupled weight decay that is added to the gradient
     * @param decoupled weight decay that shrinks the values, times the learning rate
     */
    void update(
            float[] values,
            float[] gradients,
            OptimizerState state,
            double learningRate,
            double coupled,
            double decoupled,
            int from,
            int to) {
        state.requireStepOn(values, gradients, from, to);
        float rate = (float) (learningRate / (1 - power(beta1, state.step())));
        float correction = (float) (1 / Math.sqrt(1 - power(beta2, state.step())));
        float shrink = (float) (learningRate * decoupled);
        float[] mean = state.slot(MEAN);
        float[] squares = state.slot(SQUARES);
        float decay = (float) coupled;
        switch (bound) {
            case CURRENT -> follow(values, gradients, mean, squares, decay, rate, correction, shrink, from, to);
            case AMSGRAD -> {
                float[] largest = state.slot(LARGEST);
                followBounded(values, gradients, mean, squares, largest, decay, rate, correction, shrink, from, to);
            }
        }
    }

    /** All of a step in one loop: what it waits for is memory. */
    private void follow(
            float[] values,
            float[] gradients,
            float[] mean,
            float[] squares,
            float decay,
            float rate,
            float correction,
            float shrink,
            int from,
            int to) {
        float sign = goal.sign();
        float keepMean = (float) beta1;
        float shareMean = (float) (1 - beta1);
        float keepSquares = (float) beta2;
        float shareSquares = (float) (1 - beta2);
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float value = values[i];
            float g = sign * gradients[i] + decay * value;
            float m = keepMean * mean[i] + shareMean * g;
            float v = keepSquares * squares[i] + shareSquares * (g * g);
            mean[i] = m;
            squares[i] = v;
            values[i] = value - shrink * value - rate * (m / ((float) Math.sqrt(v) * correction + floor));
        }
    }

    /** As {@link #follow}, with the largest mean square so far. */
    private void followBounded(
            float[] values,
            float[] gradients,
            float[] mean,
            float[] squares,
            float[] largest,
            float decay,
            float rate,
            float correction,
            float shrink,
            int from,
            int to) {
        float sign = goal.sign();
        float keepMean = (float) beta1;
        float shareMean = (float) (1 - beta1);
        float keepSquares = (float) beta2;
        float shareSquares = (float) (1 - beta2);
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float value = values[i];
            float g = sign * gradients[i] + decay * value;
            float m = keepMean * mean[i] + shareMean * g;
            float v = keepSquares * squares[i] + shareSquares * (g * g);
            float bounded = Math.max(largest[i], v);
            mean[i] = m;
            squares[i] = v;
            largest[i] = bounded;
            values[i] = value - shrink * value - rate * (m / ((float) Math.sqrt(bounded) * correction + floor));
        }
    }

    /** Returns base to the power of an exponent above 0, by squaring: StrictMath.pow allocates. */
    static double power(double base, long exponent) {
        double power = 1;
        double square = base;
        for (long bits = exponent; bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }
}
