package dev.unroll.core.loss;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;

/**
 * The mean negative logarithm of a normal distribution's density at each value y, in nats, as PyTorch's {@code
 * gaussian_nll_loss} with the constant: of a mean μ and the logarithm s of a deviation.
 *
 * <pre>
 *   loss = Σ s + ½ ((y − μ) e^−s)² + ½ ln 2π     ∂loss/∂μ = (μ − y) e^−2s     ∂loss/∂s = 1 − ((y − μ) e^−s)²
 * </pre>
 *
 * <p>Of N values a row predicts 2 · N numbers: the mean and the logarithm of the deviation of the first value, then those of
 * the second. Logarithms are held within {@value #LEAST} and {@value #MOST}: nothing is known more surely, or less.
 */
public record GaussianLikelihood() implements RowLoss {

    /** The smallest logarithm of a deviation. */
    public static final double LEAST = -7;

    /** The largest logarithm of a deviation. */
    public static final double MOST = 7;

    private static final String WHO = "gaussian likelihood";

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public Answers answers() {
        return Answers.DISTRIBUTIONS;
    }

    @Override
    public int outputsPerValue() {
        return 2;
    }

    /** Returns the deviation that a network's output means. */
    public static double deviation(double logarithm) {
        return StrictMath.exp(Math.clamp(logarithm, LEAST, MOST));
    }

    @Override
    public double divisor(Matrix prediction, int rows, Targets targets) {
        return targets.knownValues(WHO, rows, valuesPerRow(WHO, prediction));
    }

    @Override
    public double row(
            Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at) {
        int n = valuesPerRow(WHO, prediction);
        Matrix values = targets.requireValues(WHO, row + 1, n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            if (Float.isNaN(values.get(row, i))) {
                gradient[at + 2 * i] = 0;
                gradient[at + 2 * i + 1] = 0;
                continue;
            }
            double logarithm = prediction.get(row, 2 * i + 1);
            double deviation = deviation(logarithm);
            double off = (prediction.get(row, 2 * i) - values.get(row, i)) / deviation;
            boolean held = logarithm < LEAST || logarithm > MOST;
            sum += StrictMath.log(deviation) + 0.5 * off * off + HALF_LOG_TWO_PI;
            gradient[at + 2 * i] = (float) (scale * off / deviation);
            gradient[at + 2 * i + 1] = held ? 0 : (float) (scale * (1 - off * off));
        }
        return sum;
    }
}
