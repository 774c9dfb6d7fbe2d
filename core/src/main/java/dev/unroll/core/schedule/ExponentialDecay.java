package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;

/**
 * A rate that falls at every step, as PyTorch's {@code ExponentialLR}: η(t) = η₀ γ^t, with γ for a step.
 *
 * @param gamma the γ of an epoch
 */
public record ExponentialDecay(
        @Key(above = 0, max = 1, help = "what the rate is multiplied with each epoch")
        double gamma) implements Schedule {

    public ExponentialDecay {
        Checks.above("gamma", 0, gamma);
    }

    /** A tenth each epoch. */
    public ExponentialDecay() {
        this(0.1);
    }

    @Override
    public String name() {
        return "exponential";
    }

    @Override
    public LearningRates over(Span span) {
        double ofStep = StrictMath.pow(gamma, 1 / span.epochSteps());
        return step -> span.learningRate() * StrictMath.pow(ofStep, (double) step);
    }
}
