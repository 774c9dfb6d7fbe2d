package dev.unroll.data.baseline;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.LabeledVectors;
import java.util.Arrays;
import java.util.List;

/**
 * The class of the nearest training sequence under dynamic time warping, without a window: steps are paired so that the sum
 * of the squared distances of pairs is smallest, both sequences in their order and each step in at least one pair. All
 * features are warped together ("dependent").
 *
 * <pre>
 *   D(i, j) = |xᵢ − yⱼ|² + min(D(i−1, j), D(i, j−1), D(i−1, j−1))
 * </pre>
 *
 * <p>Sources: Sakoe and Chiba 1978; Shokoohi-Yekta, Hu, Jin, Wang and Keogh 2017 (dependent).
 */
public final class DtwNeighbor implements Baseline<Matrix> {

    private final List<LabeledVectors> examples;

    private DtwNeighbor(List<LabeledVectors> examples) {
        this.examples = List.copyOf(examples);
    }

    /** Returns the model of these examples, scaled. */
    public static DtwNeighbor train(List<LabeledVectors> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("examples to train a baseline on must be at least 1 but are 0");
        }
        return new DtwNeighbor(examples);
    }

    /** Returns how many numbers are compared to score one part by another. */
    public static double work(List<LabeledVectors> training, List<LabeledVectors> scored) {
        double trained = training.stream().mapToDouble(LabeledVectors::length).sum();
        double asked = scored.stream().mapToDouble(LabeledVectors::length).sum();
        return trained * asked * training.getFirst().vectors().columns();
    }

    @Override
    public String name() {
        return "nearest neighbor, time warped";
    }

    @Override
    public String key() {
        return "nearest_neighbor_dtw";
    }

    /** Returns the class of the nearest sequence; of equally near ones the first. */
    @Override
    public String predict(Matrix vectors) {
        double smallest = Double.POSITIVE_INFINITY;
        String label = examples.getFirst().label();
        for (LabeledVectors example : examples) {
            double distance = distance(vectors, example.vectors(), smallest);
            if (distance < smallest) {
                smallest = distance;
                label = example.label();
            }
        }
        return label;
    }

    /**
     * Returns the squared distance of two sequences under the best pairing; infinity as soon as it cannot be below a bound.
     *
     * @param x [T, F]
     * @param y [U, F]
     */
    static double distance(Matrix x, Matrix y, double bound) {
        double[] above = new double[y.rows() + 1];
        double[] row = new double[y.rows() + 1];
        Arrays.fill(above, Double.POSITIVE_INFINITY);
        above[0] = 0;
        for (int i = 0; i < x.rows(); i++) {
            row[0] = Double.POSITIVE_INFINITY;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < y.rows(); j++) {
                double best = Math.min(above[j], Math.min(above[j + 1], row[j]));
                row[j + 1] = best + squared(x, i, y, j);
                least = Math.min(least, row[j + 1]);
            }
            if (least >= bound) {
                return Double.POSITIVE_INFINITY;
            }
            double[] free = above;
            above = row;
            row = free;
        }
        return above[y.rows()];
    }

    private static double squared(Matrix x, int i, Matrix y, int j) {
        double sum = 0;
        for (int k = 0; k < x.columns(); k++) {
            double difference = x.get(i, k) - y.get(j, k);
            sum += difference * difference;
        }
        return sum;
    }
}
