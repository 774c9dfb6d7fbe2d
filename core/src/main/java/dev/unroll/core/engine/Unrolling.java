package dev.unroll.core.engine;

import java.util.Arrays;

/**
 * How the sequences of a batch lie in rows: one row a sequence and time step, no row for padding.
 *
 * <p>Rows are ordered by time, the <em>last step first</em>, and inside a step by the sequence's place in the batch. That
 * is the order in which the chain of a weight gradient runs, so a gradient is one plain product over all rows, and chunks of
 * time processed from last to first continue the same chain. The order of a batch's rows is never changed by its lengths.
 *
 * <p>An unrolling is reused from batch to batch and allocates only when a batch is larger than any before it.
 */
public final class Unrolling {

    private int batch;
    private int steps;
    private int rows;
    private boolean uniform;
    private int[] lengths = {};
    private int[] firstRow = {};
    private int[] rowOfSequence = {};
    private int[] sequence = {};
    private int[] step = {};
    private int[] later = {};
    private int[] earlier = {};

    /** Starts without sequences. */
    public Unrolling() {}

    /** Lays out {@code batch} sequences of {@code steps} steps each. */
    public Unrolling uniform(int batch, int steps) {
        if (lengths.length < batch) {
            lengths = new int[batch];
        }
        Arrays.fill(lengths, 0, batch, steps);
        return layOut(batch);
    }

    /** Lays out sequences of these lengths; the first {@code batch} entries count. A length may be 0. */
    public Unrolling of(int[] lengths, int batch) {
        if (this.lengths.length < batch) {
            this.lengths = new int[batch];
        }
        System.arraycopy(lengths, 0, this.lengths, 0, batch);
        return layOut(batch);
    }

    private Unrolling layOut(int batch) {
        this.batch = batch;
        steps = 0;
        long total = 0;
        for (int b = 0; b < batch; b++) {
            if (lengths[b] < 0) {
                throw new IllegalArgumentException("length of sequence " + b + " must be >= 0 but is " + lengths[b]);
            }
            steps = Math.max(steps, lengths[b]);
            total += lengths[b];
        }
        if (total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the sequences of a batch must have at most " + Integer.MAX_VALUE + " steps but have " + total);
        }
        rows = (int) total;
        uniform = total == (long) steps * batch;
        grow();
        Arrays.fill(rowOfSequence, 0, batch, -1);
        int row = 0;
        for (int t = steps - 1; t >= 0; t--) {
            firstRow[t] = row;
            for (int b = 0; b < batch; b++) {
                if (t < lengths[b]) {
                    place(row, t, b);
                    row++;
                }
            }
        }
        return this;
    }

    private void place(int row, int t, int b) {
        sequence[row] = b;
        step[row] = t;
        int next = rowOfSequence[b];
        later[row] = next;
        earlier[row] = -1;
        if (next >= 0) {
            earlier[next] = row;
        }
        rowOfSequence[b] = row;
    }

    private void grow() {
        if (firstRow.length < steps) {
            firstRow = new int[steps];
        }
        if (rowOfSequence.length < batch) {
            rowOfSequence = new int[batch];
        }
        if (sequence.length < rows) {
            sequence = new int[rows];
            step = new int[rows];
            later = new int[rows];
            earlier = new int[rows];
        }
    }

    /** Returns the number of sequences, B. */
    public int batch() {
        return batch;
    }

    /** Returns the length of the longest sequence, T. */
    public int steps() {
        return steps;
    }

    /** Returns the number of rows: the sum of all lengths. */
    public int rows() {
        return rows;
    }

    /** Returns the length of sequence {@code b}. */
    public int length(int b) {
        return lengths[b];
    }

    /** Returns the first row of time step {@code t}. */
    public int firstRow(int t) {
        return firstRow[t];
    }

    /** Returns the row after the last row of time step {@code t}. */
    public int endRow(int t) {
        return t == 0 ? rows : firstRow[t - 1];
    }

    /** Returns the first row of step {@code t} whose sequence is {@code b} or a later one; {@link #endRow} if there is none. */
    public int firstRow(int t, int b) {
        if (uniform) {
            return firstRow[t] + b;
        }
        int low = firstRow[t];
        int high = endRow(t);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sequence[middle] < b) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the row of sequence {@code b} at step {@code t}. */
    public int row(int t, int b) {
        int row = t < lengths[b] ? firstRow(t, b) : -1;
        if (row < 0) {
            throw new IndexOutOfBoundsException("step " + t + " of sequence " + b + ", which has " + lengths[b]);
        }
        return row;
    }

    /** Returns the sequence that the row belongs to. */
    public int sequence(int row) {
        return sequence[row];
    }

    /** Returns the time step of the row. */
    public int step(int row) {
        return step[row];
    }

    /** Returns the row of the same sequence one step later, or −1 after the last. */
    public int later(int row) {
        return later[row];
    }

    /** Returns the row of the same sequence one step earlier, or −1 before the first. */
    public int earlier(int row) {
        return earlier[row];
    }

    /** Returns the row of the first step of sequence {@code b}, or −1 if it is empty. */
    public int start(int b) {
        return rowOfSequence[b];
    }

    /** Returns the row of the last step of sequence {@code b}, or −1 if it is empty. */
    public int end(int b) {
        return lengths[b] == 0 ? -1 : firstRow(lengths[b] - 1, b);
    }
}
