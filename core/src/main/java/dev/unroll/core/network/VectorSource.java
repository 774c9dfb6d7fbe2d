package dev.unroll.core.network;

import dev.unroll.core.kernel.Matrix;

/**
 * Where sequences of vectors come from that are not kept: windows of long series overlap, and all of them together are many
 * times as large as what they are windows of. Asked for the same sequence it gives the same numbers.
 */
public interface VectorSource {

    /** Returns the number of sequences. */
    int count();

    /** Returns the numbers a step. */
    int features();

    /** Returns the number of steps of sequence {@code i}. */
    int length(int i);

    /** Returns sequence {@code i}, [length, features]. */
    Matrix vectors(int i);
}
