package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;

/**
 * A rate that is multiplied with γ after every so many steps, as PyTorch's {@code StepLR}: η(t) = η₀ γ^⌊t / size⌋.
 *
 * @param decayEpochs the size in epochs; rounded to whole steps, one at least
 */
public record StepDecay(
        @Key(above = 0, max = 1e9, help = "epochs after which the rate is multiplied with gamma")
        double decayEpochs,

        @Key(above = 0, max = 1, help = "what the rate is multiplied with")
        double gamma)
        implements Schedule {

    public StepDecay {
        Checks.above("decay_epochs", 0, decayEpochs);
        Checks.above("gamma", 0, gamma);
    }

    /** A tenth after each epoch. */
    public StepDecay() {
        this(1, 0.1);
    }

    @Override
    public String name() {
        return "step";
    }

    public StepDecay withDecayEpochs(double changed) {
        return new StepDecay(changed, gamma);
    }

    public StepDecay withGamma(double changed) {
        return new StepDecay(decayEpochs, changed);
    }

    @Override
    public LearningRates over(Span span) {
        long size = (long) Math.max(1, StrictMath.rint(decayEpochs * span.epochSteps()));
        return step -> {
            long decays = step / size;
            return span.learningRate() * StrictMath.pow(gamma, (double) decays);
        };
    }
}
