package dev.unroll.core.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Term;
import dev.unroll.core.engine.CellProgram.Purpose;
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
