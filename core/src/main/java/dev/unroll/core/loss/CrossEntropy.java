package dev.unroll.core.loss;

import dev.unroll.core.form.Key;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;

/**
 * Cross entropy of the softmax of a row of logits x with a class y of N, as PyTorch's {@code cross_entropy}.
 *
 * <pre>
 *   t_c  = (1 − ε) w_y [c = y] + ε/N · w_c        ε label smoothing (Szegedy et al. 2016), w class weights
 *   loss = Σ_c t_c (ln Σ eˣ − x_c)
 *   ∂loss/∂x = (Σ t) softmax(x) − t
 * </pre>
 *
 * <p>The mean divides by Σ w_y over the rows that count. A row whose label is {@code ignoreIndex} counts for nothing.
 */
public record CrossEntropy(
        ClassWeights weights,

        @Key(min = 0, below = 1, help = "part of the target spread over all classes")
        double labelSmoothing,

        int ignoreIndex)
        implements RowLoss {

    /** PyTorch's label of rows that do not count. */
    public static final int DEFAULT_IGNORE_INDEX = -100;

    public CrossEntropy {
        if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
            throw new IllegalArgumentException("label_smoothing must be in 0 .. 1 but is " + labelSmoothing);
        }
    }

    /** Plain cross entropy: no weights, no smoothing. */
    public CrossEntropy() {
        this(ClassWeights.none(), 0, DEFAULT_IGNORE_INDEX);
    }

    @Override
    public String name() {
        return "cross_entropy";
    }

    @Override
    public CrossEntropy withClassWeights(ClassWeights changed) {
        return new CrossEntropy(changed, labelSmoothing, ignoreIndex);
    }

    public CrossEntropy withLabelSmoothing(double changed) {
        return new CrossEntropy(weights, changed, ignoreIndex);
    }

    /** Returns the loss whose rows of another label do not count. */
    public CrossEntropy withIgnoreIndex(int changed) {
        return new CrossEntropy(weights, labelSmoothing, changed);
    }

    @Override
    public boolean ignores(int label) {
        return label == ignoreIndex;
    }

    @Override
    public Answers answers() {
        return Answers.CLASSES;
    }

    @Override
    public double divisor(Matrix prediction, int rows, Targets targets) {
        return weights.divisor("cross entropy", prediction.columns(), rows, targets, ignoreIndex);
    }

    @Override
    public double row(
            Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at) {
        int n = prediction.columns();
        int label = targets.requireClasses("cross entropy", row + 1)[row];
        if (label == ignoreIndex) {
            Arrays.fill(gradient, at, at + n, 0);
            return 0;
        }
        double onLabel = (1 - labelSmoothing) * weights.of(label);
        double onEach = labelSmoothing / n;
        double onAll = onEach * weights.sum(n);
        double labelLogit = prediction.get(row, label);
        double logits = onEach == 0 ? 0 : weightedSum(kernels, prediction.data(), prediction.at(row), n);
        double logSum = kernels.softmax(prediction.data(), prediction.at(row), gradient, at, n);

        kernels.multiplyScalar(gradient, at, (float) ((onLabel + onAll) * scale), gradient, at, n);
        if (onEach > 0) {
            float share = (float) (onEach * scale);
            for (int c = 0; c < n; c++) {
                gradient[at + c] -= share * weights.of(c);
            }
        }
        gradient[at + label] -= (float) (onLabel * scale);
        return onLabel * (logSum - labelLogit) + (onEach == 0 ? 0 : onAll * logSum - onEach * logits);
    }

    /** Returns Σ_c w_c x_c. */
    private double weightedSum(Kernels kernels, float[] x, int at, int n) {
        return weights.isNone() ? kernels.sum(x, at, n) : kernels.dot(weights.array(), 0, x, at, n);
    }
}
