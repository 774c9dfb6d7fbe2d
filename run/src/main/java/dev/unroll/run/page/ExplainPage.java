package dev.unroll.run.page;

import dev.unroll.core.cell.Operation.Function;
import dev.unroll.core.cell.Term;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Explanation;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Tag;
import dev.unroll.core.trace.CellGradients;
import dev.unroll.core.trace.CellTrace;
import dev.unroll.core.trace.IntegratedGradients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The page of {@code unroll explain}: a network unfolded for one text, or one sequence of vectors. */
public final class ExplainPage {

    private static final int MOST_STEPS = 120;
    private static final int MOST_COLUMNS = 40;
    private static final int MOST_ANSWERS = 6;

    /** Cells of all heat maps of the page together: some 400 KB. */
    private static final int MOST_CELLS = 24_000;

    /** Pixels of a picture of vectors. */
    private static final double PICTURE = 210;

    private static final int FEWEST_UNITS = 8;
    private static final int MOST_UNITS = 48;
    private static final int SHADES = 5;

    private final Model model;
    private final String name;
    private final Optional<String> actual;
    private final boolean vectors;
    private final List<String> tokens;
    private final Explanation explanation;
    private final int first;
    private final int shown;

    /**
     * Makes the page of an explanation.
     *
     * @param name the text that was answered, or what to call the sequence
     * @param actual its label, where it is known
     */
    public ExplainPage(Model model, String name, Optional<String> actual, Explanation explanation) {
        this.model = model;
        this.name = name;
        this.actual = actual;
        this.vectors = model.input() instanceof VectorEncoder;
        this.tokens = explanation.tokens().stream()
                .map(token -> Marks.labelOf(token).map(label -> label + ":").orElse(token))
                .toList();
        this.explanation = explanation;
        this.shown = Math.min(steps(), MOST_STEPS);
        this.first = steps() - shown;
    }

    /** Writes the page, whole or not at all. */
    public void write(Path file) throws IOException {
        page().write(file);
    }

    Page page() {
        boolean words = tokens.stream().anyMatch(token -> token.codePointCount(0, token.length()) > 1);
        Prediction answer = explanation.answer();
        Prediction best = explanation.ranked().getFirst();
        Map<String, Object> data = new HashMap<>();
        data.put("model", model.name());
        data.put("text", name);
        data.put("network", network());
        data.put("steps", steps());
        data.put("unit", unit(words));
        data.put("says", model.task().verb());
        data.put("answer", Words.token(answer.label()));
        data.put("probability", Words.percent(answer.probability()));
        data.put("notBest", !answer.equals(best));
        data.put("best", Words.token(best.label()) + " (" + Words.percent(best.probability()) + ")");
        data.put("answers", answers());
        data.put("words", words);
        data.put("actual", actual.map(Words::token).map(List::of).orElse(List.of()));
        data.put("influence", vectors ? List.of() : influence());
        data.put("texts", !vectors);
        data.put("pictures", pictures());
        data.put("tags", model.task() instanceof Tag);
        data.put("padded", model.network().spec().readout() instanceof Readout.Flatten);
        data.put("spaced", explanation.spacing() > 1);
        data.put("spacing", String.format(Locale.ROOT, "%,d", explanation.spacing()));
        data.put("window", shown < steps());
        data.put("from", first + 1);
        data.put("to", first + shown);
        data.put("overview", overview());
        data.put("check", check());
        data.put("off", explanation.integrated().error() > Explanation.TOLERANCE);
        List<Map<String, Object>> layers = new ArrayList<>();
        List<Layer> all = model.network().spec().layers();
        for (int number = 0; number < all.size(); number++) {
            for (int d = 0; d < all.get(number).directions(); d++) {
                layers.add(layer(number, d));
            }
        }
        data.put("layers", layers);
        data.put("norms", norms().stream().map(Norms::name).toList());
        data.put("rows", rows());
        return new Page("How " + model.name() + " answers “" + name + "”", "explain", data);
    }

    private int steps() {
        return tokens.size();
    }

    private String unit(boolean words) {
        String one = vectors ? "step" : model.task() instanceof Tag ? "word" : words ? "token" : "letter";
        String many = steps() == 1 ? one : one + "s";
        int width = explanation.trace().input().columns();
        return vectors ? many + " of " + width + (width == 1 ? " number" : " numbers") : many;
    }

    /** Returns the input and its influence as pictures, where they are such. */
    private List<Map<String, Object>> pictures() {
        Matrix input = explanation.trace().input();
        if (!vectors || !VectorPicture.suits(input)) {
            return List.of();
        }
        var picture = new VectorPicture(input, PICTURE);
        return List.of(
                Map.of("title", "What it read", "pictureSvg", picture.draw("the input, a row a step")),
                Map.of(
                        "title",
                        "What moved the answer",
                        "pictureSvg",
                        picture.drawUnder(
                                explanation.integrated().influence(), "the influence of each number on the answer")));
    }

    private String network() {
        List<Layer> layers = model.network().spec().layers();
        String cell = layers.getFirst().cell().name();
        return "A network of " + layers.size() + (layers.size() == 1 ? " layer of " : " layers of ") + cell;
    }

    private List<Map<String, Object>> answers() {
        List<Map<String, Object>> answers = new ArrayList<>();
        List<Prediction> ranked = explanation.ranked();
        for (int i = 0; i < ranked.size(); i++) {
            Prediction each = ranked.get(i);
            boolean explained = each.equals(explanation.answer());
            if (i < MOST_ANSWERS || explained) {
                answers.add(Map.of(
                        "label", Words.token(each.label()),
                        "percent", Words.percent(each.probability()),
                        "explained", explained,
                        "barSvg", Svg.bar(each.probability())));
            }
        }
        return answers;
    }

    private List<Map<String, Object>> influence() {
        List<Double> influences = explanation.integrated().bySteps();
        double largest = largest(influences);
        List<Map<String, Object>> spans = new ArrayList<>();
        for (int t = 0; t < steps(); t++) {
            double value = influences.get(t);
            int shade = largest == 0 ? 0 : (int) StrictMath.ceil(SHADES * Math.abs(value) / largest - 0.5);
            spans.add(Map.of(
                    "shade",
                    shade == 0 ? "p0" : (value > 0 ? "p" : "n") + shade,
                    "title",
                    "step " + (t + 1) + ": " + Words.number(value),
                    "token",
                    Words.token(tokens.get(t))));
        }
        return spans;
    }

    private static double largest(List<Double> values) {
        return values.stream().mapToDouble(Math::abs).max().orElse(0);
    }

    private Map<String, Object> overview() {
        StepChart chart = chart();
        if (vectors) {
            Matrix input = explanation.trace().input();
            heat(chart, "read", "numbers", input, MOST_UNITS, largest(input));
        }
        String answer = Words.token(explanation.answer().label());
        chart.tokens(
                "guess", explanation.guesses().stream().map(Prediction::label).toList());
        chart.bars("p(answer)", "plain", explanation.course(), 1);
        List<Double> integrated = explanation.integrated().bySteps();
        chart.bars("integrated", "plain", integrated, largest(integrated));
        List<Double> products = explanation.gradientTimesInput();
        chart.bars("grad × input", "plain", products, largest(products));
        return data(chart.draw("the way to " + answer));
    }

    private StepChart chart() {
        return new StepChart(first, shown).tokens(vectors ? "step" : "read", tokens);
    }

    private static Map<String, Object> data(StepChart.Drawn drawn) {
        return Map.of("labelsSvg", drawn.labelsSvg(), "stepsSvg", drawn.stepsSvg());
    }

    private String check() {
        IntegratedGradients integrated = explanation.integrated();
        double change = integrated.after() - integrated.before();
        String sums = String.format(
                Locale.ROOT,
                "The integrated gradients add up to %s. Reading it changed ln p from %s (an input of zeros) to %s,"
                        + " by %s: ",
                Words.number(integrated.sum()),
                Words.number(integrated.before()),
                Words.number(integrated.after()),
                Words.number(change));
        String error = Words.number(100 * integrated.error(), 2) + " %";
        return integrated.error() <= Explanation.TOLERANCE
                ? sums + "they agree within 1 % (off by " + error + ", " + integrated.points() + " points of the path)."
                : sums + "they are off by " + error + " even with " + integrated.points()
                        + " points of the path, so take them as a hint only.";
    }

    private CellTrace trace(int number, int direction) {
        return explanation.trace().layer(number, direction);
    }

    private Map<String, Object> layer(int number, int d) {
        Layer layer = model.network().spec().layers().get(number);
        CellTrace trace = trace(number, d);
        boolean backward = layer.reading() == Layer.Reading.BACKWARD || d == 1;
        String title = "Layer " + (number + 1) + ": " + layer.cell().name() + ", reads "
                + (backward ? "from the last step to the first" : "from the first step to the last");
        int columns = Math.min(shown, MOST_COLUMNS);
        List<String> below = number == 0 && !vectors
                ? tokens
                : tokens.stream().map(token -> "↑").toList();
        Map<String, Object> data = new HashMap<>();
        boolean last = number + 1 == model.network().spec().layers().size();
        List<String> above =
                last ? explanation.guesses().stream().map(Prediction::label).toList() : List.of();
        data.put("open", number == 0 && d == 0);
        data.put("title", title);
        data.put("equationsMathMl", new Page.Markup(layer.cell().mathMl()));
        data.put(
                "unfoldedSvg",
                new CellPicture(trace, backward ? -1 : 1).draw(first + shown - columns, columns, below, above));
        data.put("cut", columns < steps() ? "The last " + columns + " of " + steps() + " steps." : "");
        data.put("strips", strips(number, d, title));
        return data;
    }

    private Map<String, Object> strips(int number, int d, String title) {
        CellTrace trace = trace(number, d);
        StepChart chart = chart();
        norms().stream()
                .filter(each -> each.layer() == number && each.direction() == d)
                .forEach(each -> chart.powers("‖dL/d" + each.state() + "‖", each.values()));
        var nexts = trace.cell().nexts();
        List<Map.Entry<String, Term>> gates = trace.cell().names().entrySet().stream()
                .filter(named -> named.getValue().operation() instanceof Function)
                .toList();
        int traces =
                explanation.gradients().layers().stream().mapToInt(List::size).sum();
        int cells = MOST_CELLS / (shown * traces * (nexts.size() + gates.size()));
        int most = Math.clamp(cells, FEWEST_UNITS, MOST_UNITS);
        nexts.forEach((name, term) -> heat(chart, name, "units", trace.of(term), most, largest(trace.of(term))));
        gates.forEach(gate -> heat(chart, gate.getKey(), "units", trace.of(gate.getValue()), most, 1));
        return data(chart.draw(title));
    }

    private void heat(StepChart chart, String name, String what, Matrix values, int most, double largest) {
        chart.heat(name, what, values, liveliest(values, most), largest);
    }

    private static double largest(Matrix values) {
        double largest = 0;
        for (int t = 0; t < values.rows(); t++) {
            for (int j = 0; j < values.columns(); j++) {
                largest = Math.max(largest, Math.abs(values.get(t, j)));
            }
        }
        return largest;
    }

    /** Returns the units that move most from step to step, in their own order. */
    private List<Integer> liveliest(Matrix values, int most) {
        return IntStream.range(0, values.columns())
                .boxed()
                .sorted(Comparator.comparingDouble(unit -> -movement(values, unit)))
                .limit(most)
                .sorted()
                .toList();
    }

    private double movement(Matrix values, int unit) {
        double sum = 0;
        for (int t = first + 1; t < first + shown; t++) {
            sum += Math.abs(values.get(t, unit) - values.get(t - 1, unit));
        }
        return sum;
    }

    /** ‖dL/dstate‖ after each step. */
    private record Norms(int layer, int direction, String state, String name, List<Double> values) {}

    private List<Norms> norms() {
        List<Norms> norms = new ArrayList<>();
        List<List<CellGradients>> layers = explanation.gradients().layers();
        for (int number = 0; number < layers.size(); number++) {
            for (int d = 0; d < layers.get(number).size(); d++) {
                CellGradients gradients = layers.get(number).get(d);
                String place = layers.size() == 1 && layers.get(number).size() == 1
                        ? ""
                        : " layer " + (number + 1) + (layers.get(number).size() == 1 ? "" : d == 0 ? " →" : " ←");
                int layer = number;
                int direction = d;
                trace(number, d)
                        .cell()
                        .nexts()
                        .forEach((state, next) -> norms.add(new Norms(
                                layer, direction, state, "‖dL/d" + state + "‖" + place, rowNorms(gradients.of(next)))));
            }
        }
        return norms;
    }

    private static List<Double> rowNorms(Matrix matrix) {
        List<Double> norms = new ArrayList<>();
        for (int t = 0; t < matrix.rows(); t++) {
            double sum = 0;
            for (int j = 0; j < matrix.columns(); j++) {
                sum += (double) matrix.get(t, j) * matrix.get(t, j);
            }
            norms.add(StrictMath.sqrt(sum));
        }
        return norms;
    }

    private List<Map<String, Object>> rows() {
        List<Norms> norms = norms();
        List<Double> integrated = explanation.integrated().bySteps();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int t = 0; t < steps(); t++) {
            int step = t;
            Map<String, Object> row = new HashMap<>();
            row.put("step", t + 1);
            row.put("token", Words.token(tokens.get(t)));
            Prediction guess = explanation.guesses().get(t);
            row.put("guess", Words.token(guess.label()));
            row.put("p", Words.percent(guess.probability()));
            row.put("course", Words.percent(explanation.course().get(t)));
            row.put("integrated", Words.number(integrated.get(t)));
            row.put("product", Words.number(explanation.gradientTimesInput().get(t)));
            row.put(
                    "norms",
                    norms.stream()
                            .map(each -> Words.number(each.values().get(step)))
                            .toList());
            rows.add(row);
        }
        return rows;
    }
}
