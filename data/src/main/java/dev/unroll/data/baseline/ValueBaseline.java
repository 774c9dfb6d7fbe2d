package dev.unroll.data.baseline;

import dev.unroll.core.kernel.Matrix;

/** A simple model of values, to stand beside a trained one. */
public interface ValueBaseline {

    /** Returns what to call it in a table. */
    String name();

    /** Returns what to call it in JSON. */
    String key();

    /** Returns the values of a sequence, [T, F]. */
    double[] predict(Matrix vectors);
}
