package dev.unroll.core.train;

import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch's {@code AdamW}: the values shrink by
 * {@code learningRate · weightDecay} of themselves, and the gradient knows nothing of it.
 *
 * @param moments the rest of the rule; its weight decay, which would be part of the gradient, must be 0
 */
public record AdamW(double weightDecay, Adam moments) implements Optimizer {

    static final String NAME = "adamw";

    public AdamW {
        Checks.atLeast("weight_decay", 0, weightDecay);
        if (moments.weightDecay() != 0) {
            throw new IllegalArgumentException(
                    "the weight decay of AdamW's moments must be 0 but is " + moments.weightDecay());
        }
    }

    /** PyTorch's defaults. */
    public AdamW() {
        this(0.01);
    }

    /** PyTorch's defaults, but for the weight decay. */
    public AdamW(double weightDecay) {
        this(weightDecay, new Adam());
    }

    static AdamW of(Map<String, ?> values) {
        var read = Adam.of("optimizer " + NAME, values, new AdamW().weightDecay);
        var moments = new Adam(read.beta1(), read.beta2(), read.eps(), 0, read.bound(), read.goal());
        return new AdamW(read.weightDecay(), moments);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return new Adam(moments.beta1(), moments.beta2(), moments.eps(), weightDecay, moments.bound(), moments.goal())
                .options();
    }

    @Override
    public AdamW withMomentum(double changed) {
        return new AdamW(weightDecay, moments.withMomentum(changed));
    }

    @Override
    public OptimizerState newState(int length) {
        return moments.newState(length);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        moments.update(values, gradients, state, learningRate, 0, weightDecay, from, to);
    }
}
