package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;

/**
 * Half a cosine from one rate down to another, as PyTorch's {@code CosineAnnealingLR} (Loshchilov and Hutter 2017).
 *
 * <pre>
 *   η(t) = η_min + (η₀ − η_min)(1 + cos(π t / T)) / 2
 * </pre>
 *
 * <p>After T steps the rate rises again, as PyTorch's does.
 */
public record Cosine(double lowestRate) implements Schedule {

    public Cosine {
        Checks.atLeast("lowestRate", 0, lowestRate);
    }

    /** Down to 0, as PyTorch's. */
    public Cosine() {
        this(0);
    }

    @Override
    public String name() {
        return "cosine";
    }

    @Override
    public LearningRates over(Span span) {
        return step -> {
            // Whole periods are taken off first: the cosine of a large angle would lose its last digits.
            double angle = StrictMath.PI * (step % (2 * span.steps())) / span.steps();
            return lowestRate + (span.learningRate() - lowestRate) * (1 + StrictMath.cos(angle)) / 2;
        };
    }
}
