package dev.unroll.run.task.forecast;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.model.Forecaster;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.SeriesForecast;
import dev.unroll.core.task.Forecast;
import dev.unroll.data.DataException;
import dev.unroll.data.series.Series;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.data.series.SeriesWindow;
import dev.unroll.run.page.ForecastChart;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.Question;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;

/** How a series goes on after its last value. */
public record Continuation(Series series, SeriesForecast forecast) {

    /** Returns the series of a source, with all that a model reads beside the targets. */
    public static SeriesDataset read(Model model, DataSource source) {
        return ForecastProblem.read(source, reach(model));
    }

    private static int reach(Model model) {
        return ((Forecast) model.task()).reach(((SeriesEncoder) model.input()).ahead());
    }

    /**
     * Returns the series of these names, or all if none is named.
     *
     * @throws DataException if one is not there
     */
    public static SeriesDataset chosen(SeriesDataset dataset, List<String> names) {
        if (names.isEmpty()) {
            return dataset;
        }
        Set<String> asked = new LinkedHashSet<>(names);
        SeriesDataset chosen = dataset.only(asked);
        chosen.series().forEach(each -> asked.remove(each.id()));
        if (!asked.isEmpty()) {
            throw new DataException(
                    dataset.name() + " has no series " + String.join(", ", asked) + "; it has " + dataset.someNames());
        }
        return chosen;
    }

    /**
     * Returns the question why a series goes on as it is said to.
     *
     * @throws DataException if it is too short, or lacks what the model reads beside the target
     */
    public static Question question(Model model, SeriesDataset dataset, Series series) {
        SeriesEncoder encoder = (SeriesEncoder) model.input();
        var question =
                ForecastQuestion.of((Forecast) model.task(), encoder, new SeriesWindow(series, series.length()), 0);
        try {
            encoder.encode(question.history());
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.name() + ": " + e.getMessage(), e);
        }
        return question;
    }

    /**
     * Returns how each series goes on.
     *
     * @throws DataException if one is too short, or lacks what the model reads beside the target
     */
    public static List<Continuation> of(Model model, SeriesDataset dataset) {
        var forecaster = new Forecaster(model);
        SeriesEncoder encoder = (SeriesEncoder) model.input();
        List<Continuation> all = new ArrayList<>();
        for (Series series : dataset.series()) {
            var window = new SeriesWindow(series, series.length());
            try {
                all.add(new Continuation(
                        series, forecaster.forecast(window.history(encoder.lookback(), reach(model)))));
            } catch (IllegalArgumentException e) {
                throw new DataException(dataset.name() + ": " + e.getMessage(), e);
            }
        }
        return all;
    }

    /** Returns the time of a step of the forecast, counted from 0, as the data write times. */
    public String time(int step) {
        return series.time().text((long) series.length() + step);
    }

    /** Returns the picture of the latest values and of those to come. */
    public ForecastChart chart() {
        return ForecastReport.chart(new SeriesWindow(series, series.length()), forecast, 0);
    }

    /** Returns the forecast as plain data. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("series", series.id());
        List<String> times = new ArrayList<>();
        for (int h = 0; h < forecast.length(); h++) {
            times.add(time(h));
        }
        data.put("times", times);
        data.putAll(TypedSeries.data(forecast));
        return data;
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("series", "time", "forecast"));
        forecast.levels().forEach(level -> header.add("q" + level));
        return header;
    }

    /** Returns a row a step: series, time, forecast, and the quantiles if there are any. */
    private List<List<String>> rows(DoubleFunction<String> shown) {
        List<List<String>> rows = new ArrayList<>();
        for (int h = 0; h < forecast.length(); h++) {
            List<String> row = new ArrayList<>(List.of(series.id(), time(h), shown.apply(forecast.value(h))));
            for (int k = 0; k < forecast.levels().size(); k++) {
                row.add(shown.apply(forecast.quantile(h, k)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> allRows(List<Continuation> all, DoubleFunction<String> shown) {
        List<List<String>> rows = new ArrayList<>(List.of(all.getFirst().header()));
        all.forEach(each -> rows.addAll(each.rows(shown)));
        return rows;
    }

    /** Returns forecasts as comma-separated values with all their digits, a header first. */
    public static String csv(List<Continuation> all) {
        var text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            allRows(all, Double::toString).forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Returns forecasts as lines of a table for people, a header first. */
    public static List<String> table(List<Continuation> all) {
        return lines(allRows(all, TypedSeries::shown));
    }

    /** Returns rows, a header first, as lines of a table for people. */
    static List<String> lines(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], Printed.columns(Printed.inLine(row.get(c))));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** Returns a row: names to the left, numbers to the right of their columns. */
    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int c = 0; c < row.size(); c++) {
            String cell = Printed.inLine(row.get(c));
            String blanks = " ".repeat(widths[c] - Printed.columns(cell));
            line.append(c == 0 ? "" : "  ").append(c < 2 ? cell + blanks : blanks + cell);
        }
        return line.toString();
    }
}
