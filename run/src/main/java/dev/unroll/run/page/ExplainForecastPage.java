package dev.unroll.run.page;

import dev.unroll.core.explain.SeriesExplanation;
import dev.unroll.core.explain.SeriesExplanation.Column;
import dev.unroll.core.explain.SeriesExplanation.Part;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.SeriesForecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The page of {@code unroll explain} for a forecast: which past steps and columns moved it. */
public final class ExplainForecastPage {

    /** Columns whose parts are drawn: the target, and those of the others that did most. */
    private static final int MOST_STRIPS = 8;

    private static final int STRONGEST = 8;

    /** Steps of the network that are drawn. */
    private static final int MOST_STEPS = 120;

    private final Model model;
    private final SeriesExplanation explanation;
    private final ForecastChart chart;
    private final List<String> kinds;
    private final int read;

    /**
     * Makes the page of an explanation.
     *
     * @param chart of the steps that were read, and of those to come
     * @param kinds what each column of the explanation is, in a few words
     */
    public ExplainForecastPage(Model model, SeriesExplanation explanation, ForecastChart chart, List<String> kinds) {
        this.model = model;
        this.explanation = explanation;
        this.chart = chart;
        this.kinds = List.copyOf(kinds);
        this.read = chart.history().size();
    }

    /** Returns the page. */
    public Page page() {
        Column target = explanation.columns().getFirst();
        String name = Words.line(target.name());
        Map<String, Object> data = NetworkWords.head(model);
        data.put("series", name);
        data.put("read", Words.count(read));
        data.put("what", what());
        data.put("value", Words.number(explanation.value()));
        data.put("came", came());
        data.put("mean", Words.number(target.mean()));
        data.put("hidden", Words.number(explanation.hidden()));
        data.put("size", size());
        data.put("segment", ((SeriesEncoder) model.input()).segment());
        data.put("segments", ((SeriesEncoder) model.input()).segment() > 1);
        data.put("steps", explanation.trace().input().rows());
        data.put("several", size() > 1);
        data.put("others", explanation.columns().size() > 1);
        data.put("drawn", drawn().size());
        data.put("some", drawn().size() < explanation.columns().size());
        data.put("again", explanation.recursive());
        data.put("ahead", explanation.parts().stream().anyMatch(part -> !part.isPast()));
        data.put("hasFan", !chart.fan().isEmpty());
        data.put("chartSvg", chart.draw(drawn().stream().map(this::strip).toList()));
        data.put("strongest", strongest(target));
        data.put("columns", columns());
        data.put("sum", Words.number(target.sum()));
        data.put("whole", Words.number(target.whole()));
        data.put("insideHtml", inside());
        data.putAll(tables());
        return new Page(name + ": what moved the forecast", "explain-forecast", data);
    }

    private Map<String, Object> tables() {
        return Map.of(
                "names",
                explanation.columns().stream()
                        .map(each -> Words.line(each.name()))
                        .toList(),
                "parts",
                Words.count(explanation.parts().size()),
                "rows",
                rows(),
                "levels",
                explanation.forecast().levels().stream()
                        .map(level -> "quantile " + level)
                        .toList(),
                "forecast",
                forecastRows());
    }

    private Page.Markup inside() {
        List<String> numbers = IntStream.rangeClosed(
                        1, explanation.trace().input().rows())
                .mapToObj(Integer::toString)
                .toList();
        String meaning = "F, on the network's own scale"
                + (explanation.recursive() ? " and of the answers that it gives at once," : ",");
        return new Inside(
                        "F",
                        meaning,
                        model.network().spec().layers(),
                        explanation.trace(),
                        explanation.gradients(),
                        numbers,
                        Inside.arrows(numbers.size()),
                        List.of())
                .section(new StepWindow(0, numbers.size()).last(MOST_STEPS));
    }

    /** Returns what of the forecast is explained. */
    private String what() {
        int steps = explanation.forecast().length();
        return explanation.ahead().isPresent()
                ? "the value " + Sentence.counted(explanation.ahead().getAsInt(), "step") + " ahead ("
                        + time(explanation.ahead().getAsInt() - 1) + ")"
                : steps == 1 ? "the next value" : "the mean of the next " + steps + " values";
    }

    /** Returns what came in place of what is explained, if it is known. */
    private List<String> came() {
        List<Double> actual = chart.actual();
        int steps = explanation.forecast().length();
        int from = explanation.ahead().isPresent() ? explanation.ahead().getAsInt() - 1 : 0;
        int to = explanation.ahead().isPresent() ? from + 1 : steps;
        return to > actual.size() ? List.of() : List.of(mean(actual.subList(from, to)));
    }

    /** Returns the mean of those that are not missing. */
    private static String mean(List<Double> values) {
        OptionalDouble mean = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .average();
        return mean.isPresent() ? Words.number(mean.getAsDouble()) : "missing";
    }

    private int size() {
        return explanation.parts().stream()
                .mapToInt(part -> part.to() - part.from())
                .max()
                .orElseThrow();
    }

    /** Returns the time of a step counted from the first that is forecast. */
    private String time(int step) {
        return chart.times().text(read + step);
    }

    private String time(Part part) {
        return part.to() - part.from() == 1 ? time(part.from()) : time(part.from()) + " – " + time(part.to() - 1);
    }

    /** Returns the columns that are drawn, in their own order. */
    private List<Column> drawn() {
        List<Column> all = explanation.columns();
        return IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble(c ->
                        c == 0 ? Double.NEGATIVE_INFINITY : -Math.abs(all.get(c).whole())))
                .limit(MOST_STRIPS)
                .sorted()
                .map(all::get)
                .toList();
    }

    private ForecastChart.Strip strip(Column column) {
        List<ForecastChart.Bar> bars = new ArrayList<>();
        for (int p = 0; p < column.byPart().size(); p++) {
            Part part = explanation.parts().get(p);
            double influence = column.byPart().get(p);
            if (part.from() < explanation.forecast().length()) {
                bars.add(new ForecastChart.Bar(
                        read + part.from(), read + part.to(), influence, time(part) + ": " + Words.number(influence)));
            }
        }
        return new ForecastChart.Strip("what " + Words.line(column.name()) + " did", bars);
    }

    /** Returns the mean of the target over a part of the past. */
    private String values(Part part) {
        return mean(chart.history().subList(read + part.from(), read + part.to()));
    }

    private List<Map<String, Object>> strongest(Column target) {
        double most = Scale.largest(target.byPart());
        return IntStream.range(0, target.byPart().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        p -> -Math.abs(target.byPart().get(p))))
                .limit(STRONGEST)
                .map(p -> Map.<String, Object>of(
                        "time", time(explanation.parts().get(p)),
                        "value", values(explanation.parts().get(p)),
                        "influence", Words.signed(target.byPart().get(p)),
                        "barSvg", Svg.signedBar(target.byPart().get(p), most)))
                .toList();
    }

    private List<Map<String, Object>> columns() {
        List<Column> all = explanation.columns();
        double most = Scale.largest(all.stream().map(Column::whole).toList());
        return IntStream.range(0, all.size())
                .mapToObj(c -> Map.<String, Object>of(
                        "name", Words.line(all.get(c).name()),
                        "kind", kinds.get(c),
                        "influence", Words.signed(all.get(c).whole()),
                        "barSvg", Svg.signedBar(all.get(c).whole(), most)))
                .toList();
    }

    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int p = 0; p < explanation.parts().size(); p++) {
            Part part = explanation.parts().get(p);
            int number = p;
            rows.add(Map.of(
                    "time", time(part),
                    "value", part.isPast() ? values(part) : "",
                    "influences",
                            explanation.columns().stream()
                                    .map(column -> number < column.byPart().size()
                                            ? Words.signed(column.byPart().get(number))
                                            : "")
                                    .toList()));
        }
        return rows;
    }

    private List<Map<String, Object>> forecastRows() {
        SeriesForecast forecast = explanation.forecast();
        return IntStream.range(0, forecast.length())
                .mapToObj(step -> Map.<String, Object>of(
                        "time", time(step),
                        "value", Words.number(forecast.value(step)),
                        "quantiles",
                                IntStream.range(0, forecast.levels().size())
                                        .mapToObj(level -> Words.number(forecast.quantile(step, level)))
                                        .toList()))
                .toList();
    }
}
