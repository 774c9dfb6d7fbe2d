package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.LabeledVectors;
import java.util.List;
import org.junit.jupiter.api.Test;

class DtwNeighborTest {

    private static Matrix steps(float... numbers) {
        return Matrix.of(numbers, numbers.length, 1);
    }

    @Test
    void stepsArePairedSoThatTheSumOfSquaresIsSmallest() {
        // 0-0, 1-0, 3-3, 3-3: only the 1 has no match.
        assertEquals(1, DtwNeighbor.distance(steps(0, 1, 3), steps(0, 0, 3, 3), Double.POSITIVE_INFINITY));
    }

    @Test
    void featuresAreWarpedTogether() {
        Matrix x = Matrix.of(new float[] {0, 0, 1, 0, 1, 1}, 3, 2);
        Matrix y = Matrix.of(new float[] {0, 0, 0, 1, 1, 1}, 3, 2);
        // Alone, each feature has distance 0.
        assertEquals(2, DtwNeighbor.distance(x, y, Double.POSITIVE_INFINITY));
    }

    @Test
    void aDistanceThatCannotBeBelowTheBoundIsInfinite() {
        assertEquals(Double.POSITIVE_INFINITY, DtwNeighbor.distance(steps(0, 0), steps(5, 5), 25));
    }

    @Test
    void theNearestSequenceGivesItsClass() {
        var neighbor = DtwNeighbor.train(
                List.of(new LabeledVectors(steps(0, 5, 0), "peak"), new LabeledVectors(steps(5, 0, 5), "dip")));
        assertEquals("peak", neighbor.predict(steps(0, 0, 0, 4, 0)));
        assertEquals("dip", neighbor.predict(steps(4, 1, 4)));
    }
}
