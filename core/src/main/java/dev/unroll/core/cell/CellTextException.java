package dev.unroll.core.cell;

import java.io.Serial;

/**
 * The text of a cell says something that cannot be, or that was not meant.
 *
 * <p>The message says which cell, line and column, what is wrong and what to do, and shows the line with a caret below the place:
 *
 * <pre>
 * cell mgu, line 2, column 12: there is no function tahn; did you mean tanh?
 *   h' = f ⊙ tahn(W x)
 *            ^
 * </pre>
 */
public final class CellTextException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String problem;
    private final int line;
    private final int column;

    /**
     * Makes an exception.
     *
     * @param problem the sentence and the excerpt
     */
    CellTextException(String cell, int line, int column, String problem) {
        super(within("cell " + cell, line, column, problem));
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    private static String within(String text, int line, int column, String problem) {
        return text + ", line " + line + ", column " + column + ": " + problem;
    }

    /** Returns the message with another name of the text, such as that of its file. */
    public String within(String text) {
        return within(text, line, column, problem);
    }

    /**
     * Returns the message with another name of the text, as {@link #within(String)}, where the cell was read of a part of it.
     *
     * @param above how many lines of the other text stand above those of the cell; negative if the cell was given some of its own
     */
    public String within(String text, int above) {
        return within(text, line + above, column, problem);
    }

    /** Returns the line of the place, counted from 1. */
    public int line() {
        return line;
    }

    /** Returns the column of the place in its line, counted from 1. */
    public int column() {
        return column;
    }
}
