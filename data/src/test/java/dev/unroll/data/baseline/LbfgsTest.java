package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LbfgsTest {

    /** Σ aₖ (xₖ − bₖ)² + (Σ xₖ − 2)², whose curvatures differ a thousandfold. */
    private static double value(double[] x, double[] gradient) {
        double[] a = {1, 30, 1000};
        double[] b = {-4, 5, 1};
        double sum = x[0] + x[1] + x[2] - 2;
        double value = sum * sum;
        for (int k = 0; k < 3; k++) {
            value += a[k] * (x[k] - b[k]) * (x[k] - b[k]);
            gradient[k] = 2 * a[k] * (x[k] - b[k]) + 2 * sum;
        }
        return value;
    }

    @Test
    void aQuadraticFunctionIsLowestWhereItsGradientIsZero() {
        // Here the pulls b sum to 2, so that both terms vanish there.
        double[] lowest = Lbfgs.minimize(LbfgsTest::value, new double[3], 50);
        assertArrayEquals(new double[] {-4, 5, 1}, lowest, 1e-3);
    }

    @Test
    void theSearchStopsAtTheLowestPoint() {
        int[] evaluations = {0};
        double[] lowest = Lbfgs.minimize(
                (x, gradient) -> {
                    evaluations[0]++;
                    gradient[0] = 2 * x[0];
                    return x[0] * x[0];
                },
                new double[] {7},
                1000);
        assertEquals(0, lowest[0]);
        assertTrue(evaluations[0] < 50);
    }
}
