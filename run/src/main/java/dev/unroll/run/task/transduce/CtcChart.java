package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.AlignedToken;
import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Svg;
import dev.unroll.run.page.Words;
import java.util.Collections;
import java.util.List;

/** How probable the said tokens and the blank were over time, and below it the level of the source, both over its steps. */
record CtcChart(ExplainedCtc explained) {

    private static final double LEFT = 44;
    private static final double RIGHT = 12;
    private static final double TOP = 22;
    private static final double CURVES = 150;
    private static final double GAP = 34;
    private static final double LEVEL = 60;
    private static final double BOTTOM = 36;

    /** Pixels of a step of the answer, and of all of them at least and at most. */
    private static final double STEP = 9;

    private static final double NARROWEST = 420;
    private static final double WIDEST = 6000;

    /** As many colors as the style sheet has for curves. */
    private static final int COLORS = 6;

    /** Pixels between two numbers on the axis of time, about. */
    private static final double MARK = 90;

    private CtcExplanation explanation() {
        return explained.explanation();
    }

    private double width() {
        return Math.clamp(explanation().scores().steps() * STEP, NARROWEST, WIDEST);
    }

    private double along(double step) {
        return LEFT + width() * step / explanation().steps();
    }

    Page.Markup draw() {
        boolean hasLevel = !explanation().means().isEmpty();
        double height = TOP + CURVES + (hasLevel ? GAP + LEVEL : 0) + BOTTOM;
        var svg = new Svg(LEFT + width() + RIGHT, height, "probabilities of the said tokens and of the blank over time");
        probabilities(svg);
        if (hasLevel) {
            level(svg, TOP + CURVES + GAP);
        }
        time(svg, height - BOTTOM);
        return svg.finish();
    }

    private void probabilities(Svg svg) {
        for (double mark : new double[] {0, 0.5, 1}) {
            double y = down(mark);
            svg.element("path", "class", "grid", "d", "M" + LEFT + " " + Svg.number(y) + "h" + Svg.number(width()));
            svg.text(LEFT - 8, y + 4, "mark end", Words.number(mark));
        }
        int blank = explanation().scores().blank();
        svg.element("path", "class", "rule", "d", path(explanation().probabilities(blank)));
        List<Integer> said = explained.said();
        for (int i = 0; i < said.size(); i++) {
            String style = "curve c" + i % COLORS;
            svg.element("path", "class", style, "d", path(explanation().probabilities(said.get(i))));
        }
        for (AlignedToken token : explanation().alignment().tokens()) {
            double x = along((token.peak() + 0.5) * explanation().reduction());
            double y = down(StrictMath.exp(token.logProbability()));
            svg.text(x, y - 6, "mark middle", explained.shown(token));
            svg.titled(
                    explained.shown(token) + ", steps " + explained.steps(token) + ": "
                            + Words.number(StrictMath.exp(token.logProbability())),
                    "circle",
                    "class",
                    "curve c" + said.indexOf(token.token()) % COLORS,
                    "cx",
                    x,
                    "cy",
                    y,
                    "r",
                    2.5);
        }
    }

    private static double down(double probability) {
        return TOP + CURVES * (1 - probability);
    }

    private String path(List<Double> probabilities) {
        var path = new StringBuilder();
        for (int t = 0; t < probabilities.size(); t++) {
            path.append(t == 0 ? 'M' : 'L')
                    .append(Svg.number(along((t + 0.5) * explanation().reduction())))
                    .append(' ')
                    .append(Svg.number(down(probabilities.get(t))));
        }
        return path.toString();
    }

    private void level(Svg svg, double top) {
        List<Double> means = explanation().means();
        double low = Collections.min(means);
        double high = Collections.max(means);
        double span = high > low ? high - low : 1;
        svg.text(4, top - 8, "axis", "mean of the features");
        svg.text(LEFT - 8, top + 8, "mark end", Words.number(high, 3));
        svg.text(LEFT - 8, top + LEVEL, "mark end", Words.number(low, 3));
        var path = new StringBuilder();
        for (int t = 0; t < means.size(); t++) {
            path.append(t == 0 ? 'M' : 'L')
                    .append(Svg.number(along(t + 0.5)))
                    .append(' ')
                    .append(Svg.number(top + LEVEL * (high - means.get(t)) / span));
        }
        svg.element("path", "class", "curve past", "d", path);
    }

    private void time(Svg svg, double bottom) {
        int marks = (int) Math.max(1, Math.min(explanation().steps(), width() / MARK));
        for (int i = 0; i <= marks; i++) {
            double step = (double) explanation().steps() * i / marks;
            String text = explained
                    .seconds()
                    .map(each -> Words.number(step * each, 3))
                    .orElseGet(() -> Words.count(StrictMath.round(step)));
            svg.text(along(step), bottom + 16, i == marks ? "mark end" : "mark middle", text);
        }
        svg.text(along(explanation().steps()), bottom + 32, "mark end", explained.seconds().isPresent() ? "seconds" : "steps of the source");
    }
}
