package dev.unroll.core.train;

import dev.unroll.core.network.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Adam with Nesterov's momentum (Dozat 2016), as PyTorch's {@code NAdam}.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²
 *   μ_t = β₁ (1 − 0.96^(t ψ) / 2)       ψ momentum decay, t step;  M ← M μ_t, from 1
 *   w ← w − η ((1 − μ_t) / (1 − M) g + μ_{t+1} / (1 − M μ_{t+1}) m) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 */
public record Nadam(double beta1, double beta2, double eps, double weightDecay, double momentumDecay, Goal goal)
        implements Optimizer {

    static final String NAME = "nadam";

    private static final String MEAN = "exp_avg";
    private static final String SQUARES = "exp_avg_sq";

    /** M, the same number for each parameter: a state has nothing but arrays. */
    private static final String PRODUCT = "mu_product";

    private static final double LN_OF_0_96 = StrictMath.log(0.96);

    public Nadam {
        Checks.fraction("the first of betas", beta1);
        Checks.fraction("the second of betas", beta2);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
        Checks.atLeast("momentum_decay", 0, momentumDecay);
    }

    /** PyTorch's defaults. */
    public Nadam() {
        this(0.9, 0.999, 1e-8, 0, 4e-3, Goal.MINIMIZE);
    }

    static Nadam of(Map<String, ?> values) {
        var options =
                Options.of("optimizer " + NAME, values, "betas", "eps", "weight_decay", "momentum_decay", "maximize");
        var plain = new Nadam();
        List<Double> betas = Adam.betas(options, NAME);
        return new Nadam(
                betas.get(0),
                betas.get(1),
                options.number("eps", plain.eps),
                options.number("weight_decay", plain.weightDecay),
                options.number("momentum_decay", plain.momentumDecay),
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
                "momentum_decay",
                momentumDecay,
                "maximize",
                goal == Goal.MAXIMIZE);
    }

    @Override
    public Nadam withMomentum(double changed) {
        return new Nadam(changed, beta2, eps, weightDecay, momentumDecay, goal);
    }

    @Override
    public OptimizerState newState(int length) {
        var state = new OptimizerState(length, MEAN, SQUARES, PRODUCT);
        Arrays.fill(state.slot(PRODUCT), 1);
        return state;
    }

    private double momentum(long step) {
        return beta1 * (1 - 0.5 * StrictMath.exp(step * momentumDecay * LN_OF_0_96));
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] mean = state.slot(MEAN);
        float[] squares = state.slot(SQUARES);
        float[] product = state.slot(PRODUCT);
        double now = momentum(state.step());
        double next = momentum(state.step() + 1);
        float correction = (float) (1 / Math.sqrt(1 - Adam.power(beta2, state.step())));
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            product[i] *= (float) now;
            float ofGradient = (float) (learningRate * (1 - now) / (1 - product[i]));
            float ofMean = (float) (learningRate * next / (1 - product[i] * next));
            float gradient = sign * gradients[i] + decay * values[i];
            mean[i] = (float) beta1 * mean[i] + (float) (1 - beta1) * gradient;
            squares[i] = (float) beta2 * squares[i] + (float) (1 - beta2) * (gradient * gradient);
            float scale = (float) Math.sqrt(squares[i]) * correction + floor;
            values[i] -= (ofGradient * gradient + ofMean * mean[i]) / scale;
        }
    }
}
