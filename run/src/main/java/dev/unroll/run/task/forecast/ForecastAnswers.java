package dev.unroll.run.task.forecast;

import dev.unroll.core.model.Forecaster;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.DataSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How series that were typed go on: {@code "112 118 132"}. */
final class ForecastAnswers implements Answers {

    private final Forecaster forecaster;
    private final DecimalMark mark;

    ForecastAnswers(Model model) {
        this.forecaster = new Forecaster(model);
        this.mark = DataSource.markOf(model);
    }

    private SeriesForecast forecast(String input) {
        return forecaster.forecast(TypedSeries.history(input, mark));
    }

    @Override
    public Map<String, Object> data(String input) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("input", input);
        data.putAll(TypedSeries.data(forecast(input)));
        return data;
    }

    @Override
    public String line(String input) {
        return TypedSeries.line(forecast(input));
    }

    @Override
    public String show(String input, int width) {
        return line(input).replace("\t", "  ") + System.lineSeparator();
    }
}
