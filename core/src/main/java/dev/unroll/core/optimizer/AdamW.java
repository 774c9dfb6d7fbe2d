package dev.unroll.core.optimizer;

import dev.unroll.core.optimizer.Moments.Decay;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch's {@code AdamW}: the values shrink by
 * {@code learningRate · weightDecay} of themselves, and the gradient knows nothing of it.
 *
 * @param rule whose weight decay is decoupled
 */
public record AdamW(Adam rule) implements Optimizer {

    static final String NAME = "adamw";

    public AdamW {
        if (rule.moments().decay() != Decay.DECOUPLED) {
            throw new IllegalArgumentException("the weight decay of AdamW must be decoupled; Adam is the other one");
        }
    }

    /** PyTorch's defaults. */
    public AdamW() {
        this(0.01);
    }

    /** PyTorch's defaults, but for the weight decay. */
    public AdamW(double weightDecay) {
        this(new Adam(new Moments(weightDecay, Decay.DECOUPLED), Adam.Bound.CURRENT));
    }

    static AdamW of(Map<String, ?> values) {
        return new AdamW(Adam.of(NAME, values, new AdamW().rule.moments()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return rule.options();
    }

    @Override
    public AdamW withMomentum(double changed) {
        return new AdamW(rule.withMomentum(changed));
    }

    @Override
    public double weightDecay() {
        return rule.weightDecay();
    }

    @Override
    public AdamW withWeightDecay(double changed) {
        return new AdamW(rule.withWeightDecay(changed));
    }

    @Override
    public OptimizerState newState(int length) {
        return rule.newState(length);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        rule.update(values, gradients, state, learningRate, from, to);
    }
}
