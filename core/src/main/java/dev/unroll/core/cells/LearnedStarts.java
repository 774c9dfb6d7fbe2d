package dev.unroll.core.cells;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.CellDefinition;
import dev.unroll.core.cell.Term;

/**
 * Lets a cell learn what its states are before the first step of a sequence, where they would be 0: {@code h_0} for state h.
 * Forcada and Carrasco 1995.
 */
public final class LearnedStarts {

    private LearnedStarts() {}

    /** Returns the cell whose states all have a start; those that have one keep it. */
    public static Cell of(Cell cell) {
        return new StartCopy(cell).write();
    }

    private static final class StartCopy extends CellCopy {

        private final Cell cell;

        StartCopy(Cell cell) {
            super(cell);
            this.cell = cell;
        }

        @Override
        Term state(CellDefinition into, String name, int size) {
            Term state = into.state(name, size);
            if (!cell.starts().containsKey(name)) {
                into.start(state, into.parameter(name + "_0", size));
            }
            return state;
        }
    }
}
