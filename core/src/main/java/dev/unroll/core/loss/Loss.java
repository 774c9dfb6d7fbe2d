package dev.unroll.core.loss;

import dev.unroll.core.form.Kind;
import dev.unroll.core.kernel.Matrix;

/**
 * How far predictions are from their targets: a mean, exactly as PyTorch's {@code reduction="mean"} takes it, and its
 * gradient.
 *
 * <p>A loss is a sum of the losses of units, rows ({@link RowLoss}) or whole sequences ({@link SequenceLoss}), over a {@link
 * #divisor}; so threads may share the units. The sum is one chain of doubles in the order of the units, whoever computed
 * them. Where nothing counts (no rows, every label ignored, every value missing: NaN) the loss and its gradient are 0, not NaN.
 *
 * <p>A loss is a record, whose keys are its settings; {@link Losses} lists those that a configuration can name.
 */
public sealed interface Loss extends Kind permits RowLoss, SequenceLoss {

    /** What rows of outputs say. */
    enum Answers {
        /** One class a row, by as many logits; targets are classes. */
        CLASSES,
        /** Yes or no a column, by its logit; targets are 0 .. 1. */
        DECISIONS,
        /** A value a column. */
        VALUES,
        /** Several columns for each value: what it may be, and how likely. */
        DISTRIBUTIONS,
        /** A label or none a row, by as many logits and one for none; targets are labels whose rows nobody knows. */
        TRANSCRIPTS
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
     * Returns what the sum of the losses of all units is divided by, after checking every target; throws if one does not fit.
     *
     * @param prediction [≥ rows, N]
     */
    double divisor(Matrix prediction, int rows, Targets targets);

    /** Returns the sum of the losses of the first units, in their order, over the divisor; 0 if the divisor is 0. */
    static double mean(double[] losses, int units, double divisor) {
        double sum = 0;
        for (int i = 0; i < units; i++) {
            sum += losses[i];
        }
        return divisor == 0 ? 0 : sum / divisor;
    }
}
