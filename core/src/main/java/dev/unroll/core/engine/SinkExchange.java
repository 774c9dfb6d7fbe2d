package dev.unroll.core.engine;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.CellProgram.SinkInput;
import java.util.Arrays;

/**
 * Hands the sink, which works on picked rows only, what it reads of earlier phases, and hands the time loop what the sink
 * found for their gradients. There is nothing to do where every row is picked: both then share their buffers.
 */
final class SinkExchange {

    private static final int NOT_PICKED = -1;

    private final LayerBuffers buffers;
    private final SinkInput[] terms;
    private Picks picks = new Picks();
    private int count;
    private int[] pickOfRow = {};

    SinkExchange(CellProgram program, LayerBuffers buffers) {
        this.buffers = buffers;
        this.terms = program.sinkInputs().toArray(SinkInput[]::new);
    }

    /** Copies the picked rows of all that the sink reads. */
    void pick(Picks picks, int rows) {
        this.picks = picks;
        this.count = picks.count(rows);
        for (int t = 0; t < terms.length && !picks.isAll(); t++) {
            Matrix into = buffers.shared(terms[t].picked());
            Matrix from = buffers.shared(terms[t].place());
            for (int i = 0; from.rows() > 0 && i < count; i++) {
                int at = from.at(picks.row(i)) + terms[t].place().from();
                System.arraycopy(
                        from.data(),
                        at,
                        into.data(),
                        into.at(i),
                        terms[t].place().width());
            }
        }
    }

    /** Begins the way back: notes which rows are picked. */
    void beginBackward(int rows) {
        if (picks.isAll()) {
            return;
        }
        if (pickOfRow.length < rows) {
            pickOfRow = new int[rows];
        }
        Arrays.fill(pickOfRow, 0, rows, NOT_PICKED);
        for (int i = 0; i < count; i++) {
            pickOfRow[picks.row(i)] = i;
        }
    }

    /** Sets what the sink found for the rows of a step: zero where they are not picked. */
    void spread(int row, int stepRow, int rows) {
        for (int t = 0; t < terms.length && !picks.isAll(); t++) {
            Matrix from = buffers.shared(terms[t].foreign());
            Matrix into = buffers.shared(terms[t].fromSink());
            for (int i = 0; into.rows() > 0 && i < rows; i++) {
                int at = into.at(stepRow + i);
                int pick = pickOfRow[row + i];
                if (pick == NOT_PICKED) {
                    Arrays.fill(into.data(), at, at + into.columns(), 0);
                } else {
                    System.arraycopy(from.data(), from.at(pick), into.data(), at, into.columns());
                }
            }
        }
    }
}
