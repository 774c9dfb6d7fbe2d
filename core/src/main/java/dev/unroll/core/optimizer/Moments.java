package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;
import dev.unroll.core.form.Switch;

/**
 * What Adam and its kin have in common: running means of the gradient and of its square, and how weights decay.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay, unless it is decoupled: part of the gradient
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²
 *   w ← w − η λ w                       if it is decoupled (Loshchilov and Hutter 2019); η learning rate
 * </pre>
 */
interface Moments extends Optimizer {

    /** The slot of m. */
    String MEAN = "exp_avg";

    /** The slot of v. */
    String SQUARES = "exp_avg_sq";

    @Key(min = 0, below = 1, help = "memory of the gradients")
    double beta1();

    @Key(min = 0, below = 1, help = "memory of the squared gradients")
    double beta2();

    /** Returns what keeps the division by √v finite. */
    @Key(above = 0, max = 1, help = "keeps the division finite")
    double eps();

    /** Returns whether weights shrink by themselves, and the gradient knows nothing of it. */
    @Key(help = "pull at the weights themselves, as adamw does, not at their gradient")
    Switch decoupledWeightDecay();

    Goal goal();

    /** Throws unless all are in their ranges. */
    static void check(double beta1, double beta2, double eps, double weightDecay) {
        Checks.fraction("beta1", beta1);
        Checks.fraction("beta2", beta2);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
    }

    /** Returns the share of a value that is part of its gradient. */
    static float coupled(Moments rule) {
        return rule.decoupledWeightDecay().isOn() ? 0 : (float) rule.weightDecay();
    }

    /** Returns the share of a value that a step takes from it. */
    static float shrink(Moments rule, double learningRate) {
        return rule.decoupledWeightDecay().isOn() ? (float) (learningRate * rule.weightDecay()) : 0;
    }

    /** Begins an update: takes the gradients into both means. */
    static void follow(Moments rule, float[] values, float[] gradients, OptimizerState state, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] mean = state.slot(MEAN);
        float[] squares = state.slot(SQUARES);
        float sign = rule.goal().sign();
        float share = coupled(rule);
        float keepMean = (float) rule.beta1();
        float shareMean = (float) (1 - rule.beta1());
        float keepSquares = (float) rule.beta2();
        float shareSquares = (float) (1 - rule.beta2());
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + share * values[i];
            mean[i] = keepMean * mean[i] + shareMean * gradient;
            squares[i] = keepSquares * squares[i] + shareSquares * (gradient * gradient);
        }
    }

    /** Returns 1 − β₁ᵗ: what the mean has of its full weight after {@code step} steps. */
    static double meanWeight(Moments rule, long step) {
        return 1 - power(rule.beta1(), step);
    }

    /** Returns 1 − β₂ᵗ. */
    static double squaresWeight(Moments rule, long step) {
        return 1 - power(rule.beta2(), step);
    }

    /** Returns base to the power of an exponent above 0, by squaring: StrictMath.pow allocates. */
    private static double power(double base, long exponent) {
        double power = 1;
        double square = base;
        for (long bits = exponent; bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }
}
