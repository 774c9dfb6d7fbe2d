package dev.unroll.core.train;

import dev.unroll.core.form.Checks;

/** Shortens the gradient of all parameters to a largest norm (Pascanu et al. 2013), as PyTorch's {@code clip_grad_norm_}. */
public record GradientClip(double maxNorm) {

    /** PyTorch's guard against a norm of 0. */
    private static final double GUARD = 1e-6;

    public GradientClip {
        Checks.above("max_norm", 0, maxNorm);
    }

    /**
     * Returns what gradients of this norm are multiplied with, at most 1. A norm that is not finite has no remedy: the
     * gradients stay as they are, and whoever trains must stop.
     */
    public float coefficient(double norm) {
        return Double.isFinite(norm) ? (float) Math.min(1, maxNorm / (norm + GUARD)) : 1;
    }

    /** Multiplies the gradients {@code from .. to} with a coefficient. */
    public static void scale(float[] gradients, float coefficient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradients[i] *= coefficient;
        }
    }

    /** Clips all gradients and returns their norm before. */
    public double clip(float[] gradients, GradientNorm measure) {
        double norm = measure.of(gradients);
        scale(gradients, coefficient(norm), 0, gradients.length);
        return norm;
    }
}
