package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Arrays;
import java.util.Map;

/**
 * Steps scaled by the root of all squared gradients so far (Duchi et al. 2011), as PyTorch's {@code Adagrad}.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay
 *   s ← s + g²
 *   w ← w − η / (1 + (t − 1) γ) · g / (√s + ε)     η learning rate, γ its decay, t step
 * </pre>
 *
 * @param start the value of s before the first step
 */
public record Adagrad(double rateDecay, double eps, double weightDecay, double start, Goal goal) implements Optimizer {

    static final String NAME = "adagrad";

    private static final String SUM = "sum";

    public Adagrad {
        Checks.atLeast("lr_decay", 0, rateDecay);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
        Checks.atLeast("initial_accumulator_value", 0, start);
    }

    /** PyTorch's defaults. */
    public Adagrad() {
        this(0, 1e-10, 0, 0, Goal.MINIMIZE);
    }

    static Adagrad of(Map<String, ?> values) {
        var options = Options.of(
                "optimizer " + NAME,
                values,
                "lr_decay",
                "eps",
                "weight_decay",
                "initial_accumulator_value",
                "maximize");
        var plain = new Adagrad();
        return new Adagrad(
                options.number("lr_decay", plain.rateDecay),
                options.number("eps", plain.eps),
                options.number("weight_decay", plain.weightDecay),
                options.number("initial_accumulator_value", plain.start),
                Goal.ofMaximize(options.flag("maximize", false)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of(
                "lr_decay", rateDecay,
                "eps", eps,
                "weight_decay", weightDecay,
                "initial_accumulator_value", start,
                "maximize", goal == Goal.MAXIMIZE);
    }

    @Override
    public Adagrad withWeightDecay(double changed) {
        return new Adagrad(rateDecay, eps, changed, start, goal);
    }

    @Override
    public OptimizerState newState(int length) {
        var state = new OptimizerState(length, SUM);
        Arrays.fill(state.slot(SUM), (float) start);
        return state;
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] sum = state.slot(SUM);
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float rate = (float) (learningRate / (1 + (state.step() - 1) * rateDecay));
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            sum[i] += gradient * gradient;
            values[i] -= rate * (gradient / ((float) Math.sqrt(sum[i]) + floor));
        }
    }
}
