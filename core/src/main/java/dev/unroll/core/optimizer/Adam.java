package dev.unroll.core.optimizer;

import dev.unroll.core.form.Options;
import java.util.Map;

/**
 * Adaptive moments (Kingma and Ba 2015), as PyTorch's {@code Adam}.
 *
 * <pre>
 *   m, v                                as in {@link Moments}
 *   v                                   AMSGrad (Reddi et al. 2018): the largest v so far takes its place below
 *   w ← w − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)     η learning rate, t step
 * </pre>
 */
public record Adam(Moments moments, Bound bound) implements Optimizer {

    static final String NAME = "adam";

    private static final String AMSGRAD = "amsgrad";
    private static final String LARGEST = "max_exp_avg_sq";

    /** Which mean square scales a step: the current one, or the largest so far. */
    public enum Bound {
        CURRENT,
        AMSGRAD
    }

    /** PyTorch's defaults. */
    public Adam() {
        this(new Moments(), Bound.CURRENT);
    }

    static Adam of(Map<String, ?> values) {
        return of(NAME, values, new Moments());
    }

    /** Reads the options of Adam or AdamW, which differ in their name and in how weights decay. */
    static Adam of(String name, Map<String, ?> values, Moments plain) {
        Options options = Moments.optionsOf(name, values, AMSGRAD);
        return new Adam(plain.with(name, options), options.flag(AMSGRAD, false) ? Bound.AMSGRAD : Bound.CURRENT);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return moments.options(Map.of(AMSGRAD, bound == Bound.AMSGRAD));
    }

    @Override
    public Adam withMomentum(double changed) {
        return new Adam(moments.withBeta1(changed), bound);
    }

    @Override
    public double weightDecay() {
        return moments.weightDecay();
    }

    @Override
    public Adam withWeightDecay(double changed) {
        return new Adam(moments.withWeightDecay(changed), bound);
    }

    @Override
    public OptimizerState newState(int length) {
        return bound == Bound.AMSGRAD
                ? new OptimizerState(length, Moments.MEAN, Moments.SQUARES, LARGEST)
                : new OptimizerState(length, Moments.MEAN, Moments.SQUARES);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        float rate = (float) (learningRate / moments.meanWeight(state.step()));
        float correction = (float) (1 / Math.sqrt(moments.squaresWeight(state.step())));
        float shrink = moments.shrink(learningRate);
        switch (bound) {
            case CURRENT -> follow(values, gradients, state, rate, correction, shrink, from, to);
            case AMSGRAD -> {
                moments.follow(values, gradients, state, from, to);
                followBounded(values, state, rate, correction, shrink, from, to);
            }
        }
    }

    /** All of a step in one loop, the means as in {@link Moments#follow}: what it waits for is memory. */
    private void follow(
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
        float sign = moments.goal().sign();
        float share = moments.coupled();
        float keepMean = (float) moments.beta1();
        float shareMean = (float) (1 - moments.beta1());
        float keepSquares = (float) moments.beta2();
        float shareSquares = (float) (1 - moments.beta2());
        float floor = (float) moments.eps();
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
    private void followBounded(
            float[] values, OptimizerState state, float rate, float correction, float shrink, int from, int to) {
        float[] mean = state.slot(Moments.MEAN);
        float[] squares = state.slot(Moments.SQUARES);
        float[] largest = state.slot(LARGEST);
        float floor = (float) moments.eps();
        for (int i = from; i < to; i++) {
            float value = values[i];
            float v = Math.max(largest[i], squares[i]);
            largest[i] = v;
            values[i] = value - shrink * value - rate * (mean[i] / ((float) Math.sqrt(v) * correction + floor));
        }
    }
}
