package dev.unroll.data;

import java.util.List;

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
        ReadReport report)
        implements LabeledDataset<LabeledVectors>, VectorData<LabeledVectors> {

    public VectorDataset {
        examples = List.copyOf(examples);
        test = List.copyOf(test);
        labels = List.copyOf(labels);
        VectorData.require(name, examples, test);
    }
}
