package dev.unroll.core.schedule;

import dev.unroll.core.optimizer.Optimizer;
import java.util.Optional;
import java.util.OptionalDouble;

/** The learning rate as a function of the step: PyTorch's schedules in closed form, so that a run may resume anywhere. */
@FunctionalInterface
public interface LearningRates {

    /** Returns the learning rate of a step; steps count from 0. */
    double learningRate(long step);

    /** Returns the momentum of a step, Adam's β₁; empty if the optimizer's own is meant. */
    default OptionalDouble momentum(long step) {
        return OptionalDouble.empty();
    }

    /** Returns the rule by which scores lower the rate; empty if none does. */
    default Optional<Plateau> plateau() {
        return Optional.empty();
    }

    /** Returns an optimizer with the momentum of a step. */
    default Optimizer cycled(Optimizer optimizer, long step) {
        OptionalDouble momentum = momentum(step);
        return momentum.isPresent() ? optimizer.withMomentum(momentum.getAsDouble()) : optimizer;
    }
}
