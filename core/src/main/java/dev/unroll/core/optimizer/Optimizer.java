package dev.unroll.core.optimizer;

import dev.unroll.core.form.Key;
import dev.unroll.core.form.Kind;
import dev.unroll.core.kernel.Kernels;

/**
 * A rule that moves parameters along their gradients, element by element: PyTorch's rules and defaults. A record, whose keys
 * are its settings; {@link Optimizers} lists those that a configuration can name.
 *
 * <p>Each operation rounds once to float, in the order of the source; scalars of a step are computed in double. So any
 * split into ranges, on any number of threads, gives the same bits. No update allocates.
 */
public interface Optimizer extends Kind {

    /** Returns the optimizer with another momentum, Adam's β₁; throws if it has none. */
    default Optimizer withMomentum(double momentum) {
        throw new IllegalArgumentException(
                "optimizer " + name() + " has no momentum to cycle; set cycle_momentum to false");
    }

    /** Returns λ, the pull of the values toward zero: a part of their gradient, or, decoupled, of themselves. */
    @Key(min = 0, max = 1e3, help = "pull of the weights toward zero")
    double weightDecay();

    /** Returns the optimizer with another weight decay. */
    Optimizer withWeightDecay(double weightDecay);

    /** Returns the state before the first step, for {@code length} parameters. */
    OptimizerState newState(int length);

    /**
     * Updates the parameters {@code from .. to}, once a step: {@link OptimizerState#advance} begins the step, and
     * {@link OptimizerState#dropFaded} ends it.
     *
     * @param values overwritten in the range
     * @param gradients read only
     */
    void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to);

    /** Does one step on all parameters. */
    default void step(float[] values, float[] gradients, OptimizerState state, double learningRate) {
        state.advance();
        update(values, gradients, state, learningRate, 0, values.length);
        state.dropFaded(Kernels.scalar(), 0, values.length);
    }
}
