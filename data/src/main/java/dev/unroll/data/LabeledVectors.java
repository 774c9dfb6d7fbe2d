package dev.unroll.data;

import dev.unroll.core.kernel.Matrix;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sequence of vectors, and the class it belongs to.
 *
 * @param vectors [T, features], as the data have them: not scaled; NaN where a number is missing
 */
public record LabeledVectors(Matrix vectors, String label, Optional<FilePlace> place)
        implements Labeled, VectorExample {

    /** A sequence that is from no file. */
    public LabeledVectors(Matrix vectors, String label) {
        this(vectors, label, Optional.empty());
    }

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
