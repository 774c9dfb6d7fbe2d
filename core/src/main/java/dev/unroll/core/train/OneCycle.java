package dev.unroll.core.train;

import dev.unroll.core.network.Options;
import java.util.List;
import java.util.Map;

/**
 * Up to the highest rate and down to almost nothing, once, as PyTorch's {@code OneCycleLR} (Smith and Topin 2018).
 *
 * <p>From {@code highestRate / startDivisor} up to {@code highestRate} in the first {@code rise} of the steps, then down
 * to {@code highestRate / startDivisor / endDivisor}; in three phases, down to the start first, as long as the rise was.
 * The momentum is left alone ({@code cycle_momentum=False}).
 */
public record OneCycle(
        double highestRate,
        long steps,
        double rise,
        Anneal anneal,
        double startDivisor,
        double endDivisor,
        Phases phases)
        implements Schedule {

    static final String NAME = "one_cycle";

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
        Checks.above("max_lr", 0, highestRate);
        Checks.atLeast("total_steps", 1, (double) steps);
        if (!(rise >= 0 && rise <= 1)) {
            throw new IllegalArgumentException("pct_start must be in 0 .. 1 but is " + rise);
        }
        Checks.above("div_factor", 0, startDivisor);
        Checks.above("final_div_factor", 0, endDivisor);
    }

    /** PyTorch's defaults. */
    public OneCycle(double highestRate, long steps) {
        this(highestRate, steps, 0.3, Anneal.COS, 25, 1e4, Phases.TWO);
    }

    static OneCycle of(double learningRate, long steps, Map<String, ?> values) {
        var options = Options.of(
                "schedule " + NAME,
                values,
                "max_lr",
                "total_steps",
                "pct_start",
                "anneal_strategy",
                "div_factor",
                "final_div_factor",
                "three_phase");
        var plain = new OneCycle(options.number("max_lr", learningRate), options.whole("total_steps", steps));
        return new OneCycle(
                plain.highestRate,
                plain.steps,
                options.number("pct_start", plain.rise),
                options.word("anneal_strategy", "cos", List.of("cos", "linear")).equals("cos")
                        ? Anneal.COS
                        : Anneal.LINEAR,
                options.number("div_factor", plain.startDivisor),
                options.number("final_div_factor", plain.endDivisor),
                options.flag("three_phase", false) ? Phases.THREE : Phases.TWO);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of(
                "max_lr", highestRate,
                "total_steps", steps,
                "pct_start", rise,
                "anneal_strategy", anneal == Anneal.COS ? "cos" : "linear",
                "div_factor", startDivisor,
                "final_div_factor", endDivisor,
                "three_phase", phases == Phases.THREE);
    }

    @Override
    public double learningRate(long step) {
        if (step < 0 || step > steps) {
            throw new IllegalArgumentException(
                    "the one-cycle schedule ends after " + steps + " steps but was asked for step " + step);
        }
        double at = (double) step;
        double start = highestRate / startDivisor;
        double end = start / endDivisor;
        double last = steps - 1.0;
        double top = rise * steps - 1;
        double middle = 2 * rise * steps - 2;
        if (at <= top) {
            return between(start, highestRate, 0, top, at);
        }
        if (phases == Phases.TWO) {
            return between(highestRate, end, top, last, at);
        }
        return at <= middle ? between(highestRate, start, top, middle, at) : between(start, end, middle, last, at);
    }

    /** Returns the rate on the curve from one rate to another; a curve without length is at its end. */
    private double between(double from, double to, double first, double last, double step) {
        double part = first == last ? 1 : (step - first) / (last - first);
        return switch (anneal) {
            case COS -> to + (from - to) / 2 * (1 + StrictMath.cos(StrictMath.PI * part));
            case LINEAR -> from + (to - from) * part;
        };
    }
}
