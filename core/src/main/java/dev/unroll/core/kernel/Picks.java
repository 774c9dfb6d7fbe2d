package dev.unroll.core.kernel;

import java.util.Arrays;

/** The rows of an unrolling at which a layer's output is wanted: all of them, or some in ascending order. */
public final class Picks {

    private boolean all = true;
    private int[] rows = {};
    private int count;

    /** Starts with all rows. */
    public Picks() {}

    /** Wants every row. */
    public Picks all() {
        all = true;
        count = 0;
        return this;
    }

    /** Wants no row but those that {@link #add} names from now on. */
    public Picks none() {
        all = false;
        count = 0;
        return this;
    }

    /** Wants one row more; rows are named in ascending order. */
    public Picks add(int row) {
        if (all || (count > 0 && rows[count - 1] >= row)) {
            throw new IllegalArgumentException("picked rows must ascend, after none(), but " + row + " follows "
                    + (all ? "all()" : Integer.toString(rows[count - 1])));
        }
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(16, 2 * count));
        }
        rows[count++] = row;
        return this;
    }

    public boolean isAll() {
        return all;
    }

    /** Returns how many rows are wanted, of an unrolling of {@code rows} rows. */
    public int count(int rows) {
        return all ? rows : count;
    }

    /** Returns the row that pick {@code i} stands for. */
    public int row(int i) {
        return all ? i : rows[i];
    }
}
