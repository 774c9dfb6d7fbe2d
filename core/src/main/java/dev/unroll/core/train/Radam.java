package dev.unroll.core.train;

import dev.unroll.core.network.Options;
import java.util.List;
import java.util.Map;

/**
 * Adam that trusts its second moment no more than its variance allows (Liu et al. 2020), as PyTorch's {@code RAdam}.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²
 *   ρ∞ = 2 / (1 − β₂) − 1,  ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)          t step
 *   r = √((ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ)) · √(1 − β₂ᵗ) / (√v + ε) if ρ &gt; 5, else 1
 *   w ← w − η / (1 − β₁ᵗ) · m r         η learning rate
 * </pre>
 */
public record Radam(double beta1, double beta2, double eps, double weightDecay, Goal goal) implements Optimizer {

    static final String NAME = "radam";

    private static final String MEAN = "exp_avg";
    private static final String SQUARES = "exp_avg_sq";

    /** Below this the variance of the second moment has no estimate. */
    private static final double LEAST_TRUSTED = 5;

    public Radam {
        Checks.fraction("the first of betas", beta1);
        Checks.fraction("the second of betas", beta2);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
    }

    /** PyTorch's defaults. */
    public Radam() {
        this(0.9, 0.999, 1e-8, 0, Goal.MINIMIZE);
    }

    static Radam of(Map<String, ?> values) {
        var options = Options.of("optimizer " + NAME, values, "betas", "eps", "weight_decay", "maximize");
        var plain = new Radam();
        List<Double> betas = Adam.betas(options, NAME);
        return new Radam(
                betas.get(0),
                betas.get(1),
                options.number("eps", plain.eps),
                options.number("weight_decay", plain.weightDecay),
                Goal.ofMaximize(options.flag("maximize", false)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> options() {
        return Map.of(
                "betas",
                List.of(beta1, beta2),
                "eps",
                eps,
                "weight_decay",
                weightDecay,
                "maximize",
                goal == Goal.MAXIMIZE);
    }

    @Override
    public Radam withMomentum(double changed) {
        return new Radam(changed, beta2, eps, weightDecay, goal);
    }

    @Override
    public OptimizerState newState(int length) {
        return new OptimizerState(length, MEAN, SQUARES);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] mean = state.slot(MEAN);
        float[] squares = state.slot(SQUARES);
        float rate = (float) (learningRate / (1 - Adam.power(beta1, state.step())));
        float trust = (float) trust(state.step());
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            mean[i] = (float) beta1 * mean[i] + (float) (1 - beta1) * gradient;
            squares[i] = (float) beta2 * squares[i] + (float) (1 - beta2) * (gradient * gradient);
            float scale = trust == 0 ? 1 : trust / ((float) Math.sqrt(squares[i]) + floor);
            values[i] -= rate * mean[i] * scale;
        }
    }

    /** Returns the factor of 1 / (√v + ε) in r; 0 if r is 1. */
    private double trust(long step) {
        double power = Adam.power(beta2, step);
        double limit = 2 / (1 - beta2) - 1;
        double length = limit - 2 * step * power / (1 - power);
        return length > LEAST_TRUSTED
                ? Math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))
                        * Math.sqrt(1 - power)
                : 0;
    }
}
