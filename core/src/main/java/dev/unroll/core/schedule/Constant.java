package dev.unroll.core.schedule;

/** The same learning rate at every step. */
public record Constant() implements Schedule {

    @Override
    public String name() {
        return "constant";
    }

    @Override
    public LearningRates over(Span span) {
        return _ -> span.learningRate();
    }
}
