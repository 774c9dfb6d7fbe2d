package dev.unroll.core.loss;

import dev.unroll.core.form.Kind;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;

/**
 * How far predictions are from their targets: a mean over rows or elements, exactly as PyTorch's {@code
 * reduction="mean"} takes it, and its gradient.
 *
 * <p>A loss is defined by one row ({@link #row}) and by what the sum over rows is divided by ({@link #divisor}); so
 * threads may share the rows. The sum is one chain of doubles in row order, whoever computed the rows. Where nothing
 * counts (no rows, every label ignored, every value missing: NaN) the loss and its gradient are 0, not NaN. No call allocates.
 *
 * <p>A loss is a record, whose keys are its settings; {@link Losses} lists those that a configuration can name.
 */
public interface Loss extends Kind {

    /** What rows of outputs say. */
    enum Answers {
        /** One class a row, by as many logits; targets are classes. */
        CLASSES,
        /** Yes or no a column, by its logit; targets are 0 .. 1. */
        DECISIONS,
        /** A value a column. */
        VALUES,
        /** Several columns for each value: what it may be, and how likely. */
        DISTRIBUTIONS
    }

    /** Returns what the rows say that it judges. */
    Answers answers();

    /** Returns how many columns say one value. */
    default int outputsPerValue() {
        return 1;
    }

    /**
     * Returns of how many values a row speaks.
     *
     * @param who what messages call the loss
     * @throws IllegalArgumentException if the columns are no multiple of {@link #outputsPerValue}
     */
    default int valuesPerRow(String who, Matrix prediction) {
        if (prediction.columns() % outputsPerValue() != 0) {
            throw new IllegalArgumentException(who + " needs " + outputsPerValue() + " outputs for each value but has "
                    + prediction.columns() + " in all");
        }
        return prediction.columns() / outputsPerValue();
    }

    /** Returns whether a row of this label counts for nothing. */
    default boolean ignores(int label) {
        return false;
    }

    /** Returns the loss that counts each class by its weight; throws if it knows no classes. */
    default Loss withClassWeights(ClassWeights weights) {
        throw new IllegalArgumentException(
                "loss " + name() + " has no classes to weigh; set class_balance to 0, or use cross_entropy");
    }

    /**
     * Returns what the sum of the row losses is divided by, after checking every target; throws if one does not fit.
     *
     * @param prediction [≥ rows, N]
     */
    double divisor(Matrix prediction, int rows, Targets targets);

    /**
     * Returns the loss of one row, not yet divided, and writes {@code scale} times its gradient.
     *
     * @param prediction [≥ rows, N]
     * @param gradient overwritten at {@code at .. at + N}; may be the row of the prediction itself
     */
    double row(Kernels kernels, Matrix prediction, int row, Targets targets, float scale, float[] gradient, int at);

    /**
     * Returns the mean loss of the first {@code rows} rows and writes its gradient.
     *
     * @param prediction [≥ rows, N]
     * @param gradient [≥ rows, N], overwritten in its first {@code rows} rows; may be the prediction
     * @param rowLosses overwritten: the loss of each row, not yet divided; a row that is not finite names the culprit
     */
    default double lossAndGradient(
            Kernels kernels, Matrix prediction, int rows, Targets targets, Matrix gradient, double[] rowLosses) {
        double divisor = divisor(prediction, rows, targets);
        float scale = divisor == 0 ? 0 : (float) (1 / divisor);
        for (int r = 0; r < rows; r++) {
            rowLosses[r] = row(kernels, prediction, r, targets, scale, gradient.data(), gradient.at(r));
        }
        return mean(rowLosses, rows, divisor);
    }

    /**
     * Returns the mean loss of the first {@code rows} rows, with the bits of {@link #lossAndGradient}.
     *
     * @param scratch overwritten, at least N floats
     * @param rowLosses overwritten: the loss of each row, not yet divided
     */
    default double loss(
            Kernels kernels, Matrix prediction, int rows, Targets targets, float[] scratch, double[] rowLosses) {
        double divisor = divisor(prediction, rows, targets);
        for (int r = 0; r < rows; r++) {
            rowLosses[r] = row(kernels, prediction, r, targets, 1, scratch, 0);
        }
        return mean(rowLosses, rows, divisor);
    }

    /** Returns the sum of the row losses, in row order, over the divisor; 0 if the divisor is 0. */
    static double mean(double[] rowLosses, int rows, double divisor) {
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            sum += rowLosses[r];
        }
        return divisor == 0 ? 0 : sum / divisor;
    }
}
