package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Map;

/** The same learning rate at every step. */
public record Constant(double learningRate) implements Schedule {

    static final String NAME = "constant";

    public Constant {
        Checks.atLeast("the learning rate", 0, learningRate);
    }

    static Constant of(double learningRate, Map<String, ?> values) {
        Options.of("schedule " + NAME, values);
        return new Constant(learningRate);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of();
    }

    @Override
    public double learningRate(long step) {
        return learningRate;
    }
}
