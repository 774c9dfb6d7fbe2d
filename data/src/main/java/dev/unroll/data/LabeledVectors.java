package dev.unroll.data;

import dev.unroll.core.kernel.Matrix;
import java.util.function.Consumer;

/**
 * A sequence of vectors, and the class it belongs to.
 *
 * @param vectors [T, features], as the data have them: not scaled; NaN where a number is missing
 */
public record LabeledVectors(Matrix vectors, String label) implements Labeled, VectorExample {

    public LabeledVectors {
        if (label.isBlank()) {
            throw new IllegalArgumentException("label of a sequence " + vectors + " must not be blank");
        }
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(label);
        hash.accept(Long.toHexString(fingerprint()));
    }
}
