package dev.unroll.run.page;

import dev.unroll.core.explain.Explanation;
import dev.unroll.core.explain.ValueExplanation;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Readout;
import dev.unroll.core.trace.IntegratedGradients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of {@code unroll explain} for values: which steps and features moved each of them. */
public final class ExplainValuesPage {

    private static final int MOST_STEPS = 120;

    /** Letters of a value's name inside a formula or a sentence. */
    private static final int LONGEST_NAME = 16;

    /** Numbers of a step that are shown. */
    private static final int MOST_NUMBERS = 48;

    /** Values whose influences by step are drawn, and features that have a row. */
    private static final int MOST_VALUES = 12;

    private static final int MOST_FEATURES = 100;

    /** Pixels of a picture of vectors. */
    private static final double PICTURE = 210;

    private final Model model;
    private final String name;
    private final List<Double> actual;
    private final ValueExplanation explanation;
    private final List<List<Double>> byFeature;
    private final StepWindow shown;
    private final Inside inside;

    /**
     * Makes the page of an explanation.
     *
     * @param name what to call the sequence
     * @param actual its values, or nothing if they are not known
     */
    public ExplainValuesPage(Model model, String name, List<Double> actual, ValueExplanation explanation) {
        this.model = model;
        this.name = name;
        this.actual = List.copyOf(actual);
        this.explanation = explanation;
        this.byFeature = explanation.integrated().stream()
                .map(IntegratedGradients::influence)
                .map(model.vectors()::byFeature)
                .toList();
        this.shown = new StepWindow(0, steps()).last(MOST_STEPS);
        List<String> numbers =
                IntStream.rangeClosed(1, steps()).mapToObj(Integer::toString).toList();
        this.inside = new Inside(
                "y",
                "y, the value " + shortName() + ",",
                model.network().spec().layers(),
                explanation.trace(),
                explanation.gradients(),
                numbers,
                Inside.arrows(steps()),
                explanation.course().stream()
                        .map(value -> Words.number(value, 3))
                        .toList());
    }

    private int steps() {
        return explanation.trace().input().rows();
    }

    private int answer() {
        return explanation.answer();
    }

    private String shortName() {
        return shortName(answer());
    }

    private String shortName(int value) {
        return Words.shortened(Words.line(explanation.names().get(value)), LONGEST_NAME);
    }

    /** Returns the page. */
    public Page page() {
        int features = byFeature.getFirst().size();
        Map<String, Object> data = NetworkWords.head(model);
        data.put("text", Words.line(name));
        data.put("read", Sentence.counted(steps(), "step") + " of " + Sentence.counted(features, "number"));
        data.put("value", Words.line(explanation.names().get(answer())));
        data.put("short", shortName());
        data.put("said", Words.number(explanation.values().get(answer())));
        data.put("is", actual.isEmpty() ? List.of() : List.of(Words.number(actual.get(answer()))));
        data.put("known", !actual.isEmpty());
        data.put("several", explanation.names().size() > 1);
        data.put("values", values());
        data.put("pictures", pictures());
        data.put("upright", VectorPicture.suits(explanation.trace().input()));
        data.put("features", featureRows());
        data.put("many", features > 1);
        data.put("some", features > MOST_FEATURES);
        data.put("names", names());
        data.put("stepwise", stepwise());
        data.put("overview", overview());
        data.put("padded", model.network().spec().readout() instanceof Readout.Flatten);
        data.put("spaced", explanation.spacing() > 1);
        data.put("spacing", Words.count(explanation.spacing()));
        data.put("window", shown.count() < steps());
        data.put("from", shown.first() + 1);
        data.put("to", shown.first() + shown.count());
        data.put("steps", Words.count(steps()));
        data.put("check", check());
        data.put("off", explanation.influence().error() > Explanation.TOLERANCE);
        data.put("insideHtml", inside.section(shown));
        data.put("norms", StateNorms.of(inside).stream().map(StateNorms::name).toList());
        data.put("rows", rows());
        return new Page(Words.line(name) + ": why " + shortName(), "explain-values", data);
    }

    private List<String> names() {
        return IntStream.range(0, drawn()).mapToObj(this::shortName).toList();
    }

    /** Returns how many values are drawn. */
    private int drawn() {
        return Math.min(MOST_VALUES, explanation.names().size());
    }

    private List<Map<String, Object>> values() {
        return IntStream.range(0, explanation.names().size())
                .mapToObj(v -> Map.<String, Object>of(
                        "name", Words.line(explanation.names().get(v)),
                        "explained", v == answer(),
                        "said", Words.number(explanation.values().get(v)),
                        "zeros", Words.number(explanation.integrated().get(v).before()),
                        "is", actual.isEmpty() ? "" : Words.number(actual.get(v))))
                .toList();
    }

    /** Returns the input and its influence as pictures, where they are such. */
    private List<Map<String, Object>> pictures() {
        Matrix input = explanation.trace().input();
        if (!VectorPicture.suits(input)) {
            return List.of();
        }
        var picture = new VectorPicture(input, PICTURE);
        Matrix influence = explanation.influence().influence();
        return List.of(
                Map.of("title", "What it read", "pictureSvg", picture.draw("the input, a row a step")),
                Map.of(
                        "title",
                        "What moved " + shortName(),
                        "pictureSvg",
                        picture.drawUnder(influence, "the influence of each number on the value")));
    }

    private List<Map<String, Object>> featureRows() {
        List<Double> explained = byFeature.get(answer());
        explained = explained.subList(0, Math.min(MOST_FEATURES, explained.size()));
        double largest = Scale.largest(explained);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int j = 0; j < explained.size(); j++) {
            int feature = j;
            rows.add(Map.of(
                    "feature", j + 1,
                    "influences",
                            IntStream.range(0, drawn())
                                    .mapToObj(v -> Words.signed(byFeature.get(v).get(feature)))
                                    .toList(),
                    "barSvg", Svg.signedBar(explained.get(j), largest)));
        }
        return rows;
    }

    /** Returns a strip of each value: the influence of each step on it. */
    private Map<String, Object> stepwise() {
        StepChart chart = chart();
        for (int v = 0; v < drawn(); v++) {
            chart.bars(shortName(v), explanation.integrated().get(v).bySteps());
        }
        return chart.draw("the influence of each step on each value").data();
    }

    private StepChart chart() {
        Matrix input = explanation.trace().input();
        return new StepChart(shown.first(), shown.count(), StepChart.glance(shown.count()))
                .tokens("step", inside.tokens())
                .heat("reads", "numbers", input, shown.liveliest(input, MOST_NUMBERS));
    }

    private Map<String, Object> overview() {
        return chart().curve(shortName(), explanation.course())
                .bars("integrated", explanation.influence().bySteps())
                .bars("grad × input", explanation.gradientTimesInput())
                .draw("the way to the value")
                .data();
    }

    private String check() {
        IntegratedGradients integrated = explanation.influence();
        String sums = "The integrated gradients add up to " + Words.number(integrated.sum()) + ". Reading it changed "
                + shortName() + " from " + Words.number(integrated.before()) + " (an input of zeros) to "
                + Words.number(integrated.after()) + ", by " + Words.number(integrated.after() - integrated.before())
                + ": ";
        return sums + agreement(integrated);
    }

    /** Returns how closely integrated gradients add up, as the end of a sentence. */
    static String agreement(IntegratedGradients integrated) {
        String error = Words.number(100 * integrated.error(), 2) + " %";
        return integrated.error() <= Explanation.TOLERANCE
                ? "they agree within 1 % (off by " + error + ", " + integrated.points() + " points of the path)."
                : "they are off by " + error + " even with " + integrated.points()
                        + " points of the path, so take them as a hint only.";
    }

    private List<Map<String, Object>> rows() {
        List<StateNorms> norms = StateNorms.of(inside);
        List<List<Double>> influences = IntStream.range(0, drawn())
                .mapToObj(v -> explanation.integrated().get(v).bySteps())
                .toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int t = 0; t < steps(); t++) {
            int step = t;
            rows.add(Map.of(
                    "step", t + 1,
                    "course", Words.number(explanation.course().get(t)),
                    "influences",
                            influences.stream()
                                    .map(each -> Words.number(each.get(step)))
                                    .toList(),
                    "product", Words.number(explanation.gradientTimesInput().get(t)),
                    "norms",
                            norms.stream()
                                    .map(each -> Words.number(each.values().get(step)))
                                    .toList()));
        }
        return rows;
    }
}
