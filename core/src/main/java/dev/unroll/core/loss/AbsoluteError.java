package dev.unroll.core.loss;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;

/**
 * The mean of the sizes of the differences of all elements, as PyTorch's {@code l1_loss}.
 *
 * <pre>
 *   loss = Σ |x − y|     ∂loss/∂x = sign(x − y)
 * </pre>
 */
public record AbsoluteError() implements RowLoss {

    private static final String WHO = "absolute error";

    @Override
    public String name() {
        return "absolute_error";
    }

    @Override
    public Answers answers() {
        return Answers.VALUES;
    }

    @Override
    public double divisor(Matrix prediction, int rows, Targets targets) {
        return targets.knownValues(WHO, rows, prediction.columns());
    }

    @Override
    public double row(
            Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at) {
        Matrix values = targets.requireValues(WHO, row + 1, prediction.columns());
        double sum = 0;
        for (int j = 0; j < prediction.columns(); j++) {
            float difference = Targets.difference(prediction.get(row, j), values.get(row, j));
            sum += Math.abs(difference);
            gradient[at + j] = scale * Math.signum(difference);
        }
        return sum;
    }
}
