package dev.unroll.core.engine;

import dev.unroll.core.compact.CompactKernels;
import dev.unroll.core.compact.CompactPanels;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;

/** One row times a weight in a compact form, by one thread, or by all of a team as {@link SharedProduct} has it. */
final class CompactProduct {

    /** What stands for no weight. */
    private static final CompactPanels NONE = WeightForm.INT8.panels(0, 0);

    private final CompactKernels kernels;
    private final Team team;
    private final Scratch[] scratch;
    private final long smallWork;
    private final Team.Task multiply = this::multiply;
    private Matrix operand = LayerBuffers.NOTHING;
    private Matrix target = LayerBuffers.NOTHING;
    private CompactPanels panels = NONE;
    private int operandRow;
    private int targetRow;

    /** {@code smallWork} is below how many multiply-adds the caller works alone. */
    CompactProduct(Kernels kernels, Team team, Scratch[] scratch, long smallWork) {
        this.kernels = CompactKernels.like(kernels);
        this.team = team;
        this.scratch = scratch;
        this.smallWork = smallWork;
    }

    /** target[targetRow] += operand[operandRow] · panels, by one member. */
    void add(Matrix operand, int operandRow, CompactPanels panels, Matrix target, int targetRow, int member) {
        kernels.addRowProduct(operand, operandRow, panels, target, targetRow, 0, panels.columns(), scratch[member]);
    }

    /** The same by all members, if there is enough to do. */
    void addShared(Matrix operand, int operandRow, CompactPanels panels, Matrix target, int targetRow) {
        this.operand = operand;
        this.operandRow = operandRow;
        this.panels = panels;
        this.target = target;
        this.targetRow = targetRow;
        if ((long) panels.rows() * panels.columns() < smallWork) {
            add(operand, operandRow, panels, target, targetRow, 0);
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
