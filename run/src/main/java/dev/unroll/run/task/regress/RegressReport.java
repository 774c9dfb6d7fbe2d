package dev.unroll.run.task.regress;

import dev.unroll.core.task.Regress;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.ScatterChart;
import dev.unroll.run.page.ScatterChart.Point;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.ReportPart.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** How far predicted values are from actual ones: a chart of each value, and the worst misses. */
final class RegressReport {

    /** Values of which a chart is drawn. */
    private static final int MOST_CHARTS = 12;

    /** Points of a chart: more are no easier to read, and make a page of megabytes. */
    private static final int MOST_POINTS = 2000;

    private static final int MOST_MISSES = 20;

    private RegressReport() {}

    static ReportPart part(Regress task, Residuals residuals, String scoredOn) {
        List<Map<String, Object>> charts = new ArrayList<>();
        for (int v = 0; v < Math.min(MOST_CHARTS, task.outputs()); v++) {
            charts.add(Map.of("chartSvg", chart(task.values().get(v).name(), residuals, v)));
        }
        Map<String, Object> data = new HashMap<>();
        data.put("charts", charts);
        data.put("scoredOn", scoredOn);
        data.put("sampled", residuals.actual().size() > MOST_POINTS);
        data.put("points", Words.count(MOST_POINTS));
        data.put("misses", misses(task, residuals));
        return new ReportPart(
                "say " + (task.outputs() == 1 ? "the value" : "the values") + " of sequences",
                "",
                List.of(
                        new Column("R²", "r2", value -> String.format(Locale.ROOT, "%.3f", value)
                                .replace('-', '−')),
                        new Column("MAE", "mae", Words::number),
                        new Column("RMSE", "rmse", Words::number)),
                "R² is 1 for perfect answers and 0 for the mean of the scored values; MAE and RMSE are in the units of the"
                        + " data.",
                Page.part(RegressReport.class, "report", data));
    }

    private static Page.Markup chart(String name, Residuals residuals, int value) {
        int count = residuals.actual().size();
        // Every so many-th, so that sorted data are seen from end to end.
        int stride = Math.max(1, Math.ceilDiv(count, MOST_POINTS));
        List<Point> points = IntStream.iterate(0, i -> i < count, i -> i + stride)
                .mapToObj(i -> new Point(
                        residuals.actual().get(i)[value], residuals.predicted().get(i)[value], "example " + i))
                .toList();
        return new ScatterChart("predicted " + name, "actual " + name, points).draw();
    }

    private static List<Map<String, Object>> misses(Regress task, Residuals residuals) {
        record Miss(int example, int value, double size) {}
        List<Miss> all = new ArrayList<>();
        for (int i = 0; i < residuals.actual().size(); i++) {
            for (int v = 0; v < task.outputs(); v++) {
                double error =
                        residuals.predicted().get(i)[v] - residuals.actual().get(i)[v];
                all.add(new Miss(i, v, Math.abs(error) / task.values().get(v).divisor()));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Miss::size).reversed())
                .limit(MOST_MISSES)
                .map(miss -> Map.<String, Object>of(
                        "example", Words.count(miss.example()),
                        "value", Words.line(task.values().get(miss.value()).name()),
                        "actual", Words.number(residuals.actual().get(miss.example())[miss.value()]),
                        "predicted", Words.number(residuals.predicted().get(miss.example())[miss.value()])))
                .toList();
    }
}
