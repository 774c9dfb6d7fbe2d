package dev.unroll.core.program;

/**
 * A buffer of a program: {@code width} columns, and as many rows as its kind says.
 *
 * @param name of what lies in it first, for people: a term, the result of maps in brackets, ∂ and a term for its adjoint
 */
public record Slot(int id, Kind kind, int width, String name) {

    /** What the rows of a buffer are. */
    public enum Kind {
        /** One row a sequence and step, kept through the whole pass. */
        ROWS,
        /** One row a sequence and step where it is made before the time loop; where the loop makes it, as {@link #STEP}. */
        AHEAD,
        /** One row a sequence and step that the output is asked for. */
        PICKED,
        /** As {@link #PICKED} where the output is asked for at every step; where not, as {@link #STEP}. */
        SPREAD,
        /** One row a sequence, overwritten at every step. */
        STEP,
        /** One row for all: a vector of parameters. */
        PARAMETER,
        /** A mask: one row a sequence and step where it is drawn, one row for all where not. */
        MASK,
        /** The rows of one tile, overwritten at every tile, one buffer a thread. */
        TILE
    }

    /** Returns a reference to all columns. */
    public Ref ref() {
        return new Ref(id, 0, width);
    }

    /** Some columns of a slot. */
    public record Ref(int slot, int from, int width) {

        /** Returns some of these columns. */
        public Ref part(int from, int to) {
            return new Ref(slot, this.from + from, to - from);
        }
    }
}
