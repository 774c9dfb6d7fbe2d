package dev.unroll.core.network;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;

/** Looks up a learned vector for each token, and adds the gradients of those that were looked up. */
final class EmbeddingRun {

    private final Kernels kernels;
    private final Team team;
    private final Matrix table;
    private final Matrix tableGradient;
    private Matrix vectors = Matrix.zeros(0, 0);
    private Matrix gradient = Matrix.zeros(0, 0);
    private Batch batch = new Batch();

    private final Team.Task add = this::add;
    private final Team.Task look = this::look;

    EmbeddingRun(NetworkWeights weights, float[] gradients, Kernels kernels, Team team) {
        this.kernels = kernels;
        this.team = team;
        boolean embeds = weights.spec().input() instanceof InputSpec.Embedding;
        Matrix nothing = Matrix.zeros(0, 0);
        this.table = embeds ? weights.layout().window(ParameterLayout.EMBEDDING).on(weights.values()) : nothing;
        this.tableGradient = embeds && gradients.length > 0
                ? weights.layout().window(ParameterLayout.EMBEDDING).on(gradients)
                : nothing;
    }

    /** Returns the vectors of all rows, [rows, width]. */
    Matrix forward(Batch batch) {
        int rows = batch.unrolling().rows();
        if (vectors.rows() < rows) {
            vectors = Matrix.zeros(rows, table.columns());
        }
        this.batch = batch;
        team.run(look, (long) rows * table.columns());
        return vectors;
    }

    private void look(int member, int members) {
        int rows = batch.unrolling().rows();
        for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
            Rows.copyRow(table, batch.tokens()[row], 0, vectors, row, 0, table.columns());
        }
    }

    /** Adds the gradient of each row to that of its token's vector, in row order: the last step first. */
    void backward(Matrix gradient, Batch batch) {
        this.gradient = gradient;
        this.batch = batch;
        team.run(add, (long) batch.unrolling().rows() * table.columns());
    }

    private void add(int member, int members) {
        int from = firstColumn(member, members);
        int to = firstColumn(member + 1, members);
        float[] sums = tableGradient.data();
        for (int row = 0; row < batch.unrolling().rows(); row++) {
            int at = tableGradient.at(batch.tokens()[row]) + from;
            kernels.add(sums, at, gradient.data(), gradient.at(row) + from, sums, at, to - from);
        }
    }

    /** Returns the first of the columns that {@code member} adds to: whole vectors, so that no two share a cache line. */
    private int firstColumn(int member, int members) {
        int vectors = (table.columns() + Panels.WIDTH - 1) / Panels.WIDTH;
        return Math.min(table.columns(), Team.from(member, members, vectors) * Panels.WIDTH);
    }
}
