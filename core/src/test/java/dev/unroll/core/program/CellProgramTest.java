package dev.unroll.core.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Term;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.program.Slot.Kind;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CellProgramTest {

    /** The language allows a thousand terms, so that whatever a model file holds compiles on a small stack. */
    @Test
    void theDeepestCellsCompileOnASmallStack() throws InterruptedException {
        for (UnaryOperator<Term> layer : new Deepest[] {term -> term.plus(1), term -> term.slice(0, 1)}) {
            var failure = new StringBuilder();
            var thread = new Thread(null, () -> compile(layer), "small stack", 256 << 10);
            thread.setUncaughtExceptionHandler((_, thrown) -> failure.append(thrown));
            thread.start();
            thread.join();
            assertTrue(failure.isEmpty(), failure.toString());
        }
    }

    /** Of each step a training keeps the input, gates, tanh of the new cell state, old states and output: nothing twice. */
    @Test
    void aStepOfAnLstmKeepsWhatIsReadLater() {
        int inputSize = 3;
        int hiddenSize = 8;
        Cell lstm = Cells.lstm(inputSize, hiddenSize, Bias.PRESENT);
        assertEquals(inputSize + 8 * hiddenSize, kept(CellProgram.compile(lstm, Purpose.TRAINING)));
        assertEquals(inputSize + hiddenSize, kept(CellProgram.compile(lstm, Purpose.INFERENCE)));
    }

    /** Returns how many numbers of a sequence and step a program keeps. */
    private static int kept(CellProgram program) {
        return program.slots().stream()
                .filter(slot -> slot.kind() == Kind.ROWS)
                .mapToInt(Slot::width)
                .sum();
    }

    private interface Deepest extends UnaryOperator<Term> {}

    private static void compile(UnaryOperator<Term> layer) {
        Cell cell = Cell.named("deep", 1, definition -> {
            var h = definition.state("h", 1);
            Term deep = layer.apply(h);
            int own = deep.index() - h.index();
            while (deep.index() < 998 - own) {
                deep = layer.apply(deep);
            }
            definition.output(definition.next(h, deep));
        });
        CellProgram.compile(cell, Purpose.TRAINING_WITH_INPUT_GRADIENT);
    }
}
