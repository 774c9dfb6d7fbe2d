package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Adam and its kin have in common: running means of the gradient and of its square, and how weights decay.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay, if it is coupled: part of the gradient
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²
 *   w ← w − η λ w                       if it is decoupled (Loshchilov and Hutter 2019); η learning rate
 * </pre>
 *
 * @param eps what keeps the division by √v finite
 */
public record Moments(double beta1, double beta2, double eps, double weightDecay, Decay decay, Goal goal) {

    static final String MEAN = "exp_avg";
    static final String SQUARES = "exp_avg_sq";

    /** Where weight decay takes hold. */
    public enum Decay {
        COUPLED,
        DECOUPLED
    }

    public Moments {
        Checks.fraction("the first of betas", beta1);
        Checks.fraction("the second of betas", beta2);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
    }

    /** PyTorch's defaults. */
    public Moments() {
        this(0, Decay.COUPLED);
    }

    /** PyTorch's defaults, but for the weight decay. */
    public Moments(double weightDecay, Decay decay) {
        this(0.9, 0.999, 1e-8, weightDecay, decay, Goal.MINIMIZE);
    }

    /** Returns the options of an optimizer that has these and {@code more}. */
    static Options optionsOf(String optimizer, Map<String, ?> values, String... more) {
        var known = new ArrayList<>(List.of("betas", "eps", "weight_decay", "maximize"));
        known.addAll(List.of(more));
        return Options.of("optimizer " + optimizer, values, known.toArray(String[]::new));
    }

    /** Reads the options of an optimizer; what they do not say is as here. */
    Moments with(String optimizer, Options options) {
        List<Double> betas = options.numbers("betas", List.of(beta1, beta2));
        if (betas.size() != 2) {
            throw new IllegalArgumentException(
                    "betas of optimizer " + optimizer + " must be two numbers but are " + betas);
        }
        return new Moments(
                betas.get(0),
                betas.get(1),
                options.number("eps", eps),
                options.number("weight_decay", weightDecay),
                options.flag("decoupled_weight_decay", decay == Decay.DECOUPLED) ? Decay.DECOUPLED : Decay.COUPLED,
                Goal.ofMaximize(options.flag("maximize", goal == Goal.MAXIMIZE)));
    }

    /** Returns these options and an optimizer's own. */
    Map<String, Object> options(Map<String, Object> more) {
        var options = new HashMap<>(more);
        options.put("betas", List.of(beta1, beta2));
        options.put("eps", eps);
        options.put("weight_decay", weightDecay);
        options.put("maximize", goal == Goal.MAXIMIZE);
        return Map.copyOf(options);
    }

    Moments withBeta1(double changed) {
        return new Moments(changed, beta2, eps, weightDecay, decay, goal);
    }

    Moments withWeightDecay(double changed) {
        return new Moments(beta1, beta2, eps, changed, decay, goal);
    }

    /** Returns the share of a value that is part of its gradient. */
    float coupled() {
        return decay == Decay.COUPLED ? (float) weightDecay : 0;
    }

    /** Returns the share of a value that a step takes from it. */
    float shrink(double learningRate) {
        return decay == Decay.DECOUPLED ? (float) (learningRate * weightDecay) : 0;
    }

    /** Returns the gradient that an update follows downwards. */
    float gradient(float gradient, float value) {
        return goal.sign() * gradient + coupled() * value;
    }

    /** Begins an update: takes the gradients into both means. */
    void follow(float[] values, float[] gradients, OptimizerState state, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] mean = state.slot(MEAN);
        float[] squares = state.slot(SQUARES);
        float sign = goal.sign();
        float share = coupled();
        float keepMean = (float) beta1;
        float shareMean = (float) (1 - beta1);
        float keepSquares = (float) beta2;
        float shareSquares = (float) (1 - beta2);
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + share * values[i];
            mean[i] = keepMean * mean[i] + shareMean * gradient;
            squares[i] = keepSquares * squares[i] + shareSquares * (gradient * gradient);
        }
    }

    /** Returns 1 − β₁ᵗ: what the mean has of its full weight after {@code step} steps. */
    double meanWeight(long step) {
        return 1 - power(beta1, step);
    }

    /** Returns 1 − β₂ᵗ. */
    double squaresWeight(long step) {
        return 1 - power(beta2, step);
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
