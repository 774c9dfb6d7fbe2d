package dev.unroll.data.baseline;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.LabeledValues;
import java.util.List;

/**
 * Ridge regression of the values on the mean of each feature over the steps, in closed form: w = (XᵀX + λI)⁻¹ Xᵀy, the rows
 * of X and y less their means over the training part.
 *
 * <p>Source: Hoerl and Kennard 1970.
 */
public final class RidgeOnMeans implements ValueBaseline {

    /** The penalty: of inputs scaled to a deviation of one, far below that of a hundred examples. */
    private static final double PENALTY = 1;

    private final double[] inputMeans;
    private final double[] valueMeans;
    /** [values, features]. */
    private final double[][] weights;

    private RidgeOnMeans(double[] inputMeans, double[] valueMeans, double[][] weights) {
        this.inputMeans = inputMeans;
        this.valueMeans = valueMeans;
        this.weights = weights;
    }

    /** Returns the model of these examples, scaled. */
    public static RidgeOnMeans train(List<LabeledValues> examples) {
        double[] valueMeans =
                MeanValues.train(examples).predict(examples.getFirst().vectors());
        double[][] rows =
                examples.stream().map(example -> means(example.vectors())).toArray(double[][]::new);
        int features = rows[0].length;
        double[] inputMeans = new double[features];
        for (double[] row : rows) {
            for (int j = 0; j < features; j++) {
                inputMeans[j] += row[j] / rows.length;
            }
        }
        double[][] squares = new double[features][features];
        double[][] products = new double[valueMeans.length][features];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < features; j++) {
                double input = rows[i][j] - inputMeans[j];
                for (int k = 0; k < features; k++) {
                    squares[j][k] += input * (rows[i][k] - inputMeans[k]);
                }
                for (int v = 0; v < valueMeans.length; v++) {
                    products[v][j] += input * (examples.get(i).values().get(v) - valueMeans[v]);
                }
            }
        }
        for (int j = 0; j < features; j++) {
            squares[j][j] += PENALTY;
        }
        factorize(squares);
        for (double[] product : products) {
            solve(squares, product);
        }
        return new RidgeOnMeans(inputMeans, valueMeans, products);
    }

    private static double[] means(Matrix vectors) {
        double[] means = new double[vectors.columns()];
        for (int t = 0; t < vectors.rows(); t++) {
            for (int j = 0; j < means.length; j++) {
                means[j] += vectors.get(t, j) / (double) vectors.rows();
            }
        }
        return means;
    }

    /** Replaces the lower half of a positive definite matrix A by L, where L Lᵀ = A (Cholesky). */
    private static void factorize(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
        }
    }

    /** Replaces b by the x of L Lᵀ x = b. */
    private static void solve(double[][] lower, double[] b) {
        for (int i = 0; i < b.length; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= lower[i][k] * b[k];
            }
            b[i] /= lower[i][i];
        }
        for (int i = b.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < b.length; k++) {
                b[i] -= lower[k][i] * b[k];
            }
            b[i] /= lower[i][i];
        }
    }

    @Override
    public String name() {
        return "ridge on the features' means";
    }

    @Override
    public String key() {
        return "ridge";
    }

    @Override
    public double[] predict(Matrix vectors) {
        double[] inputs = means(vectors);
        double[] values = valueMeans.clone();
        for (int v = 0; v < values.length; v++) {
            for (int j = 0; j < inputs.length; j++) {
                values[v] += weights[v][j] * (inputs[j] - inputMeans[j]);
            }
        }
        return values;
    }
}
