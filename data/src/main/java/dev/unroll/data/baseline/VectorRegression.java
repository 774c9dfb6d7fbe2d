package dev.unroll.data.baseline;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledVectors;
import java.util.List;

/**
 * Logistic regression on all numbers of a sequence side by side, divided by the largest magnitude of the training part: of
 * pictures, on their pixels. Sequences shorter than the longest of training have zeros at the end; of longer ones the rest
 * is not read.
 */
public final class VectorRegression implements Baseline<Matrix> {

    private final int width;
    private final float divisor;
    private final SoftmaxRegression regression;

    private VectorRegression(int width, float divisor, SoftmaxRegression regression) {
        this.width = width;
        this.divisor = divisor;
        this.regression = regression;
    }

    /** Returns the model of these examples. */
    public static VectorRegression train(List<LabeledVectors> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("examples to train a baseline on must be at least 1 but are 0");
        }
        int width = 0;
        float largest = 0;
        for (LabeledVectors example : examples) {
            Matrix vectors = example.vectors();
            width = Math.max(width, vectors.rows() * vectors.columns());
            for (int t = 0; t < vectors.rows(); t++) {
                for (int j = 0; j < vectors.columns(); j++) {
                    largest = Math.max(largest, Math.abs(vectors.get(t, j)));
                }
            }
        }
        float divisor = largest == 0 ? 1 : largest;
        List<String> labels =
                examples.stream().map(Labeled::label).distinct().sorted().toList();
        var rows = new SparseRows(width + 1);
        examples.forEach(example -> addRow(rows, example.vectors(), divisor));
        int[] classes = examples.stream()
                .mapToInt(example -> labels.indexOf(example.label()))
                .toArray();
        return new VectorRegression(width, divisor, SoftmaxRegression.train(rows, classes, labels));
    }

    private static void addRow(SparseRows rows, Matrix vectors, float divisor) {
        for (int t = 0; t < vectors.rows(); t++) {
            for (int j = 0; j < vectors.columns(); j++) {
                int column = t * vectors.columns() + j;
                float value = vectors.get(t, j);
                if (value != 0 && column < rows.width() - 1) {
                    rows.add(column, value / divisor);
                }
            }
        }
        rows.add(rows.width() - 1, 1);
        rows.endRow();
    }

    @Override
    public String name() {
        return "logistic regression on all numbers";
    }

    @Override
    public String key() {
        return "logistic_regression";
    }

    @Override
    public String predict(Matrix vectors) {
        var row = new SparseRows(width + 1);
        addRow(row, vectors, divisor);
        return regression.predict(row, 0);
    }
}
