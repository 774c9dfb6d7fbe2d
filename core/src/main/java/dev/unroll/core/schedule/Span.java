package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;

/**
 * The training that a schedule is laid over.
 *
 * @param learningRate the rate that it starts from, or the highest of one that rises
 * @param steps its length
 * @param epochSteps the steps of an epoch; a part of one is counted, too
 */
public record Span(double learningRate, long steps, double epochSteps) {

    public Span {
        Checks.atLeast("the learning rate", 0, learningRate);
        Checks.atLeast("steps", 1, (double) steps);
        Checks.above("epochSteps", 0, epochSteps);
    }

    /** A training of one epoch. */
    public Span(double learningRate, long steps) {
        this(learningRate, steps, (double) steps);
    }

    Span withSteps(long changed) {
        return new Span(learningRate, changed, epochSteps);
    }
}
