package dev.unroll.spark.score;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Sequences;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Sequences of measured numbers, a list of numbers a step; where a step is one number, it may stand without a list. */
record VectorInput(VectorEncoder encoder) implements NetworkInput<Matrix> {

    @Override
    public boolean reads(DataType type) {
        return type instanceof ArrayType steps
                && (Input.isNumbers(steps.elementType()) || (encoder.features() == 1 && Input.isNumbers(steps)));
    }

    @Override
    public String type() {
        return encoder.features() == 1
                ? "an array of numbers, or of arrays of one number"
                : "an array of arrays of " + encoder.features() + " numbers";
    }

    @Override
    public Matrix read(Object cell, String series) {
        List<?> steps = RowLists.list(cell);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("the sequence has no step, so there is nothing to answer");
        }
        Matrix raw = Matrix.zeros(steps.size(), encoder.features());
        for (int t = 0; t < raw.rows(); t++) {
            List<?> numbers = numbers(steps.get(t), t);
            for (int j = 0; j < raw.columns(); j++) {
                raw.set(t, j, number(numbers.get(j)));
            }
        }
        return encoder.encode(raw);
    }

    private List<?> numbers(@Nullable Object step, int t) {
        // Where a step is one number, a null is one that is missing, in training too.
        boolean isOne = step instanceof Number || (step == null && encoder.features() == 1);
        List<?> numbers = isOne ? Collections.singletonList(step) : step == null ? List.of() : RowLists.list(step);
        if (numbers.size() != encoder.features()) {
            throw new IllegalArgumentException("step " + t + " must have " + encoder.features()
                    + (encoder.features() == 1 ? " number" : " numbers") + " but has " + numbers.size());
        }
        return numbers;
    }

    /** Returns a number as a network reads it; NaN if it is missing. */
    private static float number(@Nullable Object entry) {
        return entry == null ? Float.NaN : ((Number) entry).floatValue();
    }

    @Override
    public int steps(Matrix question) {
        return question.rows();
    }

    @Override
    public Sequences together(List<Matrix> questions) {
        return Sequences.ofVectors(questions);
    }

    @Override
    public String name(Matrix question) {
        return Sentence.sequence(question.rows());
    }
}
