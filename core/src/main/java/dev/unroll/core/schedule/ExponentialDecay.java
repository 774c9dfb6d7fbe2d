package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Map;

/** A rate that is multiplied with γ at every step, as PyTorch's {@code ExponentialLR}: η(t) = η₀ γ^t. */
public record ExponentialDecay(double startRate, double gamma) implements Schedule {

    static final String NAME = "exponential";

    public ExponentialDecay {
        Checks.atLeast("the learning rate", 0, startRate);
        Checks.above("gamma", 0, gamma);
    }

    static ExponentialDecay of(double learningRate, Map<String, ?> values) {
        var options = Options.of("schedule " + NAME, values, "gamma");
        return new ExponentialDecay(learningRate, options.number("gamma", 1));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("gamma", gamma);
    }

    @Override
    public double learningRate(long step) {
        return startRate * StrictMath.pow(gamma, (double) step);
    }
}
