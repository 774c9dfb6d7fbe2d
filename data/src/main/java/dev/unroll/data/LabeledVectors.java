package dev.unroll.data;

import dev.unroll.core.kernel.Matrix;

/**
 * One example: a sequence of vectors, and the class it belongs to.
 *
 * @param vectors [T, features], as the data have them: not scaled
 */
public record LabeledVectors(Matrix vectors, String label) implements Labeled {

    public LabeledVectors {
        if (label.isBlank()) {
            throw new IllegalArgumentException("label of a sequence " + vectors + " must not be blank");
        }
    }

    /** Hashes the shape and the bits of the numbers. */
    @Override
    public long fingerprint() {
        long hash = Fnv.next(Fnv.next(Fnv.OFFSET, vectors.rows()), vectors.columns());
        for (int t = 0; t < vectors.rows(); t++) {
            for (int j = 0; j < vectors.columns(); j++) {
                hash = Fnv.next(hash, Float.floatToIntBits(vectors.get(t, j)));
            }
        }
        return hash;
    }
}
