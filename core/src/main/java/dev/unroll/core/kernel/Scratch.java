package dev.unroll.core.kernel;

/** Working memory of one thread for the kernels that repack their operands; grows to what is asked for and stays. */
public final class Scratch {

    private static final float[] EMPTY = {};

    private float[] left = EMPTY;
    private float[] right = EMPTY;
    private float[] sums = EMPTY;
    private float[] edge = EMPTY;
    private float[][] rows = {};
    private boolean descending;

    /** Starts empty. */
    public Scratch() {}

    /**
     * Lets the products of one row after this walk along their columns the other way: of weights that a cache cannot hold, what was
     * read last is still there, and is what is read first.
     */
    public void turn() {
        descending = !descending;
    }

    /** Returns which of {@code count} blocks of columns is the {@code i}th. */
    public int inTurn(int i, int count) {
        return descending ? count - 1 - i : i;
    }

    float[] left(int length) {
        if (left.length < length) {
            left = new float[length];
        }
        return left;
    }

    float[] right(int length) {
        if (right.length < length) {
            right = new float[length];
        }
        return right;
    }

    float[] sums(int length) {
        if (sums.length < length) {
            sums = new float[length];
        }
        return sums;
    }

    /** Returns an array at least so long, for columns that fill no vector; its content is what was left there. */
    public float[] edge(int length) {
        if (edge.length < length) {
            edge = new float[length];
        }
        return edge;
    }

    /** Arrays of their own, each from index 0; ask for the same {@code length} always. */
    float[][] rows(int count, int length) {
        if (rows.length < count) {
            rows = new float[count][length];
        }
        return rows;
    }
}
