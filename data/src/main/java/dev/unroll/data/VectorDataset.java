package dev.unroll.data;

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
        implements LabeledDataset<LabeledVectors>, VectorData<LabeledVectors> {

    public VectorDataset {
        examples = List.copyOf(examples);
        test = List.copyOf(test);
        labels = List.copyOf(labels);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        VectorData.require(name, examples, test);
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
}
