package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A straight line up to a schedule's first rate, and then the schedule from its start (Goyal et al. 2017).
 *
 * @param steps of the line; its first rate is 1 / steps of its last
 */
public record Warmup(long steps, Schedule then) implements Schedule {

    static final String NAME = "warmup";

    public Warmup {
        Checks.atLeast("warmup steps", 1, (double) steps);
        if (then instanceof Plateau) {
            throw new IllegalArgumentException("a plateau schedule cannot be warmed up: its rate depends on scores");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("steps", steps, "then", then.name(), "options", then.options());
    }

    @Override
    public double learningRate(long step) {
        return step < steps ? then.learningRate(0) * (step + 1) / steps : then.learningRate(step - steps);
    }

    @Override
    public OptionalDouble momentum(long step) {
        return then.momentum(Math.max(0, step - steps));
    }
}
