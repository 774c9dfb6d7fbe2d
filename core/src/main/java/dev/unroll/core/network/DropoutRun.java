package dev.unroll.core.network;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Dropout.Mask;

/**
 * Dropout at one place of a network. Whether a number is dropped is a hash of seed, epoch, example, place, time step (unless
 * variational) and unit, so it does not depend on the batch, the chunk, the padding or the order of examples.
 */
final class DropoutRun {

    /** What a hash costs, in floats moved. */
    private static final long HASH_WORK = 8;

    private final float share;
    private final int site;
    private final Mask steps;
    private final int width;
    private final Kernels kernels;
    private final Team team;
    private Matrix mask = Matrix.zeros(0, 0);
    private Matrix kept = Matrix.zeros(0, 0);
    private Matrix rows = Matrix.zeros(0, 0);
    private int count;
    private Batch batch = new Batch();
    private boolean rowsAreSteps;
    private long seed;
    private long epoch;

    private final Team.Task drop = this::drop;
    private final Team.Task masked = this::multiply;

    DropoutRun(double share, int site, Mask steps, int width, Kernels kernels, Team team) {
        this.share = (float) share;
        this.site = site;
        this.steps = steps;
        this.width = width;
        this.kernels = kernels;
        this.team = team;
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
        this.rows = rows;
        this.count = count;
        this.batch = batch;
        this.rowsAreSteps = rowsAreSteps;
        this.seed = seed;
        this.epoch = epoch;
        team.run(drop, HASH_WORK * count * width);
        return kept;
    }

    private void drop(int member, int members) {
        float scale = 1 / (1 - share);
        for (int row = Team.from(member, members, count); row < Team.from(member + 1, members, count); row++) {
            int b = rowsAreSteps ? batch.unrolling().sequence(row) : row;
            long step = rowsAreSteps && steps == Mask.EACH_STEP ? batch.step(row) : -1;
            long place = ((long) site << 32) + step;
            long prefix = CounterHash.prefix(seed, Purpose.DROPOUT, epoch, batch.example(b), place);
            int at = mask.at(row);
            for (int j = 0; j < width; j++) {
                float unit = (CounterHash.bits(prefix, j) >>> 40) * 0x1p-24f;
                mask.data()[at + j] = unit < share ? 0 : scale;
            }
            kernels.multiply(rows.data(), rows.at(row), mask.data(), at, kept.data(), kept.at(row), width);
        }
    }

    /** Returns the gradient of what was dropped from; overwrites what {@link #forward} returned. */
    Matrix backward(Matrix gradient, int count) {
        this.rows = gradient;
        this.count = count;
        team.run(masked, (long) count * width);
        return kept;
    }

    private void multiply(int member, int members) {
        for (int row = Team.from(member, members, count); row < Team.from(member + 1, members, count); row++) {
            kernels.multiply(rows.data(), rows.at(row), mask.data(), mask.at(row), kept.data(), kept.at(row), width);
        }
    }
}
