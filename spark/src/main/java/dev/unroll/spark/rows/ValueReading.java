package dev.unroll.spark.rows;

import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.VectorEncoder.Scale;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Regress;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledValues;
import dev.unroll.data.LabeledVectors;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.regress.RegressType;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Sequences of vectors with a value. The content is that of a sequence whose label is the value. */
final class ValueReading implements Reading<LabeledValues> {

    /** What the model calls what it answers. */
    private static final String VALUE = "value";

    private final VectorReading vectors;

    ValueReading(DataTable data) {
        this.vectors = new VectorReading(data);
    }

    @Override
    public boolean reads(DataType type) {
        return vectors.reads(type);
    }

    @Override
    public String type() {
        return vectors.type();
    }

    @Override
    public DataType prediction() {
        return DataTypes.DoubleType;
    }

    @Override
    public Optional<byte[]> content(@Nullable Object input, @Nullable Object label) {
        if (label == null) {
            return Optional.empty();
        }
        float value = parsed(label.toString());
        return Float.isNaN(value) ? Optional.empty() : vectors.content(input, Float.toString(value));
    }

    private static float parsed(String label) {
        try {
            float value = (float) Double.parseDouble(label);
            if (!Float.isInfinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new DataException("a label must be a number where training.task is regress, but one is " + label, e);
        }
        throw new DataException("a label must be a number that a float holds, but one is " + label);
    }

    @Override
    public LabeledValues example(byte[] content) {
        LabeledVectors labeled = vectors.example(content);
        return new LabeledValues(labeled.vectors(), List.of(Float.parseFloat(labeled.label())));
    }

    @Override
    public void count(LabeledValues example, Counts into) {
        float value = example.values().getFirst();
        into.addValue(value);
        vectors.count(example.vectors(), into);
    }

    @Override
    public Problem<LabeledValues> problem(Counts counts) {
        Scale scale = counts.values().scale();
        var value = new Regress.Value(VALUE, scale.offset(), scale.divisor());
        return RegressType.problem(vectors.encoder(counts), new Regress(List.of(value)));
    }

    @Override
    public Problem<LabeledValues> problem(Model model, long examples) {
        return RegressType.problem((VectorEncoder) model.input(), (Regress) model.task());
    }
}
