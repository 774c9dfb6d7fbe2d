package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Batch;

/** A learned vector for each token, looked up; and the gradients of those that were looked up. */
public final class Table {

    private final Kernels kernels;
    private final Team team;
    private final Matrix vectors;
    private final boolean learns;
    private final Matrix sums;
    private Matrix rows = Pass.NONE;
    private Batch batch = new Batch();

    private final Team.Task look = this::look;
    private final Team.Task add = this::add;

    /** Makes a table of the parameter of that name. */
    public Table(String parameter, Material material, Means means) {
        this.kernels = means.kernels();
        this.team = means.team();
        this.vectors = material.parameter(parameter);
        this.learns = !material.isFrozen(material.layout().window(parameter).role());
        this.sums = means.gradient(parameter);
    }

    public int tokens() {
        return vectors.rows();
    }

    public int width() {
        return vectors.columns();
    }

    /** Writes the vectors of a batch's tokens into the first columns of the rows. */
    public void look(Batch of, Matrix into) {
        batch = of;
        rows = into;
        team.run(look, (long) batch.unrolling().rows() * width());
    }

    private void look(int member, int members) {
        int count = batch.unrolling().rows();
        for (int row = Team.from(member, members, count); row < Team.from(member + 1, members, count); row++) {
            Rows.copyRow(vectors, batch.tokens()[row], 0, rows, row, 0, width());
        }
    }

    /** Adds the gradient of each row, its first columns, to that of its token, in row order: the last step first. */
    public void add(Matrix gradient, Batch of) {
        if (learns) {
            batch = of;
            rows = gradient;
            team.run(add, (long) batch.unrolling().rows() * width());
        }
    }

    private void add(int member, int members) {
        int from = firstColumn(member, members);
        int to = firstColumn(member + 1, members);
        for (int row = 0; row < batch.unrolling().rows(); row++) {
            int at = sums.at(batch.tokens()[row]) + from;
            kernels.add(sums.data(), at, rows.data(), rows.at(row) + from, sums.data(), at, to - from);
        }
    }

    /** Returns the first of the columns that {@code member} adds to: whole vectors, so that no two share a cache line. */
    private int firstColumn(int member, int members) {
        int count = Math.ceilDiv(width(), Panels.BLOCK);
        return Math.min(width(), Team.from(member, members, count) * Panels.BLOCK);
    }
}
