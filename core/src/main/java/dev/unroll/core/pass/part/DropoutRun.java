package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Dropout.Mask;
import dev.unroll.core.network.Signal.Kind;
import java.util.Optional;

/**
 * Dropout at one place of a network. Whether a number is dropped is a hash of seed, epoch, example, place, time step (unless
 * variational) and unit, so it does not depend on the batch, the chunk, the padding or the order of examples.
 */
public final class DropoutRun implements PartRun {

    /** What a hash costs, in floats moved. */
    private static final long HASH_WORK = 8;

    private final float share;
    private final int site;
    private final Mask steps;
    private final Kind kind;
    private final Link link;
    private final int width;
    private final Kernels kernels;
    private final Team team;
    private Matrix mask = Matrix.zeros(0, 0);
    private Matrix kept = Matrix.zeros(0, 0);
    private Matrix rows = Matrix.zeros(0, 0);
    private int count;
    private boolean drops;
    private Batch batch = new Batch();
    private long seed;
    private long epoch;

    private final Team.Task drop = this::drop;
    private final Team.Task masked = this::multiply;

    public DropoutRun(Dropout dropout, Link link, Means means) {
        this.share = (float) dropout.share();
        this.site = link.place().dropoutSite();
        this.steps = dropout.mask();
        this.kind = link.given().kind();
        this.link = link;
        this.width = link.given().width();
        this.kernels = means.kernels();
        this.team = means.team();
    }

    /** Returns the rows with some numbers dropped and the rest scaled, or as they are if the pass drops nothing. */
    @Override
    public Matrix forward(Matrix given, Pass pass) {
        this.count = kind.rows(pass.batch());
        this.drops = pass.drops();
        if (!drops) {
            return given;
        }
        this.rows = given;
        if (mask.rows() < count) {
            mask = Matrix.zeros(count, width);
            kept = Matrix.zeros(count, width);
        }
        this.batch = pass.batch();
        this.seed = pass.seed();
        this.epoch = pass.epoch();
        team.run(drop, HASH_WORK * count * width);
        return kept;
    }

    private void drop(int member, int members) {
        float scale = 1 / (1 - share);
        for (int row = Team.from(member, members, count); row < Team.from(member + 1, members, count); row++) {
            int b = kind.sequence(batch, row);
            long step = kind == Kind.STEPS && steps == Mask.EACH_STEP ? batch.step(row) : -1;
            long place = ((long) site << 32) + step;
            long prefix = CounterHash.prefix(seed, Purpose.DROPOUT, epoch, batch.example(b), place);
            int at = mask.at(row);
            for (int j = 0; j < width; j++) {
                float unit = CounterHash.uniform(prefix, j);
                mask.data()[at + j] = unit < share ? 0 : scale;
            }
            kernels.multiply(rows.data(), rows.at(row), mask.data(), at, kept.data(), kept.at(row), width);
        }
    }

    /** As the interface says; overwrites what {@link #forward} returned. */
    @Override
    public Matrix backward(Matrix gradient, Pass pass) {
        if (!drops) {
            return gradient;
        }
        this.rows = gradient;
        team.run(masked, (long) count * width);
        return kept;
    }

    private void multiply(int member, int members) {
        for (int row = Team.from(member, members, count); row < Team.from(member + 1, members, count); row++) {
            kernels.multiply(rows.data(), rows.at(row), mask.data(), mask.at(row), kept.data(), kept.at(row), width);
        }
    }

    @Override
    public Optional<String> nonFinite(Batch batch, int b) {
        return drops ? NonFinite.named(link, kept, batch, b) : Optional.empty();
    }
}
