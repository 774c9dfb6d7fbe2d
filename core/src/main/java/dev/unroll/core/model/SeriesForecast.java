package dev.unroll.core.model;

import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.loss.GaussianLikelihood;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.task.Forecast.Answer;
import java.util.Arrays;
import java.util.List;

/** The values to come of a series, each with how sure it is. */
public final class SeriesForecast {

    /** The quantiles that are shown of a normal distribution: the median, and an interval that holds four values of five. */
    private static final List<Double> GAUSSIAN_LEVELS = List.of(0.1, 0.5, 0.9);

    private final double[] values;
    private final List<Double> levels;
    private final double[][] quantiles;

    /**
     * Makes a forecast; the arrays are used as they are.
     *
     * @param values the most telling number of each step, [H]
     * @param levels in increasing order; none if only points are said
     * @param quantiles [H][levels], each row in increasing order
     */
    private SeriesForecast(double[] values, List<Double> levels, double[][] quantiles) {
        this.values = values;
        this.levels = List.copyOf(levels);
        this.quantiles = quantiles;
    }

    /** Returns values of which nothing is said but how large they are. */
    public static SeriesForecast of(double... values) {
        return new SeriesForecast(values, List.of(), new double[values.length][0]);
    }

    /**
     * Returns what the outputs of a network mean. Quantiles that cross are sorted, which makes none of them worse
     * (Chernozhukov, Fernández-Val and Galichon 2010).
     *
     * @param outputs of which those from {@code at} on are the answer to the window
     */
    public static SeriesForecast of(Forecast task, SeriesEncoder.Window window, float[] outputs, int at) {
        int columns = task.answer().outputs();
        double[] values = new double[task.horizon()];
        List<Double> levels = levels(task.answer());
        double[][] quantiles = new double[values.length][levels.size()];
        for (int h = 0; h < values.length; h++) {
            int from = at + h * columns;
            switch (task.answer()) {
                case Answer.Point _ -> values[h] = window.value(outputs[from], h);
                case Answer.Quantiles _ -> {
                    for (int k = 0; k < columns; k++) {
                        quantiles[h][k] = window.value(outputs[from + k], h);
                    }
                    Arrays.sort(quantiles[h]);
                    values[h] = quantiles[h][task.answer().middle()];
                }
                case Answer.Gaussian _ -> {
                    double deviation = GaussianLikelihood.deviation(outputs[from + 1]);
                    values[h] = window.value(outputs[from], h);
                    for (int k = 0; k < levels.size(); k++) {
                        quantiles[h][k] = window.value(outputs[from] + deviation * NormalQuantile.of(levels.get(k)), h);
                    }
                }
            }
        }
        return new SeriesForecast(values, levels, quantiles);
    }

    /** Returns the levels of the quantiles that a forecast of this kind has; none if points are all. */
    public static List<Double> levels(Answer answer) {
        return switch (answer) {
            case Answer.Point _ -> List.of();
            case Answer.Quantiles(List<Double> levels) -> levels;
            case Answer.Gaussian _ -> GAUSSIAN_LEVELS;
        };
    }

    /** Returns this forecast with another behind it. */
    public SeriesForecast followedBy(SeriesForecast next) {
        double[] both = Arrays.copyOf(values, length() + next.length());
        System.arraycopy(next.values, 0, both, length(), next.length());
        return of(both);
    }

    /** Returns the first steps of this forecast. */
    SeriesForecast first(int steps) {
        return new SeriesForecast(Arrays.copyOf(values, steps), levels, Arrays.copyOf(quantiles, steps));
    }

    /** Returns how many steps are forecast. */
    public int length() {
        return values.length;
    }

    /** Returns the value of a step, counted from 0: the only one, the median or the quantile nearest to it, or the mean. */
    public double value(int step) {
        return values[step];
    }

    /** Returns the values of all steps, [H], as a copy. */
    public double[] values() {
        return values.clone();
    }

    /** Returns the probabilities with which values lie below the quantiles, in increasing order; none if points are all. */
    public List<Double> levels() {
        return levels;
    }

    /** Returns a quantile of a step, counted from 0; it is never below one of a smaller level. */
    public double quantile(int step, int level) {
        return quantiles[step][level];
    }
}
