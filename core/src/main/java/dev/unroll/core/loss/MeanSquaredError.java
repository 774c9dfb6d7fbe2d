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
public record MeanSquaredError() implements Loss {

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
        targets.requireValues("mean squared error", rows, prediction.columns());
        return (double) rows * prediction.columns();
    }

    @Override
    public double row(
            Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at) {
        int n = prediction.columns();
        Matrix values = targets.requireValues("mean squared error", row + 1, n);
        kernels.subtract(prediction.data(), prediction.at(row), values.data(), values.at(row), gradient, at, n);
        double sum = kernels.dot(gradient, at, gradient, at, n);
        kernels.multiplyScalar(gradient, at, 2 * scale, gradient, at, n);
        return sum;
    }
}
