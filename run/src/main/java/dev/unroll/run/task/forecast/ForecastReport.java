package dev.unroll.run.task.forecast;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.data.baseline.Drift;
import dev.unroll.data.baseline.LastValue;
import dev.unroll.data.baseline.SeasonalRepeat;
import dev.unroll.data.baseline.SeriesBaseline;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.run.page.ForecastChart;
import dev.unroll.run.page.Page;
import dev.unroll.run.task.ReportPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Forecasts beside what came, and errors by how far ahead. */
final class ForecastReport {

    private static final int MOST_CHARTS = 6;

    /** Values of the history that are shown, in horizons. */
    private static final int SHOWN_HORIZONS = 3;

    private static final int FEWEST_SHOWN = 24;

    private final ForecastProblem problem;
    private final Model model;
    private final List<SeriesWindow> scored;
    private final String scoredOn;

    ForecastReport(ForecastProblem problem, Model model, List<SeriesWindow> scored, String scoredOn) {
        this.problem = problem;
        this.model = model;
        this.scored = scored;
        this.scoredOn = scoredOn;
    }

    ReportPart part(Team team) {
        Map<String, Object> data = new HashMap<>();
        data.put("scoredOn", scoredOn);
        data.put("hasFan", problem.task().answer().outputs() > 1);
        data.put("charts", charts(team));
        data.put("unit", problem.unitOfErrors());
        data.put("errorsSvg", errors(team));
        return new ReportPart(
                "forecast series",
                "",
                List.of(column("MASE", "mase"), column("sMAPE", "smape"), column("MAE", "mae"), column("MSE", "mse")),
                "MASE is the mean error over what a season changes in the mean: below 1, the forecast is better than the"
                        + " last season; series that a season does not change have none. sMAPE is in percent. MAE and MSE are "
                        + problem.unitOfErrors() + ".",
                Page.part(ForecastReport.class, "report", data));
    }

    private static ReportPart.Column column(String title, String key) {
        return new ReportPart.Column(title, key, value -> String.format(Locale.ROOT, "%.3f", value));
    }

    private List<Map<String, Object>> charts(Team team) {
        int count = Math.min(MOST_CHARTS, scored.size());
        List<SeriesWindow> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shown.add(scored.get((int) ((2L * i + 1) * scored.size() / (2L * count))));
        }
        List<Map<String, Object>> charts = new ArrayList<>();
        new ForecastRun(problem, model.network(), team)
                .forecast(
                        shown,
                        (window, forecast) -> charts.add(Map.of(
                                "chartSvg",
                                chart(window, forecast, forecast.length()).draw())));
        return charts;
    }

    /**
     * Returns the picture of a forecast.
     *
     * @param known how many steps of what came are known
     */
    static ForecastChart chart(SeriesWindow window, SeriesForecast forecast, int known) {
        int origin = window.origin();
        int from = Math.max(0, origin - Math.max(FEWEST_SHOWN, SHOWN_HORIZONS * forecast.length()));
        return new ForecastChart(
                window.series().id() + ", from " + window.series().time().text(origin),
                values(origin - from, i -> window.series().target(from + i)),
                values(forecast.length(), forecast::value),
                fan(forecast),
                values(known, window::future),
                step -> window.series().time().text(from + (long) step));
    }

    /** Returns the intervals between quantiles, from the outermost inward. */
    static List<ForecastChart.Interval> fan(SeriesForecast forecast) {
        List<ForecastChart.Interval> fan = new ArrayList<>();
        int levels = forecast.levels().size();
        for (int k = 0; k < levels / 2; k++) {
            int low = k;
            fan.add(new ForecastChart.Interval(
                    values(forecast.length(), h -> forecast.quantile(h, low)),
                    values(forecast.length(), h -> forecast.quantile(h, levels - 1 - low))));
        }
        return fan;
    }

    /** Returns so many values, [count]. */
    static List<Double> values(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).boxed().toList();
    }

    private Page.Markup errors(Team team) {
        int steps = problem.task().steps();
        List<String> names = new ArrayList<>(List.of("this model"));
        List<List<Double>> errors = new ArrayList<>();
        ForecastScoring own = problem.scoring(scored, steps);
        new ForecastRun(problem, model.network(), team).forecast(scored, own::add);
        errors.add(own.byStep());
        List<SeriesBaseline> simple = new ArrayList<>(List.of(new LastValue(), new Drift()));
        if (problem.season() > 1) {
            simple.addFirst(new SeasonalRepeat(problem.season()));
        }
        for (SeriesBaseline baseline : simple) {
            ForecastScoring scoring = problem.scoring(scored, steps);
            ForecastRun.forecast(baseline, scored, steps, scoring::add);
            names.add(baseline.key().replace('_', ' '));
            errors.add(scoring.byStep());
        }
        return ForecastChart.errors("error", names, errors);
    }
}
