package dev.unroll.core;

import dev.unroll.core.schedule.Cosine;
import dev.unroll.core.schedule.ExponentialDecay;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.LinearDecay;
import dev.unroll.core.schedule.OneCycle;
import dev.unroll.core.schedule.Span;
import dev.unroll.core.schedule.StepDecay;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The learning rate at each step. PyTorch counts in steps: an epoch of one step here. */
final class ScheduleParity implements ParityCase {

    /** Options that no learning rate depends on. */
    private static final Set<String> APART =
            Set.of("cycle_momentum", "base_momentum", "max_momentum", "last_epoch", "verbose");

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        Map<String, Object> options = given.options("options");
        options.keySet().removeAll(APART);
        int steps = given.whole("steps");
        LearningRates schedule = rates(new Options(options), given.number("base_lr"), steps);
        float[] rates = new float[steps];
        for (int step = 0; step < steps; step++) {
            rates[step] = (float) schedule.learningRate(step);
        }
        given.assertClose("lr", rates);
    }

    private static LearningRates rates(Options options, double rate, int steps) throws NotSupportedException {
        String name = options.text("schedule");
        LearningRates rates =
                switch (name) {
                    case "CosineAnnealingLR" ->
                        new Cosine(options.number("eta_min", 0))
                                .over(new Span(rate, (long) options.number("T_max", steps), 1));
                    case "ExponentialLR" -> new ExponentialDecay(options.number("gamma", 1)).over(span(rate, steps));
                    case "StepLR" ->
                        new StepDecay(options.number("step_size", 1), options.number("gamma", 0.1))
                                .over(span(rate, steps));
                    case "LinearLR" ->
                        new LinearDecay(options.number("start_factor", 1.0 / 3), options.number("end_factor", 1))
                                .over(span(rate, (long) options.number("total_iters", 5)));
                    case "OneCycleLR" -> {
                        double product = options.number("epochs", 1) * options.number("steps_per_epoch", steps);
                        yield oneCycle(options).over(span(options.number("max_lr", rate), (long)
                                options.number("total_steps", product)));
                    }
                    default -> throw new NotSupportedException("schedule schedule=" + name);
                };
        options.requireNoMore();
        return rates;
    }

    private static OneCycle oneCycle(Options options) throws NotSupportedException {
        OneCycle plain = new OneCycle();
        return plain.withRise(options.number("pct_start", plain.rise()))
                .withDivisors(
                        options.number("div_factor", plain.startDivisor()),
                        options.number("final_div_factor", plain.endDivisor()));
    }

    private static Span span(double rate, long steps) {
        return new Span(rate, steps, 1);
    }

    /** PyTorch's options, each taken once. */
    private record Options(Map<String, Object> left) {

        Options {
            left = new HashMap<>(left);
        }

        String text(String name) {
            return (String) left.remove(name);
        }

        double number(String name, double otherwise) {
            return left.containsKey(name) ? (double) left.remove(name) : otherwise;
        }

        void requireNoMore() throws NotSupportedException {
            if (!left.isEmpty()) {
                throw new NotSupportedException(
                        "schedule " + left.keySet().iterator().next());
            }
        }
    }
}
