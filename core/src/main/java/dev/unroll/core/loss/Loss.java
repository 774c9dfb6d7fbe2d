package dev.unroll.core.loss;

import dev.unroll.core.form.Options;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.List;
import java.util.Map;

/**
 * How far predictions are from their targets: a mean over rows or elements, exactly as PyTorch's {@code
 * reduction="mean"} takes it, and its gradient.
 *
 * <p>A loss is defined by one row ({@link #row}) and by what the sum over rows is divided by ({@link #divisor}); so
 * threads may share the rows. The sum is one chain of doubles in row order, whoever computed the rows. Where nothing
 * counts (no rows, or every label ignored) the loss and its gradient are 0, not NaN. No call allocates.
 */
public sealed interface Loss permits AbsoluteError, BinaryCrossEntropy, CrossEntropy, Huber, MeanSquaredError {

    /** Returns the loss that a configuration names, with its options, which have PyTorch's names. */
    static Loss of(String name, Map<String, ?> options) {
        var names = List.of(
                AbsoluteError.NAME, BinaryCrossEntropy.NAME, CrossEntropy.NAME, Huber.NAME, MeanSquaredError.NAME);
        return switch (Options.choose("loss", name, names)) {
            case AbsoluteError.NAME -> AbsoluteError.of(options);
            case CrossEntropy.NAME -> CrossEntropy.of(options);
            case Huber.NAME -> Huber.of(options);
            case BinaryCrossEntropy.NAME -> BinaryCrossEntropy.of(options);
            default -> MeanSquaredError.of(options);
        };
    }

    /** Returns the name in configurations. */
    String name();

    /** Returns all options, as {@link #of} reads them. */
    Map<String, Object> options();

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
