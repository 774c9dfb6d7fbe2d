package dev.unroll.core.loss;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;

/**
 * The mean of the squared differences of all elements, as PyTorch's {@code mse_loss}.
 *
 * <pre>
 *   loss = Σ (x − y)²     ∂loss/∂x = 2 (x − y)
 * </pre>
 */
public record MeanSquaredError() implements RowLoss {

    private static final String WHO = "mean squared error";

    @Override
    public String name() {
        return "mean_squared_error";
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
        int n = prediction.columns();
        Matrix values = targets.requireValues(WHO, row + 1, n);
        kernels.subtract(prediction.data(), prediction.at(row), values.data(), values.at(row), gradient, at, n);
        for (int j = 0; j < n; j++) {
            if (Float.isNaN(values.get(row, j))) {
                gradient[at + j] = 0;
            }
        }
        double sum = kernels.dot(gradient, at, gradient, at, n);
        kernels.multiplyScalar(gradient, at, 2 * scale, gradient, at, n);
        return sum;
    }
}
