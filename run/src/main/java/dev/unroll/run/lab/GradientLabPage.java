package dev.unroll.run.lab;

import dev.unroll.core.network.Initialization;
import dev.unroll.run.lab.GradientLab.Result;
import dev.unroll.run.page.LineChart;
import dev.unroll.run.page.LineChart.Curve;
import dev.unroll.run.page.LineChart.Growth;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of {@code unroll lab gradients}. */
public final class GradientLabPage {

    private static final int DIGITS = 6;

    /** What a gradient is multiplied with each step if it is said to vanish, at most. */
    private static final double VANISHES = 0.9;

    /** What a gradient is multiplied with each step if it is said not to explode, at most. */
    private static final double EXPLODES = 1.1;

    private final GradientLab lab;
    private final List<Result> results;

    /** Makes the page of an experiment; the first result is of the cell that was asked for. */
    public GradientLabPage(GradientLab lab, List<Result> results) {
        this.lab = lab;
        this.results = List.copyOf(results);
    }

    /** Writes the page, whole or not at all. */
    public void write(Path file) throws IOException {
        page().write(file);
    }

    /** Returns a norm as tables show it. */
    public static String number(double value) {
        return Words.number(value, DIGITS);
    }

    /** Returns what became of a cell's gradient, in a sentence. */
    public static String verdict(Result result) {
        int steps = result.norms().size() - 1;
        double reaching = result.reaching();
        double factor = StrictMath.pow(reaching, 1.0 / Math.max(1, steps));
        String fate = factor < VANISHES ? "vanishes" : factor <= EXPLODES ? "lasts" : "explodes";
        return result.cell().text() + ": the gradient " + fate + ", by a factor of " + Words.number(factor, 3)
                + " a step; over " + steps + (steps == 1 ? " step " : " steps ") + Words.number(reaching, 3)
                + " of it is left";
    }

    Page page() {
        List<Double> steps =
                IntStream.range(0, lab.length()).mapToObj(back -> (double) back).toList();
        List<Curve> curves = IntStream.range(0, results.size())
                .mapToObj(i -> new Curve(
                        results.get(i).cell().text(), i, steps, results.get(i).norms()))
                .toList();
        var chart = new LineChart("‖dL/dstate‖", "steps before the last", Growth.LOGARITHMIC, curves);
        Map<String, Object> data = new HashMap<>();
        String cell = results.getFirst().cell().text();
        data.put("cell", cell);
        data.put("hidden", lab.hiddenSize() + (lab.hiddenSize() == 1 ? " hidden unit" : " hidden units"));
        data.put("length", lab.length());
        data.put(
                "weights",
                lab.weight()
                        .map(weight ->
                                "recurrent weights of " + Words.number(weight) + " times the identity and biases of 0")
                        .orElse(
                                lab.initialization() == Initialization.PYTORCH
                                        ? "PyTorch's first weights"
                                        : "Keras's first weights"));
        data.put("chartSvg", chart.draw());
        data.put("verdicts", results.stream().map(GradientLabPage::verdict).toList());
        data.put("names", results.stream().map(result -> result.cell().text()).toList());
        data.put(
                "weightNorms",
                results.stream()
                        .map(result -> Words.number(result.weightNorm()))
                        .toList());
        data.put("clips", lab.clip() > 0);
        data.put("clip", Words.number(lab.clip()));
        data.put(
                "clipped",
                results.stream()
                        .map(result -> Words.number(result.clippedNorm()))
                        .toList());
        data.put(
                "equationsMathMl",
                new Page.Markup(results.getFirst()
                        .cell()
                        .of(lab.hiddenSize(), lab.hiddenSize())
                        .mathMl()));
        data.put("rows", rows());
        return new Page("How gradients vanish and explode: " + cell, "gradients", data);
    }

    private List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int step = 0; step < lab.length(); step++) {
            int back = step;
            rows.add(Map.of(
                    "back",
                    back,
                    "norms",
                    results.stream()
                            .map(result -> number(result.norms().get(back)))
                            .toList()));
        }
        return rows;
    }
}
