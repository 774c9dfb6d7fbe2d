package dev.unroll.core.loss;

import dev.unroll.core.form.Options;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.Map;

/**
 * The mean of the sizes of the differences of all elements, as PyTorch's {@code l1_loss}.
 *
 * <pre>
 *   loss = Σ |x − y|     ∂loss/∂x = sign(x − y)
 * </pre>
 */
public record AbsoluteError() implements Loss {

    static final String NAME = "absolute_error";

    private static final String WHO = "absolute error";

    static AbsoluteError of(Map<String, ?> values) {
        Options.of("loss " + NAME, values);
        return new AbsoluteError();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of();
    }

    @Override
    public double divisor(Matrix prediction, int rows, Targets targets) {
        targets.requireValues(WHO, rows, prediction.columns());
        return (double) rows * prediction.columns();
    }

    @Override
    public double row(
            Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at) {
        Matrix values = targets.requireValues(WHO, row + 1, prediction.columns());
        double sum = 0;
        for (int j = 0; j < prediction.columns(); j++) {
            float difference = prediction.get(row, j) - values.get(row, j);
            sum += Math.abs(difference);
            gradient[at + j] = scale * Math.signum(difference);
        }
        return sum;
    }
}
