package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Map;

/**
 * Half a cosine from one rate down to another, as PyTorch's {@code CosineAnnealingLR} (Loshchilov and Hutter 2017).
 *
 * <pre>
 *   η(t) = η_min + (η₀ − η_min)(1 + cos(π t / T)) / 2
 * </pre>
 *
 * <p>After T steps the rate rises again, as PyTorch's does.
 */
public record Cosine(double startRate, long halfPeriod, double lowestRate) implements Schedule {

    static final String NAME = "cosine";

    public Cosine {
        Checks.atLeast("the learning rate", 0, startRate);
        Checks.atLeast("T_max", 1, (double) halfPeriod);
        Checks.atLeast("eta_min", 0, lowestRate);
    }

    static Cosine of(double learningRate, long steps, Map<String, ?> values) {
        var options = Options.of("schedule " + NAME, values, "T_max", "eta_min");
        return new Cosine(learningRate, options.whole("T_max", steps), options.number("eta_min", 0));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("T_max", halfPeriod, "eta_min", lowestRate);
    }

    @Override
    public double learningRate(long step) {
        // Whole periods are taken off first: the cosine of a large angle would lose its last digits.
        double angle = StrictMath.PI * (step % (2 * halfPeriod)) / halfPeriod;
        return lowestRate + (startRate - lowestRate) * (1 + StrictMath.cos(angle)) / 2;
    }
}
