package dev.unroll.core.schedule;

import dev.unroll.core.form.Options;
import dev.unroll.core.optimizer.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The learning rate as a function of the step: PyTorch's schedules in closed form, so that a run may resume anywhere. */
public sealed interface Schedule
        permits Constant, Cosine, ExponentialDecay, LinearDecay, OneCycle, Plateau, StepDecay, Warmup {

    /**
     * Returns the schedule that a configuration names, with its options, which have PyTorch's names.
     *
     * @param learningRate the rate that it starts from (the highest, for one_cycle)
     * @param steps the length of the run, for schedules that span it
     */
    static Schedule of(String name, double learningRate, long steps, Map<String, ?> options) {
        var names = List.of(
                Constant.NAME,
                Cosine.NAME,
                ExponentialDecay.NAME,
                LinearDecay.NAME,
                OneCycle.NAME,
                Plateau.NAME,
                StepDecay.NAME);
        return switch (Options.choose("schedule", name, names)) {
            case Constant.NAME -> Constant.of(learningRate, options);
            case Cosine.NAME -> Cosine.of(learningRate, steps, options);
            case ExponentialDecay.NAME -> ExponentialDecay.of(learningRate, options);
            case LinearDecay.NAME -> LinearDecay.of(learningRate, steps, options);
            case Plateau.NAME -> Plateau.of(learningRate, options);
            case StepDecay.NAME -> StepDecay.of(learningRate, steps, options);
            default -> OneCycle.of(learningRate, steps, options);
        };
    }

    /** Returns the name in configurations. */
    String name();

    /** Returns all options, as {@link #of} reads them. */
    Map<String, Object> options();

    /** Returns the learning rate of a step; steps count from 0. */
    double learningRate(long step);

    /** Returns the momentum of a step, Adam's β₁; empty if the optimizer's own is meant. */
    default OptionalDouble momentum(long step) {
        return OptionalDouble.empty();
    }

    /** Returns an optimizer with the momentum of a step. */
    default Optimizer cycled(Optimizer optimizer, long step) {
        OptionalDouble momentum = momentum(step);
        return momentum.isPresent() ? optimizer.withMomentum(momentum.getAsDouble()) : optimizer;
    }
}
