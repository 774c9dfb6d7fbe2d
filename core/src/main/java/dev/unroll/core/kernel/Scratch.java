package dev.unroll.core.kernel;

/** Working memory of one thread for the kernels that repack their operands; grows to what is asked for and stays. */
public final class Scratch {

    private static final float[] EMPTY = {};

    private float[] left = EMPTY;
    private float[] right = EMPTY;
    private float[] edge = EMPTY;

    /** Starts empty. */
    public Scratch() {}

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

    float[] edge(int length) {
        if (edge.length < length) {
            edge = new float[length];
        }
        return edge;
    }
}
