package dev.unroll.run.task.forecast;

import dev.unroll.core.explain.SeriesExplanation;
import dev.unroll.core.explain.SeriesExplanation.Column;
import dev.unroll.core.explain.SeriesExplanation.Part;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.run.page.ExplainForecastPage;
import dev.unroll.run.page.ForecastChart;
import dev.unroll.run.page.Page;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What moved a forecast, as it is shown. */
record ExplainedForecast(Model model, ForecastQuestion question, SeriesExplanation explanation)
        implements Question.Explained {

    private int length() {
        return question.history().length();
    }

    /** Returns the index in the history of the first step that was read. */
    private int first() {
        return length() + explanation.parts().getFirst().from();
    }

    /** Returns the time of a step counted from the first that is forecast. */
    private String time(int step) {
        return question.times().text(length() + step);
    }

    @Override
    public Page page() {
        return new ExplainForecastPage(model, explanation, chart(), kinds()).page();
    }

    private ForecastChart chart() {
        int first = first();
        return new ForecastChart(
                question.history().series() + ", from " + time(0),
                ForecastReport.values(
                        length() - first, step -> question.history().target(first + step)),
                ForecastReport.values(explanation.forecast().length(), explanation.forecast()::value),
                ForecastReport.fan(explanation.forecast()),
                question.came(),
                step -> question.times().text(first + step));
    }

    /** Returns what each column is. */
    private List<String> kinds() {
        SeriesEncoder encoder = (SeriesEncoder) model.input();
        return IntStream.range(0, explanation.columns().size())
                .mapToObj(c -> c == 0
                        ? "series"
                        : kind(encoder, explanation.columns().get(c).name()))
                .toList();
    }

    private static String kind(SeriesEncoder encoder, String column) {
        return encoder.past().containsKey(column)
                ? "past column"
                : encoder.known().containsKey(column) ? "known column" : "calendar";
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s  %s %s (%s if all that was read is hidden)",
                Printed.inLine(question.history().series()),
                what(),
                TypedSeries.shown(explanation.value()),
                TypedSeries.shown(explanation.hidden())));
        String format = format();
        lines.add("");
        lines.addAll(Continuation.lines(columns(format)));
        lines.add("");
        lines.addAll(Continuation.lines(steps(format)));
        return lines;
    }

    /** Returns how influences are printed: the largest with four digits or all before its point, the others below it. */
    private String format() {
        double largest = explanation.columns().stream()
                .flatMap(column -> column.byPart().stream())
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
        int decimals = largest == 0 ? 1 : Math.clamp(3L - (int) StrictMath.floor(StrictMath.log10(largest)), 0, 12);
        return "%+." + decimals + "f";
    }

    private List<List<String>> columns(String format) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("column", "", "influence")));
        List<String> kinds = kinds();
        for (int c = 0; c < kinds.size(); c++) {
            Column column = explanation.columns().get(c);
            rows.add(List.of(column.name(), kinds.get(c), String.format(Locale.ROOT, format, column.whole())));
        }
        return rows;
    }

    private String what() {
        int steps = explanation.forecast().length();
        return explanation.ahead().isPresent()
                ? time(explanation.ahead().getAsInt() - 1)
                : steps == 1 ? time(0) : "mean of " + time(0) + " to " + time(steps - 1);
    }

    /** Returns a row a part: when it is, the mean of the target, and what the part of each column did. */
    private List<List<String>> steps(String format) {
        List<String> header = new ArrayList<>(List.of("from", "to", "value"));
        explanation.columns().forEach(column -> header.add(column.name()));
        List<List<String>> rows = new ArrayList<>(List.of(header));
        for (int p = 0; p < explanation.parts().size(); p++) {
            Part part = explanation.parts().get(p);
            OptionalDouble value = value(part);
            List<String> row = new ArrayList<>(List.of(
                    time(part.from()),
                    time(part.to() - 1),
                    value.isPresent() ? TypedSeries.shown(value.getAsDouble()) : ""));
            for (Column column : explanation.columns()) {
                row.add(
                        p < column.byPart().size()
                                ? String.format(
                                        Locale.ROOT, format, column.byPart().get(p))
                                : "");
            }
            rows.add(row);
        }
        boolean single = explanation.parts().stream().allMatch(part -> part.to() - part.from() == 1);
        return single ? rows.stream().map(ExplainedForecast::withoutEnd).toList() : rows;
    }

    /** Returns a row without its second cell, which of single steps says the same as the first. */
    private static List<String> withoutEnd(List<String> row) {
        List<String> less = new ArrayList<>(row);
        less.remove(1);
        less.set(0, less.getFirst().equals("from") ? "time" : less.getFirst());
        return less;
    }

    /** Returns the mean of the target over a part of the past, as far as it is known; empty ahead. */
    private OptionalDouble value(Part part) {
        return IntStream.range(part.from(), part.isPast() ? part.to() : part.from())
                .mapToDouble(step -> question.history().target(length() + step))
                .filter(value -> !Double.isNaN(value))
                .average();
    }

    @Override
    public Map<String, Object> data(String page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("series", question.history().series());
        data.put("page", page);
        explanation.ahead().ifPresent(ahead -> data.put("ahead", ahead));
        data.put("value", explanation.value());
        data.put("value_if_all_is_hidden", explanation.hidden());
        List<String> times = new ArrayList<>();
        for (int h = 0; h < explanation.forecast().length(); h++) {
            times.add(time(h));
        }
        data.put("times", times);
        data.putAll(TypedSeries.data(explanation.forecast()));
        if (!question.came().isEmpty()) {
            data.put("came", TypedSeries.known(question.came()));
        }
        List<Map<String, Object>> columns = new ArrayList<>();
        List<String> kinds = kinds();
        for (int c = 0; c < kinds.size(); c++) {
            Column column = explanation.columns().get(c);
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", column.name());
            each.put("kind", kinds.get(c));
            each.put("influence", column.whole());
            each.put("sum_of_steps", column.sum());
            columns.add(each);
        }
        data.put("columns", columns);
        data.put("steps", stepsData());
        return data;
    }

    private List<Map<String, Object>> stepsData() {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int p = 0; p < explanation.parts().size(); p++) {
            Part part = explanation.parts().get(p);
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("from", time(part.from()));
            step.put("to", time(part.to() - 1));
            value(part).ifPresent(value -> step.put("value", value));
            Map<String, Object> influence = new LinkedHashMap<>();
            for (Column column : explanation.columns()) {
                if (p < column.byPart().size()) {
                    influence.put(column.name(), column.byPart().get(p));
                }
            }
            step.put("influence", influence);
            steps.add(step);
        }
        return steps;
    }
}
