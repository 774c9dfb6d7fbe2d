package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.LabeledValues;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RidgeOnMeansTest {

    @Test
    void oneFeatureHasTheSolutionOfTheFormula() {
        // Means of the inputs −1 and 1, of the values 1 and 5: w = Σxy / (Σx² + 1) = 4 / 3.
        var ridge = RidgeOnMeans.train(List.of(
                new LabeledValues(Matrix.of(new float[] {-2, 0}, 2, 1), List.of(1f)),
                new LabeledValues(Matrix.of(new float[] {1}, 1, 1), List.of(5f))));
        assertArrayEquals(new double[] {3 + 2 * 4 / 3.0}, ridge.predict(Matrix.of(new float[] {2}, 1, 1)), 1e-12);
    }

    @Test
    void manyExamplesOfALinearValueAreLearned() {
        List<LabeledValues> examples = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            float a = i % 30 - 15;
            float b = i / 30 - 15;
            examples.add(new LabeledValues(Matrix.of(new float[] {a, b}, 1, 2), List.of(2 * a - b + 7, a + b)));
        }
        double[] values = RidgeOnMeans.train(examples).predict(Matrix.of(new float[] {3, 4}, 1, 2));
        assertEquals(9, values[0], 1e-3);
        assertEquals(7, values[1], 1e-3);
    }

    @Test
    void theMeanOfTheTrainingPartReadsNothing() {
        var mean = MeanValues.train(List.of(
                new LabeledValues(Matrix.zeros(1, 1), List.of(1f, 0f)),
                new LabeledValues(Matrix.zeros(1, 1), List.of(2f, 8f))));
        assertArrayEquals(new double[] {1.5, 4}, mean.predict(Matrix.zeros(1, 1)));
    }
}
