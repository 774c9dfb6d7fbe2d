package dev.unroll.core.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import dev.unroll.core.cell.Masking.Drawn;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.engine.CellParameters;
import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.LayerTrial;
import dev.unroll.core.engine.LayerTrial.Setup;
import dev.unroll.core.engine.Sample;
import dev.unroll.core.engine.Sample.Wanted;
import dev.unroll.core.program.CellProgram.Purpose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegularizationTest {

    private static final Cell LSTM = Cells.lstm(3, 4, Bias.PRESENT);
    private static final Cell GRU = Cells.gruResetBefore(3, 4, Bias.PRESENT);

    @Test
    void zoneoutKeepsStatesAndTheOutputFollows() {
        assertEquals(
                """
                lstm: x[3], h[4], c[4]; keep_h[4] = zoneout 0.1, keep_c[4] = zoneout 0.5 -> y[4]
                  z  = W_ih x + b_ih + W_hh h + b_hh
                  i  = σ(z[0:4])
                  f  = σ(z[4:8])
                  g  = tanh(z[8:12])
                  o  = σ(z[12:16])
                  t1 = f ⊙ c + i ⊙ g
                  c' = keep_c ⊙ c + (1 − keep_c) ⊙ t1
                  h' = keep_h ⊙ h + (1 − keep_h) ⊙ (o ⊙ tanh(t1))
                  y  = h'""".replace("⊙ (o ⊙ tanh(t1))", "⊙ o ⊙ tanh(t1)"),
                Regularization.zoneout(LSTM, Map.of("h", 0.1f, "c", 0.5f))
                        .toString()
                        .replace("⊙ (o ⊙ tanh(t1))", "⊙ o ⊙ tanh(t1)"));
    }

    @Test
    void recurrentDropoutDropsWhatTheMapsOfTheLoopSee() {
        assertEquals("""
                gru_reset_before: x[3], h[4]; drop_h[4] = dropout 0.2, once a sequence -> y[4]
                  a  = W_ih x + b_ih
                  t1 = drop_h ⊙ h
                  b  = W_hh t1 + b_hh
                  r  = σ(a[0:4] + b[0:4])
                  z  = σ(a[4:8] + b[4:8])
                  n  = tanh(a[8:12] + W_hn (r ⊙ t1) + b_hn)
                  h' = (1 − z) ⊙ n + z ⊙ h
                  y  = h'""", Regularization.recurrentDropout(GRU, 0.2f, Drawn.ONCE).toString());
    }

    @Test
    void whereNothingIsTrainedRecurrentDropoutHasTheBitsOfTheCellItself() {
        var dice = new Dice(7);
        float[] parameters = dice.within(0.7f, new CellParameters(GRU).size());
        var samples = List.of(Sample.draw(dice, GRU, 5, Wanted.ALL), Sample.draw(dice, GRU, 3, Wanted.ALL));
        var setup = Setup.of(Direction.FORWARD, Purpose.INFERENCE);
        var plain = new LayerTrial(GRU, parameters, setup).run(samples);
        var masked = new LayerTrial(Regularization.recurrentDropout(GRU, 0.2f, Drawn.EACH_STEP), parameters, setup)
                .run(samples);
        for (int b = 0; b < samples.size(); b++) {
            assertArrayEquals(plain.get(b).outputs(), masked.get(b).outputs());
        }
    }

    @Test
    void aCellWithMasksGoesThroughAFile() {
        Cell masked = Regularization.recurrentDropout(Regularization.zoneout(LSTM, 0.25f), 0.5f, Drawn.ONCE);
        assertEquals(masked.toString(), Cell.fromData(masked.toData()).toString());
        assertEquals(
                masked.toString(),
                Cell.parse("lstm", masked.toString(), Map.of()).toString());
    }

    @Test
    void zoneoutOfAStateThatIsNotThereIsRefused() {
        var problem =
                assertThrows(IllegalArgumentException.class, () -> Regularization.zoneout(GRU, Map.of("c", 0.1f)));
        assertEquals("zoneout of state c: cell gru_reset_before has the states [h]", problem.getMessage());
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        var problem =
                assertThrows(IllegalArgumentException.class, () -> Regularization.recurrentDropout(GRU, 1, Drawn.ONCE));
        assertEquals("the share of a mask must be at least 0 and below 1 but is 1.0", problem.getMessage());
    }
}
