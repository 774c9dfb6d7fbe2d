package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Options;
import java.util.Map;

/**
 * Steps as long as earlier steps were, for gradients as long as earlier ones (Zeiler 2012), as PyTorch's {@code Adadelta}.
 *
 * <pre>
 *   g ← ±g + λ w                        λ weight decay
 *   v ← ρ v + (1 − ρ) g²
 *   d = √(u + ε) / √(v + ε) · g
 *   u ← ρ u + (1 − ρ) d²
 *   w ← w − η d                         η learning rate
 * </pre>
 */
public record Adadelta(double rho, double eps, double weightDecay, Goal goal) implements Optimizer {

    static final String NAME = "adadelta";

    private static final String SQUARES = "square_avg";
    private static final String STEPS = "acc_delta";

    public Adadelta {
        Checks.fraction("rho", rho);
        Checks.atLeast("eps", 0, eps);
        Checks.atLeast("weight_decay", 0, weightDecay);
    }

    /** PyTorch's defaults. */
    public Adadelta() {
        this(0.9, 1e-6, 0, Goal.MINIMIZE);
    }

    static Adadelta of(Map<String, ?> values) {
        var options = Options.of("optimizer " + NAME, values, "rho", "eps", "weight_decay", "maximize");
        var plain = new Adadelta();
        return new Adadelta(
                options.number("rho", plain.rho),
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
        return Map.of("rho", rho, "eps", eps, "weight_decay", weightDecay, "maximize", goal == Goal.MAXIMIZE);
    }

    @Override
    public Adadelta withWeightDecay(double changed) {
        return new Adadelta(rho, eps, changed, goal);
    }

    @Override
    public OptimizerState newState(int length) {
        return new OptimizerState(length, SQUARES, STEPS);
    }

    @Override
    public void update(float[] values, float[] gradients, OptimizerState state, double learningRate, int from, int to) {
        state.requireStepOn(values, gradients, from, to);
        float[] squares = state.slot(SQUARES);
        float[] steps = state.slot(STEPS);
        float sign = goal.sign();
        float decay = (float) weightDecay;
        float rate = (float) learningRate;
        float keep = (float) rho;
        float share = (float) (1 - rho);
        float floor = (float) eps;
        for (int i = from; i < to; i++) {
            float gradient = sign * gradients[i] + decay * values[i];
            squares[i] = keep * squares[i] + share * (gradient * gradient);
            float step = (float) Math.sqrt(steps[i] + floor) / (float) Math.sqrt(squares[i] + floor) * gradient;
            steps[i] = keep * steps[i] + share * (step * step);
            values[i] -= rate * step;
        }
    }
}
