package dev.unroll.core.optimizer;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Key;

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
public record Adadelta(
        @Key(min = 0, below = 1, help = "memory of the squared gradients and steps")
        double rho,

        @Key(above = 0, max = 1, help = "keeps the division finite, and begins the first step")
        double eps,

        double weightDecay,
        Goal goal)
        implements Optimizer {

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

    @Override
    public String name() {
        return "adadelta";
    }

    public Adadelta withRho(double changed) {
        return new Adadelta(changed, eps, weightDecay, goal);
    }

    public Adadelta withEps(double changed) {
        return new Adadelta(rho, changed, weightDecay, goal);
    }

    @Override
    public Adadelta withWeightDecay(double changed) {
        return new Adadelta(rho, eps, changed, goal);
    }

    public Adadelta withGoal(Goal changed) {
        return new Adadelta(rho, eps, weightDecay, changed);
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
