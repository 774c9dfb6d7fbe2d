package dev.unroll.spark.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.input.VectorEncoder.Scale;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSumsTest {

    private static FeatureSums of(float... column) {
        var sums = new FeatureSums();
        sums.add(Matrix.of(column, column.length, 1), true);
        return sums;
    }

    @Test
    void eachFeatureHasItsMeanAndDeviation() {
        var sums = new FeatureSums();
        sums.add(Matrix.of(new float[] {1, 5, 3, 5}, 2, 2), true);
        assertEquals(List.of(new Scale(2, 1), new Scale(5, 1)), sums.scales());
    }

    @Test
    void sumsDoNotDependOnTheirOrder() {
        FeatureSums one = of(1e20f, 1);
        one.add(of(-1e20f, 3));
        FeatureSums other = of(1, 3);
        other.add(of(-1e20f, 1e20f));
        assertEquals(one.scale(), other.scale());
        assertEquals(1, one.scale().offset());
    }

    @Test
    void numbersThatAreMissingAreCounted() {
        FeatureSums sums = of(1, Float.NaN, 3);
        assertEquals(1, sums.missing());
        assertEquals(new Scale(2, 1), sums.scale());
    }

    @Test
    void stepsOfSeveralWidthsAreRefused() {
        var sums = of(1, 2);
        sums.add(Matrix.of(new float[] {1, 2}, 1, 2), true);
        var error = assertThrows(DataException.class, sums::requireOneWidth);
        assertEquals(
                "all steps must have one number of numbers, but there are steps of 1 and of 2", error.getMessage());
    }
}
