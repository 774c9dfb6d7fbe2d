package dev.unroll.data;

import dev.unroll.core.form.Sentence;
import java.util.List;

/**
 * Sequences of vectors with the values that belong to them, and how they were read. All have the same number of features.
 *
 * @param values the names of the values, at least one
 * @param largest what the type of the numbers allows, 255 for bytes: what scaling to 0..1 divides by
 */
public record ValueDataset(
        String name,
        List<LabeledValues> examples,
        List<LabeledValues> test,
        List<String> values,
        float largest,
        ReadReport report)
        implements VectorData<LabeledValues> {

    public ValueDataset {
        examples = List.copyOf(examples);
        test = List.copyOf(test);
        values = List.copyOf(values);
        VectorData.require(name, examples, test);
        for (List<LabeledValues> part : List.of(examples, test)) {
            for (LabeledValues example : part) {
                if (example.values().size() != values.size()) {
                    throw new DataException(name + " has sequences with " + values.size() + " and with "
                            + Sentence.counted(example.values().size(), "value") + "; all must have the same");
                }
            }
        }
    }
}
