package dev.unroll.core.train;

import dev.unroll.core.network.Options;
import java.util.Map;

/** A straight line from one part of the rate to another in so many steps, then level, as PyTorch's {@code LinearLR}. */
public record Linear(double rate, double startFactor, double endFactor, long span) implements Schedule {

    static final String NAME = "linear";

    public Linear {
        Checks.atLeast("the learning rate", 0, rate);
        Checks.above("start_factor", 0, startFactor);
        Checks.atLeast("end_factor", 0, endFactor);
        Checks.atLeast("total_iters", 1, (double) span);
    }

    static Linear of(double learningRate, long steps, Map<String, ?> values) {
        var options = Options.of("schedule " + NAME, values, "start_factor", "end_factor", "total_iters");
        return new Linear(
                learningRate,
                options.number("start_factor", 1.0 / 3),
                options.number("end_factor", 1),
                options.whole("total_iters", steps));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("start_factor", startFactor, "end_factor", endFactor, "total_iters", span);
    }

    @Override
    public double learningRate(long step) {
        return rate * (startFactor + (endFactor - startFactor) * Math.min(step, span) / span);
    }
}
