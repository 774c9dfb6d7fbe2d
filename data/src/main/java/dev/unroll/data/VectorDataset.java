package dev.unroll.data;

import dev.unroll.core.kernel.Matrix;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Labeled sequences of vectors, and how they were read. All have the same number of features.
 *
 * @param largest what the type of the numbers allows, 255 for bytes: what scaling to 0..1 divides by
 */
public record VectorDataset(
        String name,
        List<LabeledVectors> examples,
        List<LabeledVectors> test,
        List<String> labels,
        float largest,
        ReadReport report,
        Map<String, Object> facts)
        implements LabeledDataset<LabeledVectors> {

    public VectorDataset {
        examples = List.copyOf(examples);
        test = List.copyOf(test);
        labels = List.copyOf(labels);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        if (examples.isEmpty()) {
            throw new DataException(name + " has no example to learn from");
        }
        int features = examples.getFirst().vectors().columns();
        requireFeatures(name, examples, features);
        requireFeatures(name, test, features);
    }

    /** A data set of which nothing else is worth to be known. */
    public VectorDataset(
            String name,
            List<LabeledVectors> examples,
            List<LabeledVectors> test,
            List<String> labels,
            float largest,
            ReadReport report) {
        this(name, examples, test, labels, largest, report, Map.of());
    }

    private static void requireFeatures(String name, List<LabeledVectors> examples, int features) {
        for (LabeledVectors example : examples) {
            if (example.vectors().columns() != features) {
                throw new DataException(name + " has sequences of " + features + " and of "
                        + example.vectors().columns() + " numbers a step; all must have the same");
            }
        }
    }

    /** Returns the numbers of a step. */
    public int features() {
        Matrix first = examples.getFirst().vectors();
        return first.columns();
    }

    @Override
    public String lengthUnit() {
        return "steps";
    }
}
