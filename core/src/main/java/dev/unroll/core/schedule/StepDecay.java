package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Map;

/** A rate that is multiplied with γ after every so many steps, as PyTorch's {@code StepLR}: η(t) = η₀ γ^⌊t / size⌋. */
public record StepDecay(double startRate, long size, double gamma) implements Schedule {

    static final String NAME = "step";

    public StepDecay {
        Checks.atLeast("the learning rate", 0, startRate);
        Checks.atLeast("step_size", 1, (double) size);
        Checks.above("gamma", 0, gamma);
    }

    static StepDecay of(double learningRate, long steps, Map<String, ?> values) {
        var options = Options.of("schedule " + NAME, values, "step_size", "gamma");
        return new StepDecay(learningRate, options.whole("step_size", steps), options.number("gamma", 0.1));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("step_size", size, "gamma", gamma);
    }

    @Override
    public double learningRate(long step) {
        long decays = step / size;
        return startRate * StrictMath.pow(gamma, (double) decays);
    }
}
