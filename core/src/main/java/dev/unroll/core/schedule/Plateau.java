package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;
import dev.unroll.core.score.Watch;
import java.util.Optional;

/**
 * A rate that is lowered whenever the validation score has not become better for long, as PyTorch's {@code
 * ReduceLROnPlateau}: by {@code gamma} after more than {@code patience} epochs, not below {@code lowestRate}, and not by
 * less than {@code eps}. Then {@code cooldown} epochs pass before bad epochs count again.
 *
 * @param threshold by how much a score must be better to count, as a part of the best one or as it is
 */
public record Plateau(
        @Key(above = 0, below = 1, help = "what the rate is multiplied with when it falls")
        double gamma,

        @Key(
                name = "plateau_patience",
                min = 0,
                max = 1_000_000,
                help = "epochs without a better one before the rate falls")
        int patience,

        Watch watch,
        double threshold,
        Threshold thresholdIs,
        int cooldown,
        double lowestRate,
        double eps)
        implements Schedule {

    /** What a threshold is. */
    public enum Threshold {
        PART_OF_THE_BEST,
        ABSOLUTE
    }

    public Plateau {
        Checks.fraction("gamma", gamma);
        Checks.atLeast("patience", 0, patience);
        Checks.atLeast("threshold", 0, threshold);
        Checks.atLeast("cooldown", 0, cooldown);
        Checks.atLeast("lowestRate", 0, lowestRate);
        Checks.atLeast("eps", 0, eps);
    }

    /** PyTorch's defaults, but for a patience of 2 epochs. */
    public Plateau() {
        this(0.1, 2, Watch.LOSS, 1e-4, Threshold.PART_OF_THE_BEST, 0, 0, 1e-8);
    }

    @Override
    public String name() {
        return "plateau";
    }

    public Plateau withGamma(double changed) {
        return new Plateau(changed, patience, watch, threshold, thresholdIs, cooldown, lowestRate, eps);
    }

    public Plateau withPatience(int changed) {
        return new Plateau(gamma, changed, watch, threshold, thresholdIs, cooldown, lowestRate, eps);
    }

    @Override
    public Plateau watching(Watch changed) {
        return new Plateau(gamma, patience, changed, threshold, thresholdIs, cooldown, lowestRate, eps);
    }

    public Plateau withThreshold(double changed, Threshold is) {
        return new Plateau(gamma, patience, watch, changed, is, cooldown, lowestRate, eps);
    }

    public Plateau withCooldown(int changed) {
        return new Plateau(gamma, patience, watch, threshold, thresholdIs, changed, lowestRate, eps);
    }

    public Plateau withLowestRate(double changed) {
        return new Plateau(gamma, patience, watch, threshold, thresholdIs, cooldown, changed, eps);
    }

    public Plateau withEps(double changed) {
        return new Plateau(gamma, patience, watch, threshold, thresholdIs, cooldown, lowestRate, changed);
    }

    @Override
    public Optional<Watch> watched() {
        return Optional.of(watch);
    }

    @Override
    public LearningRates over(Span span) {
        return new Rates(span.learningRate(), this);
    }

    /** Returns whether a score is better than the best so far, by the threshold. */
    public boolean isBetter(double score, double best) {
        double least = thresholdIs == Threshold.ABSOLUTE || Double.isInfinite(best) ? threshold : threshold * best;
        return watch.isBetter(score, best, least);
    }

    /** The rate before any plateau: scores are not known to a function of the step. */
    private record Rates(double startRate, Plateau rule) implements LearningRates {

        @Override
        public double learningRate(long step) {
            return startRate;
        }

        @Override
        public Optional<Plateau> plateau() {
            return Optional.of(rule);
        }
    }
}
