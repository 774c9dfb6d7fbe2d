package dev.unroll.data;

import dev.unroll.core.kernel.Matrix;

/** A sequence of vectors with what belongs to it. */
public interface VectorExample extends Example {

    /** Returns the sequence, [T, features], as the data have it: not scaled; NaN where a number is missing. */
    Matrix vectors();

    /** Hashes the shape and the bits of the numbers. */
    @Override
    default long fingerprint() {
        Matrix vectors = vectors();
        long hash = Fnv.next(Fnv.next(Fnv.OFFSET, vectors.rows()), vectors.columns());
        for (int t = 0; t < vectors.rows(); t++) {
            for (int j = 0; j < vectors.columns(); j++) {
                hash = Fnv.next(hash, Float.floatToIntBits(vectors.get(t, j)));
            }
        }
        return hash;
    }

    /** Returns the number of steps. */
    @Override
    default int length() {
        return vectors().rows();
    }

    @Override
    default String excerpt() {
        return "a sequence";
    }
}
