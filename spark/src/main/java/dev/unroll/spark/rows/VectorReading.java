package dev.unroll.spark.rows;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Missing;
import dev.unroll.core.input.Texts;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledVectors;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.classify.ClassifyType;
import dev.unroll.spark.score.RowLists;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of vectors with a label. The content is the length of the label, the label in UTF-8, how many steps and features there
 * are, and the numbers, step by step.
 */
final class VectorReading implements Reading<LabeledVectors> {

    private final DataTable data;

    VectorReading(DataTable data) {
        this.data = data;
    }

    @Override
    public boolean reads(DataType type) {
        return type instanceof ArrayType steps
                && (steps.elementType() instanceof NumericType
                        || (steps.elementType() instanceof ArrayType numbers
                                && numbers.elementType() instanceof NumericType));
    }

    @Override
    public String type() {
        return "an array of arrays of numbers, one a step, or where a step is one number an array of numbers";
    }

    @Override
    public Optional<byte[]> content(@Nullable Object input, @Nullable Object label) {
        List<?> steps = input == null ? List.of() : RowLists.list(input);
        String name = label == null ? "" : Texts.label(label.toString());
        if (steps.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        int features = numbers(steps.getFirst()).size();
        byte[] first = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(3 * Integer.BYTES + first.length + steps.size() * features * Float.BYTES);
        bytes.putInt(first.length).put(first).putInt(steps.size()).putInt(features);
        for (Object step : steps) {
            List<?> numbers = numbers(step);
            if (numbers.size() != features) {
                throw new DataException("the steps of a sequence must have one number of numbers, but one of label "
                        + name + " has steps of " + features + " and of " + numbers.size());
            }
            numbers.forEach(number -> bytes.putFloat(number(number)));
        }
        return Optional.of(bytes.array());
    }

    private static List<?> numbers(@Nullable Object step) {
        // Where a step is one number, a null is one that is missing.
        return step == null || step instanceof Number ? Collections.singletonList(step) : RowLists.list(step);
    }

    private static float number(@Nullable Object entry) {
        return entry instanceof Number number ? number.floatValue() : Float.NaN;
    }

    @Override
    public LabeledVectors example(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        byte[] label = new byte[bytes.getInt()];
        bytes.get(label);
        int steps = bytes.getInt();
        int features = bytes.getInt();
        float[] numbers = new float[steps * features];
        bytes.asFloatBuffer().get(numbers);
        return new LabeledVectors(Matrix.of(numbers, steps, features), new String(label, StandardCharsets.UTF_8));
    }

    @Override
    public void count(LabeledVectors example, Counts into) {
        into.addLabel(example.label());
        count(example.vectors(), into);
    }

    /** Adds the numbers of a sequence, [T, features]. */
    void count(Matrix vectors, Counts into) {
        into.numbers().add(vectors, isScaled());
    }

    private boolean isScaled() {
        return data.scale() == DataTable.Scale.STANDARD || data.scale() == DataTable.Scale.FEATURES;
    }

    @Override
    public Problem<LabeledVectors> problem(Counts counts) {
        return ClassifyType.problem(TextReading.NAME, encoder(counts), counts.labels(), counts.examples());
    }

    /** Returns the way from the numbers that were counted to what a network reads. */
    VectorEncoder encoder(Counts counts) {
        FeatureSums numbers = counts.numbers();
        numbers.requireOneWidth();
        if (data.missing() == Missing.ERROR && numbers.missing() > 0) {
            throw new DataException("the data frame lacks " + Sentence.counted(numbers.missing(), "number")
                    + "; the param missing says what becomes of them: interpolate, last or mask");
        }
        List<VectorEncoder.Scale> scales =
                switch (data.scale()) {
                    // The largest number of a type that has fractions is 1.
                    case NONE, UNIT -> Collections.nCopies(numbers.features(), new VectorEncoder.Scale(0, 1));
                    case STANDARD -> Collections.nCopies(numbers.features(), numbers.scale());
                    case FEATURES -> numbers.scales();
                };
        return new VectorEncoder(scales, data.missing());
    }

    @Override
    public Problem<LabeledVectors> problem(Model model, long examples) {
        return ClassifyType.problem(TextReading.NAME, (VectorEncoder) model.input(), model.labels(), examples);
    }
}
