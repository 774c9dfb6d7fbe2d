package dev.unroll.core.engine;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Term;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the states of a cell are before the first step of a sequence, as far as that is learned; or the gradient of it. */
public final class StartStates {

    /** The vector of one state, [1, size], and the first of its columns. */
    private record Start(Matrix vector, int column) {}

    private final List<Start> starts = new ArrayList<>();

    /**
     * Finds the starts of a cell's states.
     *
     * @param windows the parameters of the cell, or their gradients
     */
    public StartStates(Cell cell, Map<String, MapWindows> windows) {
        int column = 0;
        for (var state : cell.states().entrySet()) {
            Term start = cell.starts().get(state.getKey());
            if (start != null) {
                starts.add(new Start(vector(windows, ((Parameter) start.operation()).name()), column));
            }
            column += state.getValue().size();
        }
    }

    private static Matrix vector(Map<String, MapWindows> windows, String name) {
        MapWindows window = windows.get(name);
        if (window == null) {
            throw new IllegalArgumentException("no parameters for vector " + name);
        }
        return window.bias();
    }

    /** Writes them over the first rows of {@code states}, whose columns from {@code column} on are the cell's. */
    public void copyTo(Matrix states, int column, int rows) {
        for (Start start : starts) {
            for (int row = 0; row < rows; row++) {
                Rows.copyRow(start.vector, 0, 0, states, row, column + start.column, start.vector.columns());
            }
        }
    }

    /** Adds to them the sums of the columns of {@code gradient}, [≥ rows, stateSize], that of the states before the first step. */
    public void add(Kernels kernels, Matrix gradient, int rows) {
        for (Start start : starts) {
            int column = start.column;
            int at = start.vector.offset() - column;
            kernels.addColumnSums(gradient, 0, rows, start.vector.data(), at, column, column + start.vector.columns());
        }
    }
}
