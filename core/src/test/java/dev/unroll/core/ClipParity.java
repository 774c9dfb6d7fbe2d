package dev.unroll.core;

import dev.unroll.core.update.GradientClip;
import dev.unroll.core.update.GradientNorm;

/** Gradients before and after clipping, and their norm; all gradients are one flat array here. */
final class ClipParity implements ParityCase {

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        requireEuclidean(given);
        float[] gradients = OptimizerParity.flat(given, "grad.", "");
        double norm = GradientClip.byNorm(given.number("max_norm")).clip(gradients, new GradientNorm(gradients.length));
        given.assertClose("total_norm", new float[] {(float) norm});
        PyTorchCase.assertClose(
                "clipped", OptimizerParity.flat(given, "clipped.", ""), gradients, PyTorchCase.TOLERANCE);
    }

    private static void requireEuclidean(PyTorchCase given) throws NotSupportedException {
        if (given.matches("clip norm_type") && given.number("norm_type") != 2) {
            throw new NotSupportedException("clip norm_type=" + given.get("norm_type"));
        }
    }
}
