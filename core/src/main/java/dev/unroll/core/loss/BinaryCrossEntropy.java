package dev.unroll.core.loss;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.List;

/**
 * Binary cross entropy of logits x with targets y in 0 .. 1, as PyTorch's {@code binary_cross_entropy_with_logits}.
 *
 * <pre>
 *   loss = −p y ln σ(x) − (1 − y) ln(1 − σ(x)) = (1 − y) x + (1 + (p − 1) y) · −ln σ(x)     p positive weight
 *   −ln σ(x) = ln(1 + e^−|x|) + max(−x, 0)
 *   ∂loss/∂x = (1 − y) − (1 + (p − 1) y)(1 − σ(x))
 * </pre>
 *
 * <p>The mean divides by the number of elements. {@code positiveWeights}: none, one for all columns, or one a column.
 */
public record BinaryCrossEntropy(
        @Key(name = "pos_weight", min = 0, max = 1e6, help = "how much a yes counts, of all columns or of each")
        List<Double> positiveWeights)
        implements RowLoss {

    public BinaryCrossEntropy {
        positiveWeights = List.copyOf(positiveWeights);
        positiveWeights.forEach(weight -> Checks.atLeast("pos_weight", 0, weight));
    }

    /** Positives count as much as negatives. */
    public BinaryCrossEntropy() {
        this(List.of());
    }

    @Override
    public String name() {
        return "binary_cross_entropy";
    }

    @Override
    public Answers answers() {
        return Answers.DECISIONS;
    }

    @Override
    public double divisor(Matrix prediction, int rows, Targets targets) {
        int columns = prediction.columns();
        Matrix values = targets.requireValues("binary cross entropy", rows, columns);
        if (positiveWeights.size() > 1 && positiveWeights.size() != columns) {
            throw new IllegalArgumentException("binary cross entropy has " + positiveWeights.size()
                    + " positive weights but the prediction has " + columns + " columns");
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                float y = values.get(r, c);
                if (!(y >= 0 && y <= 1)) {
                    throw new IllegalArgumentException(
                            "row " + r + ", column " + c + " has target " + y + " but a target must be in 0 .. 1");
                }
            }
        }
        return (double) rows * columns;
    }

    @Override
    public double row(
            Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at) {
        int columns = prediction.columns();
        Matrix values = targets.requireValues("binary cross entropy", row + 1, columns);
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            double x = prediction.get(row, c);
            double y = values.get(row, c);
            double weight = 1 + (positiveWeight(c) - 1) * y;
            double tail = StrictMath.exp(-Math.abs(x));
            double complement = (x >= 0 ? tail : 1) / (1 + tail);
            sum += (1 - y) * x + weight * (StrictMath.log1p(tail) + Math.max(-x, 0));
            gradient[at + c] = (float) (scale * ((1 - y) - weight * complement));
        }
        return sum;
    }

    private double positiveWeight(int column) {
        return positiveWeights.isEmpty() ? 1 : positiveWeights.get(positiveWeights.size() == 1 ? 0 : column);
    }
}
