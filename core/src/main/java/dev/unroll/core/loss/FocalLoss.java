package dev.unroll.core.loss;

import dev.unroll.core.form.Key;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;

/**
 * Cross entropy that counts what is answered rightly and surely less and less. Lin et al. 2017.
 *
 * <pre>
 *   p    = softmax(x)_y                           y the class of the row
 *   loss = −w_y (1 − p)^γ ln p                    γ focus, 0: cross entropy; w class weights
 *   ∂loss/∂x = w_y ((1 − p)^γ − γ p (1 − p)^(γ − 1) ln p) (softmax(x) − [c = y])
 * </pre>
 *
 * <p>The mean divides by Σ w_y over the rows that count. A row of the label {@link CrossEntropy#DEFAULT_IGNORE_INDEX} counts
 * for nothing.
 */
public record FocalLoss(
        ClassWeights weights,

        @Key(min = 0, max = 10, help = "how much less a row counts that is answered rightly; 0: as much as any")
        double focus)
        implements RowLoss {

    private static final int IGNORED = CrossEntropy.DEFAULT_IGNORE_INDEX;

    public FocalLoss {
        if (!(focus >= 0 && focus <= 10)) {
            throw new IllegalArgumentException("focus must be in 0 .. 10 but is " + focus);
        }
    }

    /** The focus of the paper's best results. */
    public FocalLoss() {
        this(ClassWeights.none(), 2);
    }

    @Override
    public String name() {
        return "focal";
    }

    @Override
    public FocalLoss withClassWeights(ClassWeights changed) {
        return new FocalLoss(changed, focus);
    }

    public FocalLoss withFocus(double changed) {
        return new FocalLoss(weights, changed);
    }

    @Override
    public boolean ignores(int label) {
        return label == IGNORED;
    }

    @Override
    public Answers answers() {
        return Answers.CLASSES;
    }

    @Override
    public double divisor(Matrix prediction, int rows, Targets targets) {
        return weights.divisor("focal loss", prediction.columns(), rows, targets, IGNORED);
    }

    @Override
    public double row(
            Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at) {
        int n = prediction.columns();
        int label = targets.requireClasses("focal loss", row + 1)[row];
        if (label == IGNORED) {
            Arrays.fill(gradient, at, at + n, 0);
            return 0;
        }
        double logit = prediction.get(row, label);
        double log = Math.min(0, logit - kernels.softmax(prediction.data(), prediction.at(row), gradient, at, n));
        double rest = -StrictMath.expm1(log);
        double faded = faded(rest);
        // Where nothing is left to gain, ln p / (1 − p) has the limit −1.
        double slope = rest == 0 ? -1 : log / rest;
        double factor = weights.of(label) * faded * (1 - focus * StrictMath.exp(log) * slope);
        kernels.multiplyScalar(gradient, at, (float) (factor * scale), gradient, at, n);
        gradient[at + label] -= (float) (factor * scale);
        return weights.of(label) * faded * (0 - log);
    }

    /** Returns (1 − p)^γ, without StrictMath.pow, which allocates. */
    private double faded(double rest) {
        if (focus == 0) {
            return 1;
        }
        return rest == 0 ? 0 : StrictMath.exp(focus * StrictMath.log(rest));
    }
}
