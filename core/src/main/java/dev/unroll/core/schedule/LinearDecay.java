package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;

/** A straight line from one part of the rate to another over the training, then level, as PyTorch's {@code LinearLR}. */
public record LinearDecay(
        double startFactor,

        @Key(min = 0, max = 1, help = "part of the rate that is left at the end")
        double endFactor) implements Schedule {

    public LinearDecay {
        Checks.above("start_factor", 0, startFactor);
        Checks.atLeast("end_factor", 0, endFactor);
    }

    /** From the whole rate down to 0. */
    public LinearDecay() {
        this(1, 0);
    }

    @Override
    public String name() {
        return "linear";
    }

    public LinearDecay withStartFactor(double changed) {
        return new LinearDecay(changed, endFactor);
    }

    public LinearDecay withEndFactor(double changed) {
        return new LinearDecay(startFactor, changed);
    }

    @Override
    public LearningRates over(Span span) {
        return step -> span.learningRate()
                * (startFactor + (endFactor - startFactor) * Math.min(step, span.steps()) / span.steps());
    }
}
