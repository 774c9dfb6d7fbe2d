package dev.unroll.run.job;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.task.LabelTask;
import dev.unroll.run.config.Recipes;
import dev.unroll.run.page.NetworkWords;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.ReportCharts;
import dev.unroll.run.page.RunCurves;
import dev.unroll.run.page.Svg;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.ReportPart.Column;
import dev.unroll.run.task.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page of a training: scores beside baselines, curves, what the model does with the scored examples, and all that the
 * run was.
 */
final class ReportPage {

    /** Above it, whole numbers are powers of ten rather than counts. */
    private static final double LARGEST_WHOLE = 1e12;

    /** What the tables of a run are called. */
    private static final Map<String, String> TITLES = Map.of(
            "config", "Configuration",
            "data", "Data",
            "environment", "Environment",
            "padding_not_computed", "Padding that was not computed");

    private final Model model;
    private final RunCurves curves;
    private final String state;
    private final String scoredOn;
    private final ReportPart part;

    /**
     * Makes the page of a run.
     *
     * @param state a sentence on a training that has not ended; empty of one that has
     * @param scoredOn the scored examples in words
     */
    ReportPage(Model model, RunCurves curves, String state, String scoredOn, ReportPart part) {
        this.model = model;
        this.curves = curves;
        this.state = state;
        this.scoredOn = scoredOn;
        this.part = part;
    }

    /** Writes the page, whole or not at all. */
    void write(Path file) throws IOException {
        page().write(file);
    }

    private Page page() {
        Map<String, Object> data = new HashMap<>();
        String title = NetworkWords.data(model).orElse(model.name()) + ": learning to " + part.learnedTo();
        data.put("title", Words.line(title));
        data.put("settings", settings());
        data.put("task", part.learnedTo());
        data.put("parameters", Words.count(model.network().layout().size()));
        data.put("network", network());
        data.put("state", state.isEmpty() ? List.of() : List.of(state));
        putScores(data);
        String loss = model.task() instanceof LabelTask ? "loss, nats" : "loss";
        var charts = new ReportCharts(curves, part.lossUnit(), loss, clip());
        data.put("charts", charts.draw());
        data.put("clipped", Double.isFinite(clip()));
        data.put("lossName", part.lossUnit().isEmpty() ? "loss" : "bits");
        data.put("epochs", charts.epochs());
        data.put("sectionsHtml", part.sections());
        data.put("layers", layers());
        data.put("weights", weights());
        data.put("sections", sections());
        return new Page(Words.line(title), "report", data);
    }

    private String settings() {
        return (Recipes.NAMES.contains(model.name()) ? "Recipe " : "Configuration ") + Words.line(model.name());
    }

    private String network() {
        NetworkSpec spec = model.network().spec();
        Layer first = spec.layers().getFirst();
        String reading = first.reading() == Layer.Reading.BIDIRECTIONAL ? ", read from both ends" : "";
        return NetworkWords.text(spec.input()) + "; " + NetworkWords.layers(spec) + reading + "; "
                + NetworkWords.text(spec.readout()) + "; " + NetworkWords.text(spec.head());
    }

    /** Returns the norm that gradients are clipped to, NaN if they are not. */
    private double clip() {
        if (model.training().get("config") instanceof Map<?, ?> config
                && config.get("training") instanceof Map<?, ?> training
                && training.get("clip_norm") instanceof Number norm
                && norm.doubleValue() > 0) {
            return norm.doubleValue();
        }
        return Double.NaN;
    }

    private void putScores(Map<String, Object> data) {
        Map<String, Map<?, ?>> all = new LinkedHashMap<>();
        model.training().forEach((key, value) -> {
            if (key.startsWith("scores") && value instanceof Map<?, ?> models) {
                models.forEach((who, numbers) -> {
                    if (numbers instanceof Map<?, ?> map) {
                        all.put(String.valueOf(who), map);
                    }
                });
            }
        });
        // A part of a whole is its own length; of errors, which may be any number, the largest is the whole.
        double whole =
                Math.max(1, all.values().stream().mapToDouble(part::bar).max().orElse(1));
        List<Map<String, Object>> scores = new ArrayList<>();
        all.forEach((who, numbers) -> scores.add(score(who, numbers, whole)));
        data.put("columns", part.columns().stream().map(Column::title).toList());
        data.put("scores", scores);
        data.put("notes", part.note().isEmpty() ? List.of() : List.of(part.note()));
        data.put("hasScores", !scores.isEmpty());
        data.put("scoredOn", scoredOn);
    }

    private Map<String, Object> score(String key, Map<?, ?> numbers, double whole) {
        boolean own = key.equals(Scores.MODEL);
        String name = numbers.get("name") instanceof String given ? given : key.replace('_', ' ');
        return Map.of(
                "name",
                own ? "this model" : name,
                "own",
                own,
                "numbers",
                part.columns().stream().map(column -> column.of(numbers)).toList(),
                "barSvg",
                Svg.bar(part.bar(numbers) / whole, style(key)));
    }

    /** Returns the color of a bar: what was learned from has that of the training's curves, and baselines are grey. */
    private static String style(String key) {
        return switch (key) {
            case Scores.MODEL -> "plain";
            case Scores.MODEL_ON_TRAINING_PART -> "training";
            default -> "baseline";
        };
    }

    private List<Map<String, Object>> layers() {
        List<Map<String, Object>> layers = new ArrayList<>();
        List<Layer> all = model.network().spec().layers();
        for (int i = 0; i < all.size(); i++) {
            layers.add(Map.of(
                    "title",
                    "Layer " + (i + 1) + ": " + all.get(i).cell().name() + ", "
                            + Sentence.counted(all.get(i).cell().stateSize(), "number") + " of state",
                    "equationsMathMl",
                    new Page.Markup(all.get(i).cell().mathMl())));
        }
        return layers;
    }

    private List<Map<String, Object>> weights() {
        return model.network().layout().windows().stream()
                .map((Window window) -> Map.<String, Object>of(
                        "name", window.name(),
                        "shape", window.shape().toString(),
                        "size", Words.count(window.size())))
                .toList();
    }

    /** Returns the plain data of the run that are not shown elsewhere, a table each. */
    private List<Map<String, Object>> sections() {
        List<Map<String, Object>> sections = new ArrayList<>();
        model.training().forEach((name, value) -> {
            if (value instanceof Map<?, ?> map && !name.startsWith("scores") && !name.equals("progress")) {
                List<Map<String, Object>> rows = new ArrayList<>();
                addRows("", map, rows);
                sections.add(Map.of("title", TITLES.getOrDefault(name, name), "rows", rows));
            }
        });
        return sections;
    }

    private static void addRows(String prefix, Map<?, ?> map, List<Map<String, Object>> rows) {
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                addRows(prefix + key + ".", inner, rows);
            } else {
                rows.add(Map.of("key", Words.line(prefix + key), "value", Words.line(plain(value))));
            }
        });
    }

    private static String plain(Object value) {
        if (value instanceof Number number) {
            double plain = number.doubleValue();
            return plain == StrictMath.rint(plain) && Math.abs(plain) < LARGEST_WHOLE
                    ? Long.toString((long) plain)
                    : Words.number(plain, 10);
        }
        return String.valueOf(value);
    }
}
