package dev.unroll.data.baseline;

import java.util.List;

/**
 * Logistic regression of several classes, at the minimum of
 *
 * <pre>
 *   1/N Σᵢ −log softmax(W xᵢ)[yᵢ] + 1/(2 C N) ‖W‖²
 * </pre>
 *
 * <p>which is scikit-learn's objective with its default C = 1, found by {@link Lbfgs} from zero: no random number, no
 * learning rate. The last column of each row is the constant 1.
 */
final class SoftmaxRegression {

    /** Scikit-learn's default. */
    private static final double C = 1;

    /** Enough for a bag of words of reviews and for digits: the accuracy no longer moves by 0.1 points. */
    private static final int ITERATIONS = 60;

    private final List<String> labels;
    private final double[] weights;

    private SoftmaxRegression(List<String> labels, double[] weights) {
        this.labels = labels;
        this.weights = weights;
    }

    /**
     * Returns the model of these rows.
     *
     * @param classes of each row, its place in {@code labels}
     */
    static SoftmaxRegression train(SparseRows rows, int[] classes, List<String> labels) {
        double penalty = 1 / (C * rows.count());
        Lbfgs.Objective objective = (weights, gradient) -> {
            double loss = 0;
            for (int i = 0; i < weights.length; i++) {
                gradient[i] = penalty * weights[i];
                loss += 0.5 * penalty * weights[i] * weights[i];
            }
            double[] scores = new double[labels.size()];
            for (int row = 0; row < rows.count(); row++) {
                rows.multiply(row, weights, scores);
                loss += toErrors(scores, classes[row]) / rows.count();
                for (int c = 0; c < scores.length; c++) {
                    scores[c] /= rows.count();
                }
                rows.addOuter(row, scores, gradient);
            }
            return loss;
        };
        return new SoftmaxRegression(
                labels, Lbfgs.minimize(objective, new double[rows.width() * labels.size()], ITERATIONS));
    }

    /** Turns scores into softmax less the one of the true class, and returns the loss. */
    static double toErrors(double[] scores, int actual) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        double ofActual = scores[actual];
        for (int c = 0; c < scores.length; c++) {
            scores[c] = StrictMath.exp(scores[c] - largest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
        scores[actual] -= 1;
        return StrictMath.log(sum) + largest - ofActual;
    }

    /** Overwrites {@code scores} with the logits of a row. */
    void scores(SparseRows rows, int row, double[] scores) {
        rows.multiply(row, weights, scores);
    }

    /** Returns the label of the highest score of a row; of equal ones the first. */
    String predict(SparseRows rows, int row) {
        double[] scores = new double[labels.size()];
        scores(rows, row, scores);
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return labels.get(best);
    }
}
