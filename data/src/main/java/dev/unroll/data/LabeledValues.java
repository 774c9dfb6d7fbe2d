package dev.unroll.data;

import dev.unroll.core.kernel.Matrix;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sequence of vectors, and the values that belong to it.
 *
 * @param vectors [T, features], as the data have them: not scaled; NaN where a number is missing
 * @param values as the data have them; finite
 */
public record LabeledValues(Matrix vectors, List<Float> values, Optional<FilePlace> place) implements VectorExample {

    /** A sequence that is from no file. */
    public LabeledValues(Matrix vectors, List<Float> values) {
        this(vectors, values, Optional.empty());
    }

    public LabeledValues {
        values = List.copyOf(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "value of a sequence " + vectors + " must be finite but is " + value);
            }
        }
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(values.toString());
        hash.accept(Long.toHexString(fingerprint()));
    }

    /** Returns nothing: values are no classes, which could be counted. */
    @Override
    public List<String> targets() {
        return List.of();
    }
}
