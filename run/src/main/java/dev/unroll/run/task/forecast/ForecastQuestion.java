package dev.unroll.run.task.forecast;

import dev.unroll.core.explain.SeriesExplanation;
import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Forecast;
import dev.unroll.data.series.Calendar;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.run.page.ForecastChart;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Question;
import java.util.List;

/**
 * Why a series is said to go on as it is.
 *
 * @param came the values that came, as far as they are known
 * @param times the text of a step, of which 0 is the first of the history
 */
record ForecastQuestion(History history, List<Double> came, ForecastChart.Times times) implements Question {

    ForecastQuestion {
        came = List.copyOf(came);
    }

    /** Returns the question why values that were typed go on so; their steps are counted from 1. */
    static ForecastQuestion ofTyped(History history) {
        return new ForecastQuestion(history, List.of(), step -> Integer.toString(step + 1));
    }

    /**
     * Returns the question why a window goes on so.
     *
     * @param known how many of the values that came are known
     */
    static ForecastQuestion of(Forecast task, SeriesEncoder encoder, SeriesWindow window, int known) {
        History history = window.history(encoder.lookback(), task.reach(encoder.ahead()));
        long first = (long) window.origin() - history.length();
        return new ForecastQuestion(history, ForecastReport.values(known, window::future), step -> window.series()
                .time()
                .text(first + step));
    }

    @Override
    public Explained explain(Model model, Which which) {
        which.label().ifPresent(label -> {
            throw new IllegalArgumentException(
                    "--label names one of the labels or values that a model answers, but this"
                            + " one forecasts; leave it out, or say --ahead N");
        });
        List<String> cycles = DataSource.trained(model).calendar();
        List<String> written = Calendar.of(cycles).names();
        SeriesExplanation explanation = SeriesExplanation.of(
                model,
                history,
                which.ahead(),
                column -> written.contains(column) ? "calendar: " + column.split(" ", -1)[0] : column);
        return new ExplainedForecast(model, this, explanation);
    }
}
