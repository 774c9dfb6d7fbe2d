package dev.unroll.run.task.forecast;

import dev.unroll.core.input.Scale;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How far forecasts are from what came.
 *
 * <p>MASE (Hyndman and Koehler 2006) is the mean size of the errors over the mean size of what a season changes, in the history
 * before the first scored window; sMAPE the mean of 200 |y − f| / (|y| + |f|); the weighted quantile loss 2 Σ pinball / Σ |y|,
 * the mean over the quantiles; coverage the part of values between the outermost quantiles. MAE, RMSE and MSE are in the
 * units of the data or, where there are several series, in deviations of each series' training part.
 */
final class ForecastScoring {

    private final Function<Series, Scale> scales;
    private final Map<Series, Double> seasonalChange;
    private final double[] byStep;
    private final long[] valuesByStep;

    private long values;
    private double mase;
    private long scaledWindows;
    private double smape;
    private double mape;
    private long notZero;
    private double absolutes;
    private double squares;
    private double pinball;
    private double sizes;
    private long covered;
    private boolean quantiles;

    /**
     * Starts with nothing.
     *
     * @param scored all windows that will be added
     * @param scales of the series; of a single one that is scored in its own units, none
     */
    ForecastScoring(List<SeriesWindow> scored, int season, int horizon, Function<Series, Scale> scales) {
        this.scales = scales;
        this.byStep = new double[horizon];
        this.valuesByStep = new long[horizon];
        Map<Series, Integer> firsts = new HashMap<>();
        scored.forEach(window -> firsts.merge(window.series(), window.origin(), Math::min));
        this.seasonalChange = new HashMap<>();
        firsts.forEach((series, origin) -> seasonalChange.put(series, seasonalChange(series, origin, season)));
    }

    /** Returns the mean size of what a season changes before a step; 0 if the history is no longer than one, or repeats itself. */
    private static double seasonalChange(Series series, int end, int season) {
        double sum = 0;
        double sizes = 0;
        long count = 0;
        for (int t = season; t < end; t++) {
            double change = Math.abs(series.target(t) - series.target(t - season));
            if (!Double.isNaN(change)) {
                sum += change;
                sizes += Math.abs(series.target(t));
                count++;
            }
        }
        // What is left of values that repeat themselves is rounding.
        return sum > 1e-12 * sizes ? sum / count : 0;
    }

    /** Adds a forecast; values that are missing are not scored. */
    void add(SeriesWindow window, SeriesForecast forecast) {
        double divisor = scales.apply(window.series()).divisor();
        double absolute = 0;
        int known = 0;
        for (int h = 0; h < byStep.length; h++) {
            double actual = window.future(h);
            if (Double.isNaN(actual)) {
                continue;
            }
            known++;
            valuesByStep[h]++;
            double error = Math.abs(forecast.value(h) - actual);
            absolute += error;
            absolutes += error / divisor;
            squares += error / divisor * (error / divisor);
            byStep[h] += error / divisor;
            double size = Math.abs(actual) + Math.abs(forecast.value(h));
            smape += size == 0 ? 0 : 200 * error / size;
            if (actual != 0) {
                mape += 100 * error / Math.abs(actual);
                notZero++;
            }
            addQuantiles(forecast, h, actual);
        }
        values += known;
        double change = seasonalChange.getOrDefault(window.series(), 0.0);
        if (change > 0 && known > 0) {
            mase += absolute / known / change;
            scaledWindows++;
        }
    }

    private void addQuantiles(SeriesForecast forecast, int h, double actual) {
        List<Double> levels = forecast.levels();
        if (levels.isEmpty()) {
            return;
        }
        quantiles = true;
        for (int k = 0; k < levels.size(); k++) {
            double below = actual - forecast.quantile(h, k);
            pinball += 2 * (below > 0 ? levels.get(k) : levels.get(k) - 1) * below / levels.size();
        }
        sizes += Math.abs(actual);
        boolean inside = actual >= forecast.quantile(h, 0) && actual <= forecast.quantile(h, levels.size() - 1);
        covered += inside ? 1 : 0;
    }

    /** Returns the mean size of the errors of each step of the horizon, in the unit of MAE. */
    List<Double> byStep() {
        return IntStream.range(0, byStep.length)
                .mapToObj(h -> byStep[h] / Math.max(1, valuesByStep[h]))
                .toList();
    }

    Scores scores(String key, String name) {
        long count = Math.max(1, values);
        List<Score> scores = new ArrayList<>();
        if (scaledWindows > 0) {
            scores.add(number("mase", "MASE", mase / scaledWindows));
        }
        scores.add(number("smape", "sMAPE", smape / count));
        scores.add(number("mae", "MAE", absolutes / count));
        scores.add(number("rmse", "RMSE", StrictMath.sqrt(squares / count)));
        scores.add(number("mse", "MSE", squares / count));
        if (notZero > 0) {
            scores.add(number("mape", "MAPE", mape / notZero));
        }
        if (quantiles) {
            scores.add(number("wql", "wQL", sizes == 0 ? 0 : pinball / sizes));
            scores.add(Score.share("coverage", "coverage", (double) covered / count));
        }
        return new Scores(key, name, scores, Optional.empty());
    }

    private static Score number(String key, String title, double value) {
        return new Score(key, title, value, Score.Form.NUMBER);
    }
}
