package dev.unroll.core.loss;

import dev.unroll.core.form.Key;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;

/**
 * The mean over all elements of half the squared difference where it is small and of the difference where it is large (Huber
 * 1964), as PyTorch's {@code huber_loss}.
 *
 * <pre>
 *   d = x − y
 *   loss = Σ d² / 2 if |d| ≤ δ, else δ (|d| − δ / 2)     ∂loss/∂x = d, but at least −δ and at most δ
 * </pre>
 */
public record Huber(
        @Key(name = "huber_delta", above = 0, max = 1e6, help = "difference up to which its square counts")
        double delta)
        implements RowLoss {

    private static final String WHO = "Huber loss";

    public Huber {
        if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("delta must be above 0 but is " + delta);
        }
    }

    /** PyTorch's default. */
    public Huber() {
        this(1);
    }

    @Override
    public String name() {
        return "huber";
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
            double size = Math.abs(difference);
            sum += size <= delta ? size * size / 2 : delta * (size - delta / 2);
            gradient[at + j] = scale * (float) Math.clamp(difference, -delta, delta);
        }
        return sum;
    }
}
