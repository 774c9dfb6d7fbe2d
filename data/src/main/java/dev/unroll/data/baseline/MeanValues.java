package dev.unroll.data.baseline;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.LabeledValues;
import java.util.List;

/** Always the mean of each value over the training part. */
public final class MeanValues implements ValueBaseline {

    private final double[] means;

    private MeanValues(double[] means) {
        this.means = means;
    }

    /** Returns the model of these examples. */
    public static MeanValues train(List<LabeledValues> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("examples to train a baseline on must be at least 1 but are 0");
        }
        double[] means = new double[examples.getFirst().values().size()];
        for (LabeledValues example : examples) {
            for (int v = 0; v < means.length; v++) {
                means[v] += example.values().get(v) / (double) examples.size();
            }
        }
        return new MeanValues(means);
    }

    @Override
    public String name() {
        return "mean of the training part";
    }

    @Override
    public String key() {
        return "mean";
    }

    @Override
    public double[] predict(Matrix vectors) {
        return means.clone();
    }
}
