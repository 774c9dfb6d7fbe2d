package dev.unroll.core.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Masking.Drawn;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.KeepGates.Columns;
import dev.unroll.core.cells.KeepGates.KeepGate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepGatesTest {

    private static final List<Columns> FIRST = List.of(new Columns("ih", 0, 4), new Columns("hh", 0, 4));
    private static final List<Columns> SECOND = List.of(new Columns("ih", 4, 8), new Columns("hh", 4, 8));

    @Test
    void anLstmHasAForgetGateAndOneOfItsOwnForWhatComesIn() {
        assertEquals(List.of(new KeepGate(SECOND, FIRST, false)), KeepGates.of(Cells.lstm(3, 4, Bias.PRESENT)));
    }

    @Test
    void theUpdateGateOfAGruIsCoupled() {
        assertEquals(List.of(new KeepGate(SECOND, List.of(), true)), KeepGates.of(Cells.gru(3, 4, Bias.PRESENT)));
    }

    @Test
    void peepholesAndMasksHideNoGate() {
        Cell peephole = Cells.lstmPeephole(3, 4, Bias.PRESENT);
        var only = List.of(new KeepGate(List.of(SECOND.getFirst()), List.of(FIRST.getFirst()), false));
        assertEquals(only, KeepGates.of(peephole));
        Cell masked = Regularization.zoneout(Regularization.recurrentDropout(peephole, 0.2f, Drawn.ONCE), 0.1f);
        assertEquals(only, KeepGates.of(masked));
    }

    @Test
    void aPlainNetworkHasNone() {
        assertEquals(List.of(), KeepGates.of(Cells.elman(3, 4, Bias.PRESENT)));
    }

    @Test
    void theNameOfACellDoesNotMatter() {
        Cell mine = Cell.parse("mine", """
                f  = σ(W_f x + b_f + U h)
                h' = f ⊙ h + W x
                """, Map.of("I", 3, "H", 4));
        assertEquals(List.of(new KeepGate(List.of(new Columns("f", 0, 4)), List.of(), false)), KeepGates.of(mine));
    }
}
