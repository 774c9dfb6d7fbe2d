package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import java.util.OptionalDouble;

/**
 * A straight line up to a schedule's first rate, and then the schedule from its start (Goyal et al. 2017).
 *
 * @param steps of the line; its first rate is 1 / steps of its last
 */
public record Warmup(long steps, Schedule then) implements Schedule {

    public Warmup {
        Checks.atLeast("warmup steps", 1, (double) steps);
        if (then.watched().isPresent()) {
            throw new IllegalArgumentException(
                    "a " + then.name() + " schedule cannot be warmed up: its rate depends on scores");
        }
    }

    @Override
    public String name() {
        return "warmup";
    }

    @Override
    public LearningRates over(Span span) {
        if (steps >= span.steps()) {
            throw new IllegalArgumentException("a warm-up must be shorter than the training, which has " + span.steps()
                    + " steps, but has " + steps);
        }
        return new Rates(steps, then.over(span.withSteps(span.steps() - steps)));
    }

    private record Rates(long steps, LearningRates then) implements LearningRates {

        @Override
        public double learningRate(long step) {
            return step < steps ? then.learningRate(0) * (step + 1) / steps : then.learningRate(step - steps);
        }

        @Override
        public OptionalDouble momentum(long step) {
            return then.momentum(Math.max(0, step - steps));
        }
    }
}
