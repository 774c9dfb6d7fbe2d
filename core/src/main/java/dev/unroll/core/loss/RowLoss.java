package dev.unroll.core.loss;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;

/** A loss of rows: each row of a prediction is judged alone, by {@link #row}. No call allocates. */
public non-sealed interface RowLoss extends Loss {

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
        return Loss.mean(rowLosses, rows, divisor);
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
        return Loss.mean(rowLosses, rows, divisor);
    }
}
