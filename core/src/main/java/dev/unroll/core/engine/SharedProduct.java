package dev.unroll.core.engine;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;

/**
 * One row times a weight, by all threads of a team: each reads some of the weight's panels, always the same, so that they
 * stay in its cache. For the steps of a single sequence, of which there are no rows to share out.
 */
final class SharedProduct {

    private final Kernels kernels;
    private final Team team;
    private final Scratch[] scratch;
    private final long smallWork;
    private final Team.Task multiply = this::multiply;
    private Matrix operand = LayerBuffers.NOTHING;
    private Matrix target = LayerBuffers.NOTHING;
    private Panels panels = new Panels(0, 0);
    private int operandRow;
    private int targetRow;

    /** {@code smallWork} is below how many multiply-adds the caller works alone. */
    SharedProduct(Kernels kernels, Team team, Scratch[] scratch, long smallWork) {
        this.smallWork = smallWork;
        this.kernels = kernels;
        this.team = team;
        this.scratch = scratch;
    }

    /** target[targetRow] += operand[operandRow] · panels. */
    void add(Matrix operand, int operandRow, Panels panels, Matrix target, int targetRow) {
        this.operand = operand;
        this.operandRow = operandRow;
        this.panels = panels;
        this.target = target;
        this.targetRow = targetRow;
        if ((long) panels.rows() * panels.columns() < smallWork) {
            kernels.addProduct(operand, operandRow, panels, target, targetRow, 1, scratch[0]);
        } else {
            team.run(multiply);
        }
    }

    private void multiply(int member, int members) {
        int count = (panels.columns() + Panels.WIDTH - 1) / Panels.WIDTH;
        int from = Team.from(member, members, count) * Panels.WIDTH;
        int to = Math.min(Team.from(member + 1, members, count) * Panels.WIDTH, panels.columns());
        kernels.addRowProduct(operand, operandRow, panels, target, targetRow, from, to, scratch[member]);
    }
}
