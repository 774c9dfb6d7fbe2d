package dev.unroll.cli.page;

import dev.unroll.cli.NetworkWords;
import dev.unroll.cli.job.Answered;
import dev.unroll.cli.page.LineChart.Curve;
import dev.unroll.cli.page.LineChart.Growth;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.train.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The page of a training: curves, scores beside baselines, confusions, mistakes, and all that the run was. */
public final class ReportPage {

    private static final int MOST_EXAMPLES = 20;
    private static final int LONGEST_TEXT = 160;

    private final Model model;
    private final RunCurves curves;
    private final List<Answered> answers;
    private final int scored;

    /**
     * Makes the page of a run.
     *
     * @param answers to texts with known labels; none for a model that does not classify
     * @param scored how many texts there are of which {@code answers} may be the first ones
     */
    public ReportPage(Model model, RunCurves curves, List<Answered> answers, int scored) {
        this.model = model;
        this.curves = curves;
        this.answers = List.copyOf(answers);
        this.scored = scored;
    }

    /** Writes the page, whole or not at all. */
    public void write(Path file) throws IOException {
        page().write(file);
    }

    Page page() {
        Map<String, Object> data = new HashMap<>();
        data.put("name", model.name());
        data.put("task", model.task().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        data.put("parameters", Words.count(model.network().layout().size()));
        data.put("network", network());
        putScores(data);
        data.put("charts", charts());
        data.put("epochs", epochs());
        putAnswers(data);
        data.put("layers", layers());
        data.put("weights", weights());
        data.put("sections", sections());
        return new Page("Training of " + model.name(), "report", data);
    }

    private String network() {
        NetworkSpec spec = model.network().spec();
        Layer first = spec.layers().getFirst();
        String layers = spec.layers().size()
                + (spec.layers().size() == 1 ? " layer of " : " layers of ")
                + first.cell().name();
        String reading = first.reading() == Layer.Reading.BIDIRECTIONAL ? ", read from both ends" : "";
        return NetworkWords.text(spec.input()) + "; " + layers + reading + "; " + NetworkWords.text(spec.readout())
                + "; " + NetworkWords.text(spec.head());
    }

    private void putScores(Map<String, Object> data) {
        List<Map<String, Object>> scores = new ArrayList<>();
        String on = "";
        for (var entry : model.training().entrySet()) {
            if (entry.getKey().startsWith("scores") && entry.getValue() instanceof Map<?, ?> all) {
                on = entry.getKey().equals("scores")
                        ? "held-out texts"
                        : entry.getKey().replaceFirst("scores_on_", "").replace('_', ' ');
                all.forEach((name, numbers) -> scores.add(score(String.valueOf(name), numbers)));
            }
        }
        data.put("scores", scores);
        data.put("hasScores", !scores.isEmpty());
        data.put("scoredOn", on);
    }

    private static Map<String, Object> score(String name, Object numbers) {
        double accuracy = numbers instanceof Map<?, ?> map && map.get("accuracy") instanceof Number given
                ? given.doubleValue()
                : 0;
        double recall = numbers instanceof Map<?, ?> map && map.get("macro_recall") instanceof Number given
                ? given.doubleValue()
                : 0;
        boolean own = name.equals("model");
        return Map.of(
                "name", own ? "this model" : name.replace('_', ' '),
                "own", own,
                "accuracy", Words.percent(accuracy),
                "recall", Words.percent(recall),
                "barSvg", Svg.bar(accuracy));
    }

    private List<Page.Markup> charts() {
        List<Page.Markup> charts = new ArrayList<>();
        List<RunCurves.Epoch> epochs = curves.epochs();
        if (!epochs.isEmpty()) {
            charts.add(chart(
                    "loss, nats",
                    "epoch",
                    curve("training", epochs, RunCurves.Epoch::loss),
                    curve("validation", epochs, epoch -> orNaN(epoch.validationLoss()))));
            charts.add(chart(
                    "accuracy",
                    "epoch",
                    curve("training", epochs, RunCurves.Epoch::accuracy),
                    curve("validation", epochs, epoch -> orNaN(epoch.validationAccuracy()))));
        }
        List<RunCurves.Steps> steps = curves.steps();
        if (steps.size() > 1) {
            charts.add(chart("loss of the steps", "step", steps(steps, RunCurves.Steps::loss)));
            charts.add(new LineChart(
                            "norm of the gradient",
                            "step",
                            Growth.LOGARITHMIC,
                            List.of(steps(steps, RunCurves.Steps::gradientNorm)),
                            clip())
                    .draw());
            charts.add(chart("learning rate", "step", steps(steps, RunCurves.Steps::learningRate)));
        }
        return charts.stream().filter(chart -> !chart.html().isEmpty()).toList();
    }

    /** Draws the curves that have a number at all; none are an empty picture. */
    private static Page.Markup chart(String title, String across, Curve... curves) {
        List<Curve> drawn = List.of(curves).stream()
                .filter(curve -> curve.y().stream().anyMatch(Double::isFinite))
                .toList();
        return drawn.isEmpty() ? new Page.Markup("") : new LineChart(title, across, Growth.LINEAR, drawn).draw();
    }

    private static Curve curve(String name, List<RunCurves.Epoch> epochs, ToDoubleFunction<RunCurves.Epoch> value) {
        return new Curve(
                name,
                epochs.stream().map(epoch -> (double) epoch.epoch()).toList(),
                epochs.stream().map(value::applyAsDouble).toList());
    }

    private static Curve steps(List<RunCurves.Steps> steps, Function<RunCurves.Steps, Double> value) {
        return new Curve(
                "training",
                steps.stream().map(RunCurves.Steps::step).toList(),
                steps.stream().map(value).toList());
    }

    private static double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
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

    private List<Map<String, Object>> epochs() {
        return curves.epochs().stream()
                .map(epoch -> Map.<String, Object>of(
                        "epoch", epoch.epoch(),
                        "loss", Words.number(epoch.loss()),
                        "accuracy", percent(epoch.accuracy()),
                        "validationLoss",
                                epoch.validationLoss().isPresent()
                                        ? Words.number(epoch.validationLoss().getAsDouble())
                                        : "",
                        "validationAccuracy", percent(orNaN(epoch.validationAccuracy()))))
                .toList();
    }

    private static String percent(double value) {
        return Double.isFinite(value) ? Words.percent(value) : "";
    }

    private void putAnswers(Map<String, Object> data) {
        var confusion = new ConfusionMatrix(Math.max(2, model.labels().size()));
        for (Answered answer : answers) {
            confusion.add(
                    model.labels().indexOf(answer.actual()), model.labels().indexOf(answer.predicted()));
        }
        var table = new ConfusionTable(model.labels(), confusion);
        List<Answered> mistakes = answers.stream()
                .filter(answer -> !answer.isRight())
                .sorted(Comparator.comparingDouble(Answered::probabilityOfActual))
                .toList();
        List<Answered> hits = answers.stream()
                .filter(Answered::isRight)
                .sorted(Comparator.comparingDouble(Answered::probability).reversed())
                .toList();
        data.put("hasAnswers", !answers.isEmpty());
        data.put("answered", Words.count(answers.size()));
        data.put("part", answers.size() < scored ? "the first " + Words.count(answers.size()) + " of " : "");
        data.put("scored", Words.count(scored));
        data.put("classes", table.names());
        data.put("leftOut", table.leftOut() == 0 ? List.of() : List.of(table.leftOut()));
        data.put("confusion", table.rows());
        data.put("hasMistakes", !mistakes.isEmpty());
        data.put("mistakes", first(mistakes));
        data.put("mistakeCount", Words.count(mistakes.size()));
        data.put("hits", first(hits));
    }

    private static List<Map<String, Object>> first(List<Answered> answers) {
        return answers.stream()
                .limit(MOST_EXAMPLES)
                .map(answer -> Map.<String, Object>of(
                        "text", shortened(answer.text()),
                        "actual", Words.token(answer.actual()),
                        "predicted", Words.token(answer.predicted()),
                        "probability", String.format(Locale.ROOT, "%.2f %%", 100 * answer.probability()),
                        "probabilityOfActual",
                                String.format(Locale.ROOT, "%.2f %%", 100 * answer.probabilityOfActual())))
                .toList();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "…" : text;
    }

    private List<Map<String, Object>> layers() {
        List<Map<String, Object>> layers = new ArrayList<>();
        List<Layer> all = model.network().spec().layers();
        for (int i = 0; i < all.size(); i++) {
            layers.add(Map.of(
                    "title",
                    "Layer " + (i + 1) + ": " + all.get(i).cell().name() + ", "
                            + all.get(i).cell().stateSize() + " numbers of state",
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
                sections.add(Map.of("title", name, "rows", rows));
            }
        });
        return sections;
    }

    private static void addRows(String prefix, Map<?, ?> map, List<Map<String, Object>> rows) {
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                addRows(prefix + key + ".", inner, rows);
            } else {
                rows.add(Map.of("key", prefix + key, "value", plain(value)));
            }
        });
    }

    private static String plain(Object value) {
        return value instanceof Number number ? Words.number(number.doubleValue(), 10) : String.valueOf(value);
    }
}
