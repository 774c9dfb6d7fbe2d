package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import dev.unroll.core.score.Watch;
import java.util.List;
import java.util.Map;

/**
 * A rate that is lowered whenever the validation score has not become better for long, as PyTorch's {@code
 * ReduceLROnPlateau}: by {@code factor} after more than {@code patience} epochs, not below {@code min_lr}, and not by less
 * than {@code eps}. Then {@code cooldown} epochs pass before bad epochs count again.
 *
 * @param watch {@code mode} min watches the loss, max the accuracy
 * @param threshold by how much a score must be better to count, as a part of the best one ({@code rel}) or as it is
 */
public record Plateau(
        double startRate,
        Watch watch,
        double factor,
        int patience,
        double threshold,
        ThresholdMode thresholdMode,
        int cooldown,
        double lowestRate,
        double eps)
        implements Schedule {

    static final String NAME = "plateau";

    /** What a threshold is a part of. */
    public enum ThresholdMode {
        REL,
        ABS
    }

    public Plateau {
        Checks.atLeast("the learning rate", 0, startRate);
        Checks.fraction("factor", factor);
        Checks.atLeast("patience", 0, patience);
        Checks.atLeast("threshold", 0, threshold);
        Checks.atLeast("cooldown", 0, cooldown);
        Checks.atLeast("min_lr", 0, lowestRate);
        Checks.atLeast("eps", 0, eps);
    }

    /** PyTorch's defaults. */
    public Plateau(double startRate) {
        this(startRate, Watch.LOSS, 0.1, 10, 1e-4, ThresholdMode.REL, 0, 0, 1e-8);
    }

    static Plateau of(double learningRate, Map<String, ?> values) {
        var options = Options.of(
                "schedule " + NAME,
                values,
                "mode",
                "factor",
                "patience",
                "threshold",
                "threshold_mode",
                "cooldown",
                "min_lr",
                "eps");
        var plain = new Plateau(learningRate);
        return new Plateau(
                learningRate,
                options.word("mode", "min", List.of("min", "max")).equals("min") ? Watch.LOSS : Watch.ACCURACY,
                options.number("factor", plain.factor),
                Math.toIntExact(options.whole("patience", plain.patience)),
                options.number("threshold", plain.threshold),
                options.word("threshold_mode", "rel", List.of("rel", "abs")).equals("rel")
                        ? ThresholdMode.REL
                        : ThresholdMode.ABS,
                Math.toIntExact(options.whole("cooldown", plain.cooldown)),
                options.number("min_lr", plain.lowestRate),
                options.number("eps", plain.eps));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of(
                "mode", watch == Watch.LOSS ? "min" : "max",
                "factor", factor,
                "patience", patience,
                "threshold", threshold,
                "threshold_mode", thresholdMode == ThresholdMode.REL ? "rel" : "abs",
                "cooldown", cooldown,
                "min_lr", lowestRate,
                "eps", eps);
    }

    /** Returns the rate before any plateau: scores are not known to a function of the step. */
    @Override
    public double learningRate(long step) {
        return startRate;
    }

    /** Returns whether a score is better than the best so far, by the threshold. */
    public boolean isBetter(double score, double best) {
        double least = thresholdMode == ThresholdMode.ABS || Double.isInfinite(best) ? threshold : threshold * best;
        return watch.isBetter(score, best, least);
    }
}
