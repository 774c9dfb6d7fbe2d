package dev.unroll.spark.score;

import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.model.Forecaster;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.core.task.Forecast;
import dev.unroll.spark.score.AnswerColumn.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;

/** The values to come of each series, and their quantiles if the model says them. */
record ForecastScorer(Forecaster forecaster, Forecast task, SeriesInput input) implements Scorer<History> {

    static ForecastScorer of(Model model, Forecast task, SeriesEncoder encoder) {
        return new ForecastScorer(new Forecaster(model), task, new SeriesInput(encoder));
    }

    @Override
    public ForecastScorer fork() {
        return new ForecastScorer(forecaster.fork(), task, input);
    }

    @Override
    public List<AnswerColumn> columns() {
        var values = new AnswerColumn(Kind.PREDICTION, AnswerColumn.NUMBERS);
        List<Double> levels = SeriesForecast.levels(task.answer());
        return levels.isEmpty()
                ? List.of(values)
                : List.of(
                        values,
                        new AnswerColumn(
                                Kind.QUANTILES,
                                DataTypes.createArrayType(AnswerColumn.NUMBERS, false),
                                AnswerColumn.metadata(
                                        "levels",
                                        levels.stream().map(String::valueOf).toList())));
    }

    @Override
    public long kept(int steps) {
        return steps * KEPT_A_STEP;
    }

    @Override
    public List<List<Object>> answers(List<History> questions) {
        List<List<Object>> answers = new ArrayList<>();
        for (SeriesForecast forecast : forecaster.forecast(questions)) {
            Object values =
                    RowLists.cell(Arrays.stream(forecast.values()).boxed().toList());
            answers.add(forecast.levels().isEmpty() ? List.of(values) : List.of(values, quantiles(forecast)));
        }
        return answers;
    }

    private static Object quantiles(SeriesForecast forecast) {
        return RowLists.cell(IntStream.range(0, forecast.length())
                .mapToObj(step ->
                        RowLists.cell(IntStream.range(0, forecast.levels().size())
                                .mapToObj(level -> forecast.quantile(step, level))
                                .toList()))
                .toList());
    }
}
