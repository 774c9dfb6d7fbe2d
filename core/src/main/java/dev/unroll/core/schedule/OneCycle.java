package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;
import dev.unroll.core.form.Switch;
import java.util.OptionalDouble;

/**
 * Up to the highest rate and down to almost nothing, once, as PyTorch's {@code OneCycleLR} (Smith and Topin 2018).
 *
 * <p>From {@code highest / startDivisor} up to the highest rate in the first {@code rise} of the steps, then down to {@code
 * highest / startDivisor / endDivisor}; in three phases, down to the start first, as long as the rise was. The momentum goes
 * the other way: from its highest down to its lowest, and up again.
 */
public record OneCycle(
        @Key(help = "move the momentum against the learning rate")
        Switch cycleMomentum,

        double lowestMomentum,
        double highestMomentum,
        double rise,
        Anneal anneal,
        double startDivisor,
        double endDivisor,
        Phases phases)
        implements Schedule {

    /** The curve from one rate to the next. */
    public enum Anneal {
        COS,
        LINEAR
    }

    /** Up and down, or up, back to the start, and down. */
    public enum Phases {
        TWO,
        THREE
    }

    public OneCycle {
        Checks.fraction("lowestMomentum", lowestMomentum);
        Checks.fraction("highestMomentum", highestMomentum);
        if (!(rise >= 0 && rise <= 1)) {
            throw new IllegalArgumentException("rise must be in 0 .. 1 but is " + rise);
        }
        Checks.above("startDivisor", 0, startDivisor);
        Checks.above("endDivisor", 0, endDivisor);
    }

    /** PyTorch's defaults. */
    public OneCycle() {
        this(Switch.ON, 0.85, 0.95, 0.3, Anneal.COS, 25, 1e4, Phases.TWO);
    }

    @Override
    public String name() {
        return "one_cycle";
    }

    /** Returns the schedule that leaves the momentum alone. */
    public OneCycle withoutMomentum() {
        return new OneCycle(
                Switch.OFF, lowestMomentum, highestMomentum, rise, anneal, startDivisor, endDivisor, phases);
    }

    /** Returns the schedule that moves the momentum in another range. */
    public OneCycle withMomentum(double lowest, double highest) {
        return new OneCycle(Switch.ON, lowest, highest, rise, anneal, startDivisor, endDivisor, phases);
    }

    public OneCycle withRise(double changed) {
        return new OneCycle(
                cycleMomentum, lowestMomentum, highestMomentum, changed, anneal, startDivisor, endDivisor, phases);
    }

    public OneCycle withAnneal(Anneal changed) {
        return new OneCycle(
                cycleMomentum, lowestMomentum, highestMomentum, rise, changed, startDivisor, endDivisor, phases);
    }

    public OneCycle withDivisors(double start, double end) {
        return new OneCycle(cycleMomentum, lowestMomentum, highestMomentum, rise, anneal, start, end, phases);
    }

    public OneCycle withPhases(Phases changed) {
        return new OneCycle(
                cycleMomentum, lowestMomentum, highestMomentum, rise, anneal, startDivisor, endDivisor, changed);
    }

    @Override
    public LearningRates over(Span span) {
        return new Rates(this, span);
    }

    private record Rates(OneCycle cycle, Span span) implements LearningRates {

        @Override
        public double learningRate(long step) {
            double start = span.learningRate() / cycle.startDivisor;
            return onCycle(step, start, span.learningRate(), start / cycle.endDivisor);
        }

        @Override
        public OptionalDouble momentum(long step) {
            return cycle.cycleMomentum.isOn()
                    ? OptionalDouble.of(
                            onCycle(step, cycle.highestMomentum, cycle.lowestMomentum, cycle.highestMomentum))
                    : OptionalDouble.empty();
        }

        private double onCycle(long step, double start, double turn, double end) {
            if (step < 0 || step > span.steps()) {
                throw new IllegalArgumentException(
                        "the one-cycle schedule ends after " + span.steps() + " steps but was asked for step " + step);
            }
            double at = (double) step;
            double last = span.steps() - 1.0;
            double top = cycle.rise * span.steps() - 1;
            double middle = 2 * cycle.rise * span.steps() - 2;
            if (at <= top) {
                return between(start, turn, 0, top, at);
            }
            if (cycle.phases == Phases.TWO) {
                return between(turn, end, top, last, at);
            }
            return at <= middle ? between(turn, start, top, middle, at) : between(start, end, middle, last, at);
        }

        /** Returns the rate on the curve from one rate to another; a curve without length is at its end. */
        private double between(double from, double to, double first, double last, double step) {
            double part = first == last ? 1 : (step - first) / (last - first);
            return switch (cycle.anneal) {
                case COS -> to + (from - to) / 2 * (1 + StrictMath.cos(StrictMath.PI * part));
                case LINEAR -> from + (to - from) * part;
            };
        }
    }
}
