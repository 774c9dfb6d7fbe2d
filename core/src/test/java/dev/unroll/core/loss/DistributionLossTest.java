package dev.unroll.core.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionLossTest {

    private static final Kernels KERNELS = Kernels.fastest();

    private static double loss(RowLoss loss, Matrix prediction, Matrix gradient, float... values) {
        Targets targets = Targets.values(Matrix.of(values, 1, values.length));
        return loss.lossAndGradient(KERNELS, prediction, 1, targets, gradient, new double[1]);
    }

    @Test
    void thePinballLossCostsWhatLiesOnEitherSide() {
        var loss = new QuantileLoss(List.of(0.1, 0.9));
        Matrix prediction = Matrix.of(new float[] {1, 2}, 1, 2);
        // Of the value 4: 0.1 · 3 and 0.9 · 2, over two predictions.
        assertEquals((0.3 + 1.8) / 2, loss(loss, prediction, Matrix.zeros(1, 2), 4), 1e-6);
        // Of the value 0: 0.9 · 1 and 0.1 · 2.
        assertEquals((0.9 + 0.2) / 2, loss(loss, prediction, Matrix.zeros(1, 2), 0), 1e-6);
    }

    @Test
    void theGradientOfTheMedianIsHalfTheSign() {
        var loss = new QuantileLoss(List.of(0.5));
        Matrix gradient = Matrix.zeros(1, 3);
        loss(loss, Matrix.of(new float[] {1, 2, 3}, 1, 3), gradient, 2, 2, 2);
        assertEquals(
                List.of(-0.5f / 3, 0f, 0.5f / 3), List.of(gradient.get(0, 0), gradient.get(0, 1), gradient.get(0, 2)));
    }

    @Test
    void theGaussianLossIsMinusTheLogarithmOfTheDensity() {
        double deviation = StrictMath.exp(0.5);
        double density =
                StrictMath.exp(-0.5 * (2 / deviation) * (2 / deviation)) / (deviation * StrictMath.sqrt(2 * Math.PI));
        Matrix prediction = Matrix.of(new float[] {1, 0.5f}, 1, 2);
        assertEquals(-StrictMath.log(density), loss(new GaussianLikelihood(), prediction, Matrix.zeros(1, 2), 3), 1e-6);
    }

    @Test
    void theGaussianGradientIsThatOfTheLoss() {
        var loss = new GaussianLikelihood();
        float[] outputs = {0.3f, -0.7f, -1.2f, 0.4f};
        Matrix gradient = Matrix.zeros(1, 4);
        loss(loss, Matrix.of(outputs.clone(), 1, 4), gradient, 1, -1);
        float step = 1f / 512;
        for (int j = 0; j < outputs.length; j++) {
            float[] above = outputs.clone();
            float[] below = outputs.clone();
            above[j] += step;
            below[j] -= step;
            double slope = (loss(loss, Matrix.of(above, 1, 4), Matrix.zeros(1, 4), 1, -1)
                            - loss(loss, Matrix.of(below, 1, 4), Matrix.zeros(1, 4), 1, -1))
                    / (2 * step);
            assertEquals(slope, gradient.get(0, j), 2e-4, "output " + j);
        }
    }

    @Test
    void aDeviationThatIsHeldHasNoGradient() {
        Matrix gradient = Matrix.zeros(1, 2);
        loss(new GaussianLikelihood(), Matrix.of(new float[] {0, -9}, 1, 2), gradient, 0);
        assertEquals(0, gradient.get(0, 1));
    }

    @Test
    void quantilesMustIncrease() {
        var thrown = assertThrows(IllegalArgumentException.class, () -> new QuantileLoss(List.of(0.5, 0.5)));
        assertEquals("quantiles must lie between 0 and 1 in increasing order but are [0.5, 0.5]", thrown.getMessage());
    }

    @Test
    void outputsMustFitTheQuantiles() {
        var loss = new QuantileLoss(List.of(0.1, 0.9));
        var thrown = assertThrows(
                IllegalArgumentException.class, () -> loss(loss, Matrix.zeros(1, 3), Matrix.zeros(1, 3), 1));
        assertEquals("quantile loss needs 2 outputs for each value but has 3 in all", thrown.getMessage());
    }

    static List<RowLoss> lossesOfValues() {
        return List.of(
                new AbsoluteError(),
                new MeanSquaredError(),
                new Huber(),
                new QuantileLoss(List.of(0.2, 0.7)),
                new GaussianLikelihood());
    }

    /** The outputs of the first and the third value alone cost what they cost beside a second one that is missing. */
    @ParameterizedTest
    @MethodSource("lossesOfValues")
    void aMissingValueCountsForNothing(RowLoss loss) {
        int n = loss.outputsPerValue();
        float[] three = new float[3 * n];
        float[] two = new float[2 * n];
        for (int j = 0; j < 3 * n; j++) {
            three[j] = 0.3f * j - 0.5f;
            if (j / n != 1) {
                two[j < n ? j : j - n] = three[j];
            }
        }
        Matrix gradient = Matrix.zeros(1, 3 * n);
        Matrix without = Matrix.zeros(1, 2 * n);
        double cost = loss(loss, Matrix.of(three, 1, 3 * n), gradient, 1.5f, Float.NaN, -2);
        assertEquals(loss(loss, Matrix.of(two, 1, 2 * n), without, 1.5f, -2), cost);
        for (int j = 0; j < 3 * n; j++) {
            float expected = j / n == 1 ? 0 : without.get(0, j < n ? j : j - n);
            assertEquals(expected, gradient.get(0, j), "output " + j);
        }
    }

    @ParameterizedTest
    @MethodSource("lossesOfValues")
    void whereAllValuesAreMissingTheLossIsZero(RowLoss loss) {
        int n = loss.outputsPerValue();
        Matrix gradient = Matrix.zeros(1, n);
        assertEquals(0, loss(loss, Matrix.of(new float[n], 1, n), gradient, Float.NaN));
        assertEquals(0, gradient.get(0, 0));
    }
}
