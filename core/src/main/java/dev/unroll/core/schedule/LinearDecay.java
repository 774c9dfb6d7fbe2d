package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Map;

/** A straight line from one part of the rate to another in so many steps, then level, as PyTorch's {@code LinearLR}. */
public record LinearDecay(double rate, double startFactor, double endFactor, long span) implements Schedule {

    static final String NAME = "linear";

    public LinearDecay {
        Checks.atLeast("the learning rate", 0, rate);
        Checks.above("start_factor", 0, startFactor);
        Checks.atLeast("end_factor", 0, endFactor);
        Checks.atLeast("total_iters", 1, (double) span);
    }

    static LinearDecay of(double learningRate, long steps, Map<String, ?> values) {
        var options = Options.of("schedule " + NAME, values, "start_factor", "end_factor", "total_iters");
        return new LinearDecay(
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
