package dev.unroll.core.schedule;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Up to the highest rate and down to almost nothing, once, as PyTorch's {@code OneCycleLR} (Smith and Topin 2018).
 *
 * <p>From {@code highestRate / startDivisor} up to {@code highestRate} in the first {@code rise} of the steps, then down
 * to {@code highestRate / startDivisor / endDivisor}; in three phases, down to the start first, as long as the rise was.
 * The momentum goes the other way: from its highest down to its lowest, and up again.
 */
public record OneCycle(
        double highestRate,
        long steps,
        double rise,
        Anneal anneal,
        double startDivisor,
        double endDivisor,
        Phases phases,
        Optional<Momentum> cycled)
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

    /** The range that momentum cycles in. */
    public record Momentum(double lowest, double highest) {

        /** PyTorch's defaults. */
        public static final Momentum DEFAULT = new Momentum(0.85, 0.95);

        public Momentum {
            Checks.fraction("base_momentum", lowest);
            Checks.fraction("max_momentum", highest);
        }
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
        this(highestRate, steps, 0.3, Anneal.COS, 25, 1e4, Phases.TWO, Optional.of(Momentum.DEFAULT));
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
                "three_phase",
                "cycle_momentum",
                "base_momentum",
                "max_momentum");
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
                options.flag("three_phase", false) ? Phases.THREE : Phases.TWO,
                options.flag("cycle_momentum", true)
                        ? Optional.of(new Momentum(
                                options.number("base_momentum", Momentum.DEFAULT.lowest),
                                options.number("max_momentum", Momentum.DEFAULT.highest)))
                        : Optional.empty());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("max_lr", highestRate);
        options.put("total_steps", steps);
        options.put("pct_start", rise);
        options.put("anneal_strategy", anneal == Anneal.COS ? "cos" : "linear");
        options.put("div_factor", startDivisor);
        options.put("final_div_factor", endDivisor);
        options.put("three_phase", phases == Phases.THREE);
        options.put("cycle_momentum", cycled.isPresent());
        cycled.ifPresent(range -> {
            options.put("base_momentum", range.lowest());
            options.put("max_momentum", range.highest());
        });
        return options;
    }

    @Override
    public double learningRate(long step) {
        double start = highestRate / startDivisor;
        return onCycle(step, start, highestRate, start / endDivisor);
    }

    @Override
    public OptionalDouble momentum(long step) {
        return cycled.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(onCycle(
                        step,
                        cycled.get().highest(),
                        cycled.get().lowest(),
                        cycled.get().highest()));
    }

    private double onCycle(long step, double start, double turn, double end) {
        if (step < 0 || step > steps) {
            throw new IllegalArgumentException(
                    "the one-cycle schedule ends after " + steps + " steps but was asked for step " + step);
        }
        double at = (double) step;
        double last = steps - 1.0;
        double top = rise * steps - 1;
        double middle = 2 * rise * steps - 2;
        if (at <= top) {
            return between(start, turn, 0, top, at);
        }
        if (phases == Phases.TWO) {
            return between(turn, end, top, last, at);
        }
        return at <= middle ? between(turn, start, top, middle, at) : between(start, end, middle, last, at);
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
