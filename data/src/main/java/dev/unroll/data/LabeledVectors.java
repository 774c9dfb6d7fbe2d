package dev.unroll.data;

import dev.unroll.core.kernel.Matrix;
import java.util.function.Consumer;

/**
 * A sequence of vectors, and the class it belongs to.
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

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(label);
        hash.accept(Long.toHexString(fingerprint()));
    }

    /** Returns the number of steps. */
    @Override
    public int length() {
        return vectors.rows();
    }

    @Override
    public String excerpt() {
        return "a sequence";
    }
}
