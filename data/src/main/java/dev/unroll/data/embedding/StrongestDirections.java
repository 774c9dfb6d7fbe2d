package dev.unroll.data.embedding;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;

/**
 * The directions in which a symmetric matrix is strongest, those of its eigenvalues farthest from zero, by multiplying a
 * random basis with it again and again. Source: Halko, Martinsson and Tropp, "Finding structure with randomness", 2011,
 * section 4.5; the basis is made orthonormal by a Cholesky factor.
 */
final class StrongestDirections {

    private static final int PRODUCTS = 8;

    /** A direction is none if so small a part of its square is left once the earlier ones are taken out of it. */
    private static final double NOTHING = 1e-9;

    private StrongestDirections() {}

    /** Returns an orthonormal basis of the {@code count} strongest directions, [size, count]; columns that lack are zero. */
    static Matrix of(Neighbors matrix, int count) {
        var basis = Matrix.zeros(matrix.size(), count);
        var product = Matrix.zeros(matrix.size(), count);
        for (int i = 0; i < basis.rows(); i++) {
            for (int j = 0; j < count; j++) {
                basis.set(i, j, CounterHash.uniform(0, Purpose.INITIALIZATION, i, j, 0, 0) - 0.5f);
            }
        }
        for (int i = 0; i < PRODUCTS; i++) {
            matrix.multiply(basis, product);
            orthonormalize(product);
            Matrix spare = basis;
            basis = product;
            product = spare;
        }
        return basis;
    }

    /** Replaces Y by Y L⁻ᵀ, where L Lᵀ = Yᵀ Y. */
    static void orthonormalize(Matrix y) {
        double[][] factor = choleskyFactor(squared(y));
        var row = new double[y.columns()];
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < row.length; j++) {
                double rest = y.get(i, j);
                for (int k = 0; k < j; k++) {
                    rest -= row[k] * factor[j][k];
                }
                row[j] = factor[j][j] == 0 ? 0 : rest / factor[j][j];
                y.set(i, j, (float) row[j]);
            }
        }
    }

    /** Returns the lower half of Yᵀ Y. */
    private static double[][] squared(Matrix y) {
        int n = y.columns();
        var squared = new double[n][n];
        for (int row = 0; row < y.rows(); row++) {
            for (int i = 0; i < n; i++) {
                double value = y.get(row, i);
                for (int j = 0; j <= i; j++) {
                    squared[i][j] += value * y.get(row, j);
                }
            }
        }
        return squared;
    }

    /** Returns the lower factor, with a column of zeros for each direction that earlier ones hold already. */
    private static double[][] choleskyFactor(double[][] squared) {
        int n = squared.length;
        var factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = squared[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                if (i == j) {
                    factor[i][i] = rest > NOTHING * squared[i][i] ? Math.sqrt(rest) : 0;
                } else {
                    factor[i][j] = factor[j][j] == 0 ? 0 : rest / factor[j][j];
                }
            }
        }
        return factor;
    }
}
