package dev.unroll.core.update;

import dev.unroll.core.form.Checks;

/** How gradients that are too large are cut down before an update. */
public sealed interface GradientClip {

    /** Returns the clip that shortens the gradient of all parameters to a largest norm. */
    static GradientClip byNorm(double maxNorm) {
        return new ByNorm(maxNorm);
    }

    /** Returns the clip that cuts each element off at a largest value. */
    static GradientClip byValue(double maxValue) {
        return new ByValue(maxValue);
    }

    /** Clips all gradients and returns their norm before. */
    double clip(float[] gradients, GradientNorm measure);

    /** Shortens the gradient of all parameters to a largest norm (Pascanu et al. 2013), as PyTorch's {@code clip_grad_norm_}. */
    record ByNorm(double maxNorm) implements GradientClip {

        /** PyTorch's guard against a norm of 0. */
        private static final double GUARD = 1e-6;

        public ByNorm {
            Checks.above("max_norm", 0, maxNorm);
        }

        /**
         * Returns what gradients of this norm are multiplied with, at most 1. A norm that is not finite has no remedy: the
         * gradients stay as they are, and whoever trains must stop.
         */
        public float coefficient(double norm) {
            return Double.isFinite(norm) ? (float) Math.min(1, maxNorm / (norm + GUARD)) : 1;
        }

        @Override
        public double clip(float[] gradients, GradientNorm measure) {
            double norm = measure.of(gradients);
            scale(gradients, coefficient(norm), 0, gradients.length);
            return norm;
        }

        /** Multiplies the gradients {@code from .. to} with a coefficient. */
        static void scale(float[] gradients, float coefficient, int from, int to) {
            for (int i = from; i < to; i++) {
                gradients[i] *= coefficient;
            }
        }
    }

    /** Cuts each element off at a largest absolute value, as PyTorch's {@code clip_grad_value_}: the direction may change. */
    record ByValue(double maxValue) implements GradientClip {

        public ByValue {
            Checks.above("max_value", 0, maxValue);
        }

        @Override
        public double clip(float[] gradients, GradientNorm measure) {
            double norm = measure.of(gradients);
            cut(gradients, 0, gradients.length);
            return norm;
        }

        /** Cuts the gradients {@code from .. to} and returns whether any was too large. */
        boolean cut(float[] gradients, int from, int to) {
            float most = (float) maxValue;
            int changed = 0;
            for (int i = from; i < to; i++) {
                float gradient = gradients[i];
                float cut = Math.max(-most, Math.min(most, gradient));
                // As bits: a boolean would keep the loop from using vectors.
                changed |= Float.floatToRawIntBits(cut) ^ Float.floatToRawIntBits(gradient);
                gradients[i] = cut;
            }
            return changed != 0;
        }
    }
}
