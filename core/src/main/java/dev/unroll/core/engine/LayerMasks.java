package dev.unroll.core.engine;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Masking;
import dev.unroll.core.cell.Operation.Mask;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The masks of a layer's cell: drawn for a pass that trains, and else one row that holds what they are expected to be. */
final class LayerMasks {

    /** What a draw costs, in multiply-adds. */
    private static final long DRAW_WORK = 8;

    private final List<Slot> slots = new ArrayList<>();
    private final List<Masking> maskings = new ArrayList<>();
    private final List<Matrix> expected = new ArrayList<>();
    private final Matrix[] drawn;
    private final Team team;
    private final Team.Task draw = this::draw;
    private MaskSource source = MaskSource.NONE;
    private int rows;

    LayerMasks(CellProgram program, Team team) {
        this.team = team;
        Cell cell = program.cell();
        program.masks().forEach((name, slot) -> {
            Masking masking =
                    ((Mask) Objects.requireNonNull(cell.masks().get(name)).operation()).masking();
            Matrix row = Matrix.zeros(1, slot.width());
            Arrays.fill(row.data(), masking.expected());
            slots.add(slot);
            maskings.add(masking);
            expected.add(row.repeated());
        });
        this.drawn = new Matrix[slots.size()];
        Arrays.fill(drawn, LayerBuffers.NOTHING);
    }

    /** Says where masks come from in the passes to come. */
    void from(MaskSource given) {
        source = given;
    }

    /** Lets a pass of so many rows find its masks. */
    void begin(LayerBuffers buffers, int count) {
        rows = count;
        boolean draws = source != MaskSource.NONE;
        for (int i = 0; i < drawn.length; i++) {
            if (draws && drawn[i].rows() < rows) {
                drawn[i] = Matrix.zeros(rows, slots.get(i).width());
            }
            buffers.mask(slots.get(i), draws ? drawn[i] : expected.get(i));
        }
        if (draws && drawn.length > 0) {
            team.run(
                    draw,
                    DRAW_WORK
                            * rows
                            * Arrays.stream(drawn).mapToInt(Matrix::columns).sum());
        }
    }

    private void draw(int member, int members) {
        int to = Team.from(member + 1, members, rows);
        for (int i = 0; i < drawn.length; i++) {
            Matrix mask = drawn[i];
            for (int row = Team.from(member, members, rows); row < to; row++) {
                source.draw(maskings.get(i), i, row, mask.data(), mask.at(row), mask.columns());
            }
        }
    }
}
