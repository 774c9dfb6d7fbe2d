package dev.unroll.run.page;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Task;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.run.job.Evidence;
import dev.unroll.run.job.Surprise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page of a training: scores beside baselines, curves, what the model does with the scored examples, and all that the
 * run was.
 */
public final class ReportPage {

    /** Above it, whole numbers are powers of ten rather than counts. */
    private static final double LARGEST_WHOLE = 1e12;

    /** Generated texts of so many characters stand in narrow columns. */
    private static final int LONGEST_SHORT = 24;

    private static final int SHADES = 5;
    private static final double BITS_A_SHADE = 2;

    /** What the tables of a run are called. */
    private static final Map<String, String> TITLES = Map.of(
            "config", "Configuration",
            "data", "Data",
            "environment", "Environment",
            "padding_not_computed", "Padding that was not computed");

    private final Model model;
    private final RunCurves curves;
    private final Evidence evidence;

    /** Makes the page of a run. */
    public ReportPage(Model model, RunCurves curves, Evidence evidence) {
        this.model = model;
        this.curves = curves;
        this.evidence = evidence;
    }

    /** Writes the page, whole or not at all. */
    public void write(Path file) throws IOException {
        page().write(file);
    }

    Page page() {
        Map<String, Object> data = new HashMap<>();
        data.put("name", model.name());
        boolean guesses = model.task() == Task.NEXT_TOKEN;
        data.put("task", guesses ? "guess the next " + token() : "classify " + evidence.unit());
        data.put("guesses", guesses);
        data.put("token", guesses ? token() : "");
        data.put("parameters", Words.count(model.network().layout().size()));
        data.put("network", network());
        putScores(data);
        var charts = new ReportCharts(curves, guesses ? "bits a " + token() : "", clip());
        data.put("charts", charts.draw());
        data.put("clipped", Double.isFinite(clip()));
        data.put("epochs", charts.epochs());
        new ReportAnswers(model, evidence).put(data);
        data.put("passages", passages());
        data.put("hasPassages", !evidence.passages().isEmpty());
        data.put("samples", samples());
        data.put(
                "longSamples",
                evidence.samples().stream()
                        .flatMap(sample -> sample.texts().stream())
                        .anyMatch(text -> text.length() > LONGEST_SHORT));
        data.put("ends", evidence.passages().stream().anyMatch(passage -> passage.tokens()
                .contains(Marks.END_TOKEN)));
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

    private String token() {
        return model.text().tokenizer() == Tokenizer.CHARACTERS ? "character" : "token";
    }

    private void putScores(Map<String, Object> data) {
        List<Map<String, Object>> scores = new ArrayList<>();
        model.training().forEach((key, value) -> {
            if (key.startsWith("scores") && value instanceof Map<?, ?> all) {
                all.forEach((who, numbers) -> {
                    if (numbers instanceof Map<?, ?> map) {
                        scores.add(score(String.valueOf(who), map));
                    }
                });
            }
        });
        data.put("scores", scores);
        data.put("hasScores", !scores.isEmpty());
        data.put("scoredOn", evidence.scoredOn());
    }

    private static Map<String, Object> score(String key, Map<?, ?> numbers) {
        boolean own = key.equals("model");
        String name = numbers.get("name") instanceof String given ? given : key.replace('_', ' ');
        double accuracy = number(numbers, "accuracy");
        double bits = number(numbers, "bits_per_token");
        return Map.of(
                "name",
                own ? "this model" : name,
                "own",
                own,
                "accuracy",
                Words.percent(accuracy),
                "recall",
                Words.percent(number(numbers, "macro_recall")),
                "bits",
                bits == 0 ? "" : String.format(Locale.ROOT, "%.3f", bits),
                "perplexity",
                bits == 0 ? "" : String.format(Locale.ROOT, "%.2f", StrictMath.pow(2, bits)),
                "barSvg",
                Svg.bar(accuracy));
    }

    private static double number(Map<?, ?> numbers, String key) {
        return numbers.get(key) instanceof Number given ? given.doubleValue() : 0;
    }

    /** Returns passages as spans, the more bits a token cost the stronger its color. */
    private List<Map<String, Object>> passages() {
        List<Map<String, Object>> passages = new ArrayList<>();
        for (Surprise passage : evidence.passages()) {
            List<Map<String, Object>> spans = new ArrayList<>();
            for (int i = 0; i < passage.tokens().size(); i++) {
                double bits = passage.bits().get(i);
                spans.add(Map.of(
                        "shade", "n" + Math.clamp(Math.round(bits / BITS_A_SHADE), 0, SHADES),
                        "title", Words.number(bits, 2) + " bits",
                        "token", readable(passage.tokens().get(i))));
            }
            passages.add(Map.of("first", readable(passage.first()), "spans", spans));
        }
        return passages;
    }

    /** Returns a token of a text that is read as one: blanks stay, lines end, marks are short. */
    private static String readable(String token) {
        if (token.equals(Marks.END_TOKEN)) {
            return "∎";
        }
        return Marks.labelOf(token)
                .map(label -> label + ": ")
                .orElse(token.equals("\n") ? "↵\n" : token.equals(" ") ? token : Words.token(token));
    }

    private List<Map<String, Object>> samples() {
        return evidence.samples().stream()
                .map(sample -> Map.<String, Object>of(
                        "start",
                        sample.start().isBlank() ? Words.token(sample.start()) : sample.start(),
                        "texts",
                        sample.texts().stream().map(String::strip).toList()))
                .toList();
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
                rows.add(Map.of("key", prefix + key, "value", plain(value)));
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
