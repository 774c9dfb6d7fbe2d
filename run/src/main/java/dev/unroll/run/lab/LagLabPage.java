package dev.unroll.run.lab;

import dev.unroll.core.form.Sentence;
import dev.unroll.run.lab.LagTrial.Check;
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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page of {@code unroll lab adding} and {@code unroll lab copy}. */
public final class LagLabPage {

    private static final int DIGITS = 3;

    private final LagLab lab;
    private final List<LagResult> results;

    /** Makes the page of an experiment. */
    public LagLabPage(LagLab lab, List<LagResult> results) {
        this.lab = lab;
        this.results = List.copyOf(results);
    }

    /** Writes the page, whole or not at all. */
    public void write(Path file) throws IOException {
        page().write(file);
    }

    /** Returns an error, or a time, as tables show it. */
    public static String number(double value) {
        return Words.number(value, DIGITS);
    }

    /** Returns what counts as learned, in a sentence. */
    public static String criterion(LagLab lab) {
        String learned = "A length is learned if within " + Sentence.counted(lab.steps(), "step") + " of "
                + Sentence.counted(lab.batchSize(), "sequence") + " the error on other sequences ("
                + lab.problem().error() + ") falls below " + Words.number(100 * LagProblem.LEARNED)
                + " % of the baseline, the best answer without memory";
        int first = lab.lengths().getFirst();
        int last = lab.lengths().getLast();
        double bound = lab.problem().bound(first);
        return lab.problem().bound(last) == bound
                ? learned + ": " + number(bound)
                : learned + ": " + number(bound) + " at length " + first + ", "
                        + number(lab.problem().bound(last)) + " at " + last;
    }

    /** Returns why some lengths were left out, if any were. */
    public static Optional<String> leftOut(LagResult result) {
        String lengths = result.untried().stream().map(Words::number).collect(Collectors.joining(", "));
        return result.untried().isEmpty() || !result.isBeaten()
                ? Optional.empty()
                : Optional.of(result.cell().name() + ": not tried at " + lengths
                        + ", as it did not learn the two lengths before");
    }

    Page page() {
        Map<String, Object> data = new HashMap<>();
        String name = lab.problem().name();
        data.put("problem", name);
        data.put("adding", lab.problem() instanceof AddingProblem);
        data.put("settings", settings());
        data.put("criterion", criterion(lab));
        data.put("error", lab.problem().error());
        data.put("lengths", lab.lengths());
        data.put("rows", results.stream().map(this::row).toList());
        data.put(
                "leftOut",
                results.stream().flatMap(result -> leftOut(result).stream()).toList());
        data.put("papers", lab.problem().papers().stream().map(this::paper).toList());
        data.put(
                "cells",
                results.stream()
                        .filter(each -> !each.trials().isEmpty())
                        .map(this::cell)
                        .toList());
        return new Page("The longest lag that is learned: " + name, "lag", data);
    }

    private String settings() {
        return Sentence.counted(lab.hiddenSize(), "hidden unit") + "; Adam with a learning rate of "
                + Words.number(lab.learningRate())
                + (lab.clip() > 0 ? ", the norm of the gradient clipped to " + Words.number(lab.clip()) : "")
                + "; seed "
                + lab.seed();
    }

    private Map<String, Object> row(LagResult result) {
        Map<Integer, LagTrial> trials =
                result.trials().stream().collect(Collectors.toMap(LagTrial::length, each -> each));
        return Map.of(
                "cell", result.cell().name(),
                "longest", longest(result),
                "results",
                        lab.lengths().stream()
                                .map(length -> Optional.ofNullable(trials.get(length))
                                        .map(LagLabPage::told)
                                        .orElse("–"))
                                .toList(),
                "time",
                        result.told()
                                .map(trial -> number(1000 * trial.secondsPerStep()))
                                .orElse("–"));
    }

    /** Returns the longest length that was learned, as tables show it. */
    public static String longest(LagResult result) {
        return result.longest().map(trial -> Integer.toString(trial.length())).orElse("none");
    }

    private static String told(LagTrial trial) {
        return switch (trial.end()) {
            case LEARNED -> Sentence.counted(trial.steps(), "step");
            case NOT_LEARNED -> "no: " + number(trial.error());
            case DIVERGED -> "diverged";
            case INTERRUPTED -> "interrupted";
        };
    }

    private Map<String, Object> paper(PaperFigure figure) {
        String ours = results.stream()
                .filter(result -> result.cell().name().equals(figure.cell()))
                .map(LagLabPage::longest)
                .findFirst()
                .orElse("–");
        return Map.of("cell", figure.cell(), "report", figure.report(), "source", figure.source(), "ours", ours);
    }

    private Map<String, Object> cell(LagResult result) {
        List<LagTrial> trials = result.trials();
        List<Curve> curves = IntStream.range(0, trials.size())
                .mapToObj(i ->
                        curve(trials.get(i), lab.lengths().indexOf(trials.get(i).length())))
                .toList();
        String title = result.cell().name() + ": error / baseline";
        var chart = new LineChart(title, "steps", Growth.LOGARITHMIC, curves, LagProblem.LEARNED);
        return Map.of(
                "cell", result.cell().name(),
                "chartSvg", chart.draw(),
                "lengths", trials.stream().map(LagTrial::length).toList(),
                "checks", checks(trials),
                "equationsMathMl", new Page.Markup(equations(result.cell())));
    }

    private static Curve curve(LagTrial trial, int color) {
        List<Double> steps =
                trial.checks().stream().map(check -> (double) check.step()).toList();
        List<Double> errors = trial.checks().stream()
                .map(check -> check.error() / trial.baseline())
                .toList();
        return new Curve(Integer.toString(trial.length()), color, steps, errors);
    }

    /** Returns a row for each step that any trial was checked at, with a column a trial. */
    private static List<Map<String, Object>> checks(List<LagTrial> trials) {
        List<Integer> steps = trials.stream()
                .flatMap(trial -> trial.checks().stream().map(Check::step))
                .distinct()
                .sorted()
                .toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int step : steps) {
            List<String> errors = trials.stream()
                    .map(trial -> trial.checks().stream()
                            .filter(check -> check.step() == step)
                            .map(check -> number(check.error()))
                            .reduce("", (_, last) -> last))
                    .toList();
            rows.add(Map.of("step", step, "errors", errors));
        }
        return rows;
    }

    private String equations(LagCell cell) {
        return lab.problem()
                .network(cell, lab.hiddenSize())
                .layers()
                .getFirst()
                .cell()
                .mathMl();
    }
}
