package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;

/** Copies columns of many rows, shared out among a team. */
public final class SharedCopy {

    private final Team team;
    private final Team.Task copy = this::copy;
    private Matrix from = Matrix.zeros(0, 0);
    private Matrix to = Matrix.zeros(0, 0);
    private int fromColumn;
    private int toColumn;
    private int rows;
    private int width;

    public SharedCopy(Team team) {
        this.team = team;
    }

    /** Copies {@code rows} rows of {@code width} columns. */
    public void run(Matrix from, int fromColumn, Matrix to, int toColumn, int rows, int width) {
        this.from = from;
        this.fromColumn = fromColumn;
        this.to = to;
        this.toColumn = toColumn;
        this.rows = rows;
        this.width = width;
        team.run(copy, (long) rows * width);
    }

    private void copy(int member, int members) {
        int first = Team.from(member, members, rows);
        Rows.copy(from, first, fromColumn, to, first, toColumn, Team.from(member + 1, members, rows) - first, width);
    }
}
