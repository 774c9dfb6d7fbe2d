package dev.unroll.core;

import dev.unroll.core.form.OptionException;
import dev.unroll.core.schedule.Schedule;
import java.util.Map;
import java.util.Set;

/** The learning rate at each step. */
final class ScheduleParity implements ParityCase {

    private static final Map<String, String> NAMES = Map.of(
            "OneCycleLR",
            "one_cycle",
            "CosineAnnealingLR",
            "cosine",
            "StepLR",
            "step",
            "ExponentialLR",
            "exponential",
            "LinearLR",
            "linear");

    /** Options that no learning rate depends on. */
    private static final Set<String> APART =
            Set.of("cycle_momentum", "base_momentum", "max_momentum", "last_epoch", "verbose");

    @Override
    public void check(PyTorchCase given) throws NotSupportedException {
        Map<String, Object> options = given.options("options");
        options.keySet().removeAll(APART);
        String name = (String) options.remove("schedule");
        if (options.containsKey("epochs")) {
            options.put("total_steps", (double) options.remove("epochs") * (double) options.remove("steps_per_epoch"));
        }
        int steps = given.whole("steps");
        Schedule schedule = schedule(NAMES.getOrDefault(name, name), given.number("base_lr"), steps, options);
        float[] rates = new float[steps];
        for (int step = 0; step < steps; step++) {
            rates[step] = (float) schedule.learningRate(step);
        }
        given.assertClose("lr", rates);
    }

    private static Schedule schedule(String name, double learningRate, int steps, Map<String, Object> options)
            throws NotSupportedException {
        try {
            return Schedule.of(name, learningRate, steps, options);
        } catch (OptionException e) {
            throw new NotSupportedException(e);
        }
    }
}
