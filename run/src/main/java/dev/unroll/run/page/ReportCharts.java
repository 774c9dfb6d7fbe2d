package dev.unroll.run.page;

import dev.unroll.run.page.LineChart.Curve;
import dev.unroll.run.page.LineChart.Growth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** How a training went: its curves, and its epochs in numbers. */
public final class ReportCharts {

    /** The colors of what is seen in training, and of what is not: those of the bars of the scores. */
    private static final int TRAINING = 4;

    private static final int HELD_OUT = 0;

    private final RunCurves curves;
    private final String bits;
    private final String loss;
    private final double clip;

    /**
     * Makes the charts of a run.
     *
     * @param bits what to call a loss in bits; empty if it is shown as it is
     * @param loss what to call it then
     * @param clip the norm that gradients are clipped to, NaN if they are not
     */
    public ReportCharts(RunCurves curves, String bits, String loss, double clip) {
        this.curves = curves;
        this.bits = bits;
        this.loss = loss;
        this.clip = clip;
    }

    private double loss(double nats) {
        return bits.isEmpty() ? nats : nats / StrictMath.log(2);
    }

    /** Returns the charts that have something to show: more than one epoch, a rate that changes. */
    public List<Page.Markup> draw() {
        List<Page.Markup> charts = new ArrayList<>();
        List<RunCurves.Epoch> epochs = curves.epochs();
        if (epochs.size() > 1) {
            charts.add(chart(
                    bits.isEmpty() ? loss : bits,
                    "epoch",
                    curve("training", TRAINING, epochs, epoch -> loss(epoch.loss())),
                    curve("validation", HELD_OUT, epochs, epoch -> loss(orNaN(epoch.validationLoss())))));
            charts.add(chart(
                    "accuracy",
                    "epoch",
                    curve("training", TRAINING, epochs, RunCurves.Epoch::accuracy),
                    curve("validation", HELD_OUT, epochs, epoch -> orNaN(epoch.validationAccuracy()))));
        }
        List<RunCurves.Steps> steps = curves.steps();
        if (steps.size() > 1) {
            charts.add(chart(
                    (bits.isEmpty() ? "loss" : bits) + " of the steps",
                    "step",
                    steps(steps, step -> loss(step.loss()))));
            charts.add(new LineChart(
                            "norm of the gradient",
                            "step",
                            Growth.LOGARITHMIC,
                            List.of(steps(steps, RunCurves.Steps::gradientNorm)),
                            clip)
                    .draw());
            if (steps.stream()
                            .mapToDouble(RunCurves.Steps::learningRate)
                            .distinct()
                            .count()
                    > 1) {
                charts.add(chart("learning rate", "step", steps(steps, RunCurves.Steps::learningRate)));
            }
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

    private static Curve curve(
            String name, int color, List<RunCurves.Epoch> epochs, ToDoubleFunction<RunCurves.Epoch> value) {
        return new Curve(
                name,
                color,
                epochs.stream().map(epoch -> (double) epoch.epoch()).toList(),
                epochs.stream().map(value::applyAsDouble).toList());
    }

    private static Curve steps(List<RunCurves.Steps> steps, Function<RunCurves.Steps, Double> value) {
        return new Curve(
                "training",
                TRAINING,
                steps.stream().map(RunCurves.Steps::step).toList(),
                steps.stream().map(value).toList());
    }

    private static double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }

    /** Returns a row of a table for each epoch. */
    public List<Map<String, Object>> epochs() {
        return curves.epochs().stream()
                .map(epoch -> Map.<String, Object>of(
                        "epoch", epoch.epoch(),
                        "loss", Words.number(loss(epoch.loss())),
                        "accuracy", percent(epoch.accuracy()),
                        "validationLoss",
                                epoch.validationLoss().isPresent()
                                        ? Words.number(
                                                loss(epoch.validationLoss().getAsDouble()))
                                        : "",
                        "validationAccuracy", percent(orNaN(epoch.validationAccuracy()))))
                .toList();
    }

    private static String percent(double value) {
        return Double.isFinite(value) ? Words.percent(value) : "";
    }
}
