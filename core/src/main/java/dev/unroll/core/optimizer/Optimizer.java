package dev.unroll.core.optimizer;

import dev.unroll.core.form.Options;
import java.util.List;
import java.util.Map;

/**
 * A rule that moves parameters along their gradients, element by element: PyTorch's rules, options and defaults.
 *
 * <p>Each operation rounds once to float, in the order of the source; scalars of a step are computed in double. So any
 * split into ranges, on any number of threads, gives the same bits. No update allocates.
 */
public sealed interface Optimizer permits Adadelta, Adagrad, Adam, AdamW, Nadam, Radam, RmsProp, Sgd {

    /** Returns the optimizer that a configuration names, with its options, which have PyTorch's names. */
    static Optimizer of(String name, Map<String, ?> options) {
        var names = List.of(
                Adadelta.NAME, Adagrad.NAME, Adam.NAME, AdamW.NAME, Nadam.NAME, Radam.NAME, RmsProp.NAME, Sgd.NAME);
        return switch (Options.choose("optimizer", name, names)) {
            case Adadelta.NAME -> Adadelta.of(options);
            case Adagrad.NAME -> Adagrad.of(options);
            case Nadam.NAME -> Nadam.of(options);
            case Radam.NAME -> Radam.of(options);
            case Sgd.NAME -> Sgd.of(options);
            case RmsProp.NAME -> RmsProp.of(options);
            case Adam.NAME -> Adam.of(options);
            default -> AdamW.of(options);
        };
    }

    /** Returns the name in configurations. */
    String name();

    /** Returns all options, as {@link #of} reads them. */
    Map<String, Object> options();

    /** Returns the optimizer with another momentum, Adam's β₁; throws if it has none. */
    default Optimizer withMomentum(double momentum) {
        throw new IllegalArgumentException(
                "optimizer " + name() + " has no momentum to cycle; set cycle_momentum to false");
    }

    /** Returns λ, the pull of the values toward zero: a part of their gradient, or, decoupled, of themselves. */
    double weightDecay();

    /** Returns the optimizer with another weight decay. */
    Optimizer withWeightDecay(double weightDecay);

    /** Returns the state before the first step, for {@code length} parameters. */
    OptimizerState newState(int length);

    /**
     * Updates the parameters {@code from .. to}, once a step; {@link OptimizerState#advance} begins the step.
     *
     * @param values overwritten in the range
     * @param gradients read only
     */
    void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to);

    /** Does one step on all parameters: {@link OptimizerState#advance}, then {@link #update}. */
    default void step(float[] values, float[] gradients, OptimizerState state, double learningRate) {
        state.advance();
        update(values, gradients, state, learningRate, 0, values.length);
    }
}
