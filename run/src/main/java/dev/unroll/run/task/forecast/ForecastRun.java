package dev.unroll.run.task.forecast;

import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Forecaster;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.core.network.Network;
import dev.unroll.data.baseline.SeriesBaseline;
import dev.unroll.data.series.SeriesWindow;
import java.util.List;
import java.util.function.BiConsumer;

/** Forecasts of many windows at once. */
final class ForecastRun {

    /** Windows that are answered at once; no result depends on it. */
    private static final int AT_ONCE = 256;

    private final SeriesEncoder encoder;
    private final int reach;
    private final Forecaster forecaster;

    ForecastRun(ForecastProblem problem, Network network, Team team) {
        this.encoder = problem.input();
        this.reach = problem.task().reach(encoder.ahead());
        this.forecaster = new Forecaster(problem.task(), encoder, network, team);
    }

    /** Gives each window with its forecast to an action, in order. */
    void forecast(List<SeriesWindow> windows, BiConsumer<SeriesWindow, SeriesForecast> action) {
        for (int from = 0; from < windows.size(); from += AT_ONCE) {
            List<SeriesWindow> some = windows.subList(from, Math.min(windows.size(), from + AT_ONCE));
            List<SeriesForecast> forecasts = forecaster.forecast(some.stream()
                    .map(window -> window.history(encoder.lookback(), reach))
                    .toList());
            for (int i = 0; i < some.size(); i++) {
                action.accept(some.get(i), forecasts.get(i));
            }
        }
    }

    /** Gives each window with a simple forecast to an action, in order. */
    static void forecast(
            SeriesBaseline baseline,
            List<SeriesWindow> windows,
            int steps,
            BiConsumer<SeriesWindow, SeriesForecast> action) {
        windows.forEach(window -> action.accept(window, SeriesForecast.of(baseline.forecast(window, steps))));
    }
}
