package dev.unroll.data.baseline;

import dev.unroll.core.input.Scale;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesWindow;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Ridge regression of what comes on the window, both less the window's last value: NLinear (Zeng et al. 2022), in closed
 * form. Of a series shorter than the window what lacks counts as its first value.
 */
public final class LinearForecast implements SeriesBaseline {

    /** How much large weights cost, on the scale of the series. */
    private static final double RIDGE = 100;

    /** More windows than these say little that is new: of more, only some are learned from, at equal distances. */
    private static final int MOST_WINDOWS = 30_000;

    private final int lookback;
    private final double[][] weights;
    private final Function<Series, Scale> scales;

    /** Weights [horizon][lookback + 1], the last of which is added. */
    private LinearForecast(int lookback, double[][] weights, Function<Series, Scale> scales) {
        this.lookback = lookback;
        this.weights = weights;
        this.scales = scales;
    }

    /**
     * Returns the regression of these windows.
     *
     * @param scales of the series
     */
    public static LinearForecast train(
            List<SeriesWindow> windows, int lookback, int horizon, Function<Series, Scale> scales) {
        int width = lookback + 1;
        double[][] squares = new double[width][width];
        double[][] products = new double[horizon][width];
        int apart = Math.ceilDiv(windows.size(), MOST_WINDOWS);
        double[] input = new double[width];
        for (int i = 0; i < windows.size(); i += apart) {
            SeriesWindow window = windows.get(i);
            double divisor = scales.apply(window.series()).divisor();
            read(window, lookback, divisor, input);
            for (int j = 0; j < width; j++) {
                addScaled(squares[j], input, input[j], j + 1);
            }
            double last = window.series().latest(window.origin() - 1);
            for (int h = 0; h < horizon; h++) {
                addScaled(products[h], input, (window.series().latest(window.origin() + h) - last) / divisor, width);
            }
        }
        for (int j = 0; j < lookback; j++) {
            squares[j][j] += RIDGE;
        }
        squares[lookback][lookback] += 1e-6;
        factorize(squares);
        for (double[] product : products) {
            solve(squares, product);
        }
        return new LinearForecast(lookback, products, scales);
    }

    private static void addScaled(double[] sums, double[] values, double factor, int count) {
        for (int j = 0; j < count; j++) {
            sums[j] += factor * values[j];
        }
    }

    /** Writes the window, less its last value and divided, and 1 behind it. */
    private static void read(SeriesWindow window, int lookback, double divisor, double[] input) {
        Series series = window.series();
        double last = series.latest(window.origin() - 1);
        for (int j = 0; j < lookback; j++) {
            input[j] = (series.latest(Math.max(0, window.origin() - lookback + j)) - last) / divisor;
        }
        input[lookback] = 1;
    }

    /** Replaces the lower triangle of a positive definite matrix by its factor L, of which L Lᵀ is the matrix (Cholesky). */
    private static void factorize(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? StrictMath.sqrt(sum) : sum / matrix[j][j];
            }
        }
    }

    /** Replaces y by the solution x of L Lᵀ x = y. */
    private static void solve(double[][] factor, double[] y) {
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < i; k++) {
                y[i] -= factor[i][k] * y[k];
            }
            y[i] /= factor[i][i];
        }
        for (int i = y.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < y.length; k++) {
                y[i] -= factor[k][i] * y[k];
            }
            y[i] /= factor[i][i];
        }
    }

    @Override
    public String name() {
        return "linear, on the last " + (lookback == 1 ? "value" : lookback + " values");
    }

    @Override
    public String key() {
        return "linear";
    }

    @Override
    public double[] forecast(SeriesWindow window, int horizon) {
        double divisor = scales.apply(window.series()).divisor();
        double[] input = new double[lookback + 1];
        read(window, lookback, divisor, input);
        double last = window.series().latest(window.origin() - 1);
        double[] values = new double[horizon];
        Arrays.setAll(values, h -> last + divisor * dot(weights[h], input));
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
