package dev.unroll.run.page;

import dev.unroll.core.explain.Explanation;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Tag;
import dev.unroll.core.trace.IntegratedGradients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page of {@code unroll explain}: a network unfolded for one text, or one sequence of vectors. */
public final class ExplainPage {

    private static final int MOST_STEPS = 120;
    private static final int MOST_ANSWERS = 6;

    /** Letters of a heading; a longer text stands whole below it. */
    private static final int LONGEST_HEADING = 60;

    private static final int LONGEST_TITLE = 40;

    /** Letters of an answer inside a formula or a sentence. */
    private static final int LONGEST_ANSWER = 16;

    /** Pixels of a picture of vectors. */
    private static final double PICTURE = 210;

    /** Numbers of a step that are shown. */
    private static final int MOST_NUMBERS = 48;

    private static final int SHADES = 5;

    private final Model model;
    private final String name;
    private final Optional<String> actual;
    private final boolean vectors;
    private final List<String> tokens;
    private final Explanation explanation;
    private final StepWindow shown;
    private final Inside inside;

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
        this.shown = new StepWindow(0, steps()).last(MOST_STEPS);
        this.inside = inside();
    }

    /** Returns the page. */
    public Page page() {
        boolean words = tokens.stream().anyMatch(token -> token.codePointCount(0, token.length()) > 1);
        Prediction answer = explanation.answer();
        Prediction best = explanation.ranked().getFirst();
        Map<String, Object> data = NetworkWords.head(model);
        data.put("text", Words.shortened(Words.line(name), LONGEST_HEADING));
        data.put("steps", steps());
        data.put("unit", unit(words));
        data.put("says", model.task().verb());
        data.put("answer", Words.line(answer.label()));
        data.put("short", shortAnswer());
        data.put("probability", Words.percent(answer.probability()));
        data.put("notBest", !answer.equals(best));
        data.put("best", Words.line(best.label()) + " (" + Words.percent(best.probability()) + ")");
        data.put("answers", answers());
        data.put("words", words);
        data.put("actual", actual.map(Words::line).map(List::of).orElse(List.of()));
        data.put("influence", vectors ? List.of() : influence());
        data.put("texts", !vectors);
        List<Map<String, Object>> pictures = pictures();
        data.put("pictures", pictures);
        data.put("upright", !pictures.isEmpty());
        data.put("tags", model.task() instanceof Tag);
        data.put("padded", model.network().spec().readout() instanceof Readout.Flatten);
        data.put("spaced", explanation.spacing() > 1);
        data.put("spacing", Words.count(explanation.spacing()));
        data.put("window", shown.count() < steps());
        data.put("from", shown.first() + 1);
        data.put("to", shown.first() + shown.count());
        data.put("overview", overview());
        data.put("check", check());
        data.put("off", explanation.integrated().error() > Explanation.TOLERANCE);
        data.put("insideHtml", inside.section(shown));
        data.put("norms", StateNorms.of(inside).stream().map(StateNorms::name).toList());
        data.put("rows", rows());
        String title = Words.shortened(Words.line(name), LONGEST_TITLE);
        return new Page("“" + title + "”: why " + Words.line(answer.label()), "explain", data);
    }

    private Inside inside() {
        return new Inside(
                "L",
                "the loss L = −ln p(" + shortAnswer() + ")",
                model.network().spec().layers(),
                explanation.trace(),
                explanation.gradients(),
                tokens,
                vectors ? Inside.arrows(steps()) : tokens,
                explanation.guesses().stream().map(Prediction::label).toList());
    }

    private String shortAnswer() {
        return Words.shortened(Words.line(explanation.answer().label()), LONGEST_ANSWER);
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

    private List<Map<String, Object>> answers() {
        List<Map<String, Object>> answers = new ArrayList<>();
        List<Prediction> ranked = explanation.ranked();
        for (int i = 0; i < ranked.size(); i++) {
            Prediction each = ranked.get(i);
            boolean explained = each.equals(explanation.answer());
            if (i < MOST_ANSWERS || explained) {
                answers.add(Map.of(
                        "label", Words.line(each.label()),
                        "percent", Words.percent(each.probability()),
                        "explained", explained,
                        "barSvg", Svg.bar(each.probability(), "plain")));
            }
        }
        return answers;
    }

    private List<Map<String, Object>> influence() {
        List<Double> influences = explanation.integrated().bySteps();
        double largest = Scale.largest(influences);
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
                    Words.token(tokens.get(t)),
                    "blank",
                    tokens.get(t).isBlank()));
        }
        return spans;
    }

    private Map<String, Object> overview() {
        StepChart chart = new StepChart(shown.first(), shown.count(), StepChart.glance(shown.count()))
                .tokens(vectors ? "step" : "reads", tokens);
        if (vectors) {
            Matrix input = explanation.trace().input();
            chart.heat("reads", "numbers", input, shown.liveliest(input, MOST_NUMBERS));
        }
        chart.tokens(
                "guess", explanation.guesses().stream().map(Prediction::label).toList());
        chart.bars("p(answer)", explanation.course(), 1);
        chart.bars("integrated", explanation.integrated().bySteps());
        chart.bars("grad × input", explanation.gradientTimesInput());
        return chart.draw("the way to the answer").data();
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
        return sums + ExplainValuesPage.agreement(integrated);
    }

    private List<Map<String, Object>> rows() {
        List<StateNorms> norms = StateNorms.of(inside);
        List<Double> integrated = explanation.integrated().bySteps();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int t = 0; t < steps(); t++) {
            int step = t;
            Map<String, Object> row = new HashMap<>();
            row.put("step", t + 1);
            row.put("token", Words.token(tokens.get(t)));
            Prediction guess = explanation.guesses().get(t);
            row.put("guess", Words.line(guess.label()));
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
