package dev.unroll.core.loss;

import dev.unroll.core.form.Key;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.List;

/**
 * The mean pinball loss of several quantiles q of each value y (Koenker and Bassett 1978): smallest where a part q of the
 * values lies below the prediction x.
 *
 * <pre>
 *   loss = Σ max(q (y − x), (q − 1) (y − x))     ∂loss/∂x = −q if y > x, 1 − q if y &lt; x, 0 between
 * </pre>
 *
 * <p>Of N values a row predicts N · Q numbers: all quantiles of the first value, then those of the second. The mean divides
 * by the number of predictions.
 */
public record QuantileLoss(
        @Key(
                above = 0,
                below = 1,
                help = "which parts of the values shall lie below what is predicted, in increasing order")
        List<Double> quantiles)
        implements RowLoss {

    private static final String WHO = "quantile loss";

    public QuantileLoss {
        quantiles = List.copyOf(quantiles);
        requireQuantiles(quantiles);
    }

    /** The median, and an interval that holds four values of five. */
    public QuantileLoss() {
        this(List.of(0.1, 0.5, 0.9));
    }

    /** Throws unless quantiles are some numbers between 0 and 1 in increasing order. */
    public static void requireQuantiles(List<Double> quantiles) {
        if (quantiles.isEmpty()) {
            throw new IllegalArgumentException("quantiles must be at least one number but are none");
        }
        double last = 0;
        for (double quantile : quantiles) {
            if (!(quantile > last && quantile < 1)) {
                throw new IllegalArgumentException(
                        "quantiles must lie between 0 and 1 in increasing order but are " + quantiles);
            }
            last = quantile;
        }
    }

    @Override
    public String name() {
        return "quantile";
    }

    @Override
    public Answers answers() {
        return Answers.DISTRIBUTIONS;
    }

    @Override
    public int outputsPerValue() {
        return quantiles.size();
    }

    @Override
    public double divisor(Matrix prediction, int rows, Targets targets) {
        return (double) quantiles.size() * targets.knownValues(WHO, rows, valuesPerRow(WHO, prediction));
    }

    @Override
    public double row(
            Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at) {
        int levels = quantiles.size();
        int n = valuesPerRow(WHO, prediction);
        Matrix values = targets.requireValues(WHO, row + 1, n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < levels; k++) {
                double quantile = quantiles.get(k);
                float value = values.get(row, i);
                double below = Float.isNaN(value) ? 0 : (double) value - prediction.get(row, i * levels + k);
                double slope = below > 0 ? -quantile : below < 0 ? 1 - quantile : 0;
                sum -= slope * below;
                gradient[at + i * levels + k] = (float) (scale * slope);
            }
        }
        return sum;
    }
}
