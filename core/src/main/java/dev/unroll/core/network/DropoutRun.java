package dev.unroll.core.network;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Dropout.Mask;

/**
 * Dropout at one place of a network. Whether a number is dropped is a hash of seed, epoch, example, place, time step (unless
 * variational) and unit, so it does not depend on the batch, the chunk, the padding or the order of examples.
 */
final class DropoutRun {

    private final float share;
    private final int site;
    private final Mask steps;
    private final int width;
    private final Kernels kernels;
    private Matrix mask = Matrix.zeros(0, 0);
    private Matrix kept = Matrix.zeros(0, 0);

    DropoutRun(double share, int site, Mask steps, int width, Kernels kernels) {
        this.share = (float) share;
        this.site = site;
        this.steps = steps;
        this.width = width;
        this.kernels = kernels;
    }

    boolean isOff() {
        return share == 0;
    }

    /** Returns the rows with some numbers dropped and the rest scaled; a row is a step, or a whole sequence. */
    Matrix forward(Matrix rows, int count, Batch batch, boolean rowsAreSteps, long seed, long epoch) {
        if (mask.rows() < count) {
            mask = Matrix.zeros(count, width);
            kept = Matrix.zeros(count, width);
        }
        float scale = 1 / (1 - share);
        for (int row = 0; row < count; row++) {
            int b = rowsAreSteps ? batch.unrolling().sequence(row) : row;
            long step = rowsAreSteps && steps == Mask.EACH_STEP ? batch.step(row) : -1;
            long place = ((long) site << 32) + step;
            long prefix = CounterHash.prefix(seed, Purpose.DROPOUT, epoch, batch.example(b), place);
            for (int j = 0; j < width; j++) {
                float unit = (CounterHash.bits(prefix, j) >>> 40) * 0x1p-24f;
                mask.set(row, j, unit < share ? 0 : scale);
            }
            kernels.multiply(rows.data(), rows.at(row), mask.data(), mask.at(row), kept.data(), kept.at(row), width);
        }
        return kept;
    }

    /** Returns the gradient of what was dropped from; overwrites what {@link #forward} returned. */
    Matrix backward(Matrix gradient, int count) {
        for (int row = 0; row < count; row++) {
            kernels.multiply(
                    gradient.data(), gradient.at(row), mask.data(), mask.at(row), kept.data(), kept.at(row), width);
        }
        return kept;
    }
}
