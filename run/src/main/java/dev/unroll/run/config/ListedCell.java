package dev.unroll.run.config;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cells.BuiltInCell;
import dev.unroll.core.cells.Cells;
import java.util.List;

/**
 * A cell that a list shows, at some size.
 *
 * @param name as a configuration names it
 * @param about what it is; empty if only its equations say it
 * @param source who described it, and when
 */
public record ListedCell(String name, String about, String source, Cell cell) {

    /** Returns all cells that a configuration may name, in order. */
    public static List<ListedCell> all(int inputSize, int hiddenSize) {
        return CellChoice.words().stream()
                .map(name -> named(name, inputSize, hiddenSize))
                .toList();
    }

    /** Returns the cell of that name, one of {@link CellChoice#words}. */
    public static ListedCell named(String name, int inputSize, int hiddenSize) {
        return Cells.named(name)
                .map(known -> of(known, inputSize, hiddenSize))
                .orElseGet(() -> new ListedCell(
                        name,
                        "cell that tutorials write by hand, which puts out the answer itself",
                        "Robertson 2017",
                        CellChoice.named(name).of(inputSize, hiddenSize, hiddenSize)));
    }

    private static ListedCell of(BuiltInCell known, int inputSize, int hiddenSize) {
        return new ListedCell(known.name(), known.about(), known.source(), known.of(inputSize, hiddenSize));
    }

    /** Returns a cell that someone has written. */
    public static ListedCell of(Cell cell) {
        return new ListedCell(cell.name(), "", "", cell);
    }
}
