package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.form.Data;
import dev.unroll.core.kernel.Matrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesEncoderTest {

    private static SeriesEncoder encoder(int lookback, int segment, WindowScaling scaling) {
        return new SeriesEncoder(
                lookback, segment, 0, Transform.NONE, scaling, 0, Map.of(), Map.of(), Map.of("s", new Scale(10, 2)));
    }

    /** Reads a column that is known ahead, all numbers as they are. */
    private static SeriesEncoder knowing(String column, int lookback, int segment, int ahead) {
        return new SeriesEncoder(
                lookback,
                segment,
                ahead,
                Transform.NONE,
                WindowScaling.NONE,
                0,
                Map.of(),
                Map.of(column, Scale.NONE),
                Map.of("s", Scale.NONE));
    }

    private static float[] row(Matrix matrix, int row) {
        float[] numbers = new float[matrix.columns()];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = matrix.get(row, j);
        }
        return numbers;
    }

    @Test
    void theLatestValuesAreReadASegmentAStep() {
        Matrix read = encoder(4, 2, WindowScaling.NONE)
                .encode(History.of("s", 0, 10, 12, 14, 16))
                .vectors();
        assertEquals(2, read.rows());
        assertArrayEquals(new float[] {0, 1}, row(read, 0));
        assertArrayEquals(new float[] {2, 3}, row(read, 1));
    }

    @Test
    void aShortHistoryIsReadInWholeSegments() {
        Matrix read = encoder(8, 2, WindowScaling.NONE)
                .encode(History.of("s", 10, 12, 14))
                .vectors();
        assertEquals(1, read.rows());
        assertArrayEquals(new float[] {1, 2}, row(read, 0));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsScaledIsScaledBack(WindowScaling scaling) {
        SeriesEncoder.Window window = encoder(4, 1, scaling).encode(History.of("s", 3, 5, 4, 8));
        assertEquals(123.25, window.value(window.answered(123.25, 3), 3), 1e-12);
    }

    @Test
    void theLastValueOfAWindowBecomesZero() {
        Matrix read = encoder(3, 1, WindowScaling.LAST)
                .encode(History.of("s", 14, 12, 16))
                .vectors();
        assertEquals(List.of(-1f, -2f, 0f), List.of(read.get(0, 0), read.get(1, 0), read.get(2, 0)));
    }

    @Test
    void aWindowOfEqualValuesHasZeros() {
        Matrix read = encoder(2, 1, WindowScaling.STANDARD)
                .encode(History.of("s", 1e12, 1e12))
                .vectors();
        assertEquals(List.of(0f, 0f), List.of(read.get(0, 0), read.get(1, 0)));
    }

    @Test
    void aSeriesThatWasNotLearnedHasTheScaleOfItsHistory() {
        Scale scale = encoder(2, 1, WindowScaling.NONE).scale(History.of("other", 2, 4, 6, 8));
        assertEquals(new Scale(5, StrictMath.sqrt(5)), scale);
    }

    @Test
    void aSeriesThatWasNotLearnedHasNoScaleWhereNoneHas() {
        var encoder = new SeriesEncoder(
                2,
                1,
                0,
                Transform.NONE,
                WindowScaling.NONE,
                0,
                Map.of(),
                Map.of(),
                Map.of("s", Scale.NONE, "t", Scale.NONE));
        assertEquals(Scale.NONE, encoder.scale(History.of("other", 2, 4, 6, 8)));
    }

    @Test
    void aSeriesOfWhichNothingIsKnownHasNoScale() {
        assertEquals(Scale.NONE, encoder(2, 1, WindowScaling.NONE).scale(History.of("other", Double.NaN, Double.NaN)));
    }

    @Test
    void whatLacksInTheLastSegmentKeepsTheLastValue() {
        var encoder = knowing("price", 3, 3, 3);
        double[] target = {7, 8, 9};
        Matrix read = encoder.encode(new History("s", target, List.of(), List.of(new double[] {1, 2, 3, 4, 5})))
                .vectors();
        assertArrayEquals(new float[] {0, 0, 0, 4, 5, 5, 1}, row(read, 1));
        var nothing = new History("s", target, List.of(), List.of(new double[] {1, 2, 3}));
        var thrown = assertThrows(IllegalArgumentException.class, () -> encoder.encode(nothing));
        assertEquals(
                "series s must have [price] for at least 1 step after its last value but has them for 0",
                thrown.getMessage());
    }

    @Test
    void whatIsKnownAheadFollowsWithZerosForTheTarget() {
        var encoder = knowing("holiday", 2, 1, 1);
        Matrix read = encoder.encode(new History("s", new double[] {7, 8}, List.of(), List.of(new double[] {0, 1, 1})))
                .vectors();
        assertArrayEquals(new float[] {7, 0, 0}, row(read, 0));
        assertArrayEquals(new float[] {8, 1, 0}, row(read, 1));
        assertArrayEquals(new float[] {0, 1, 1}, row(read, 2));
    }

    @Test
    void whatLacksAheadIsNamed() {
        var encoder = knowing("holiday", 2, 1, 2);
        var history = new History("s", new double[] {7, 8}, List.of(), List.of(new double[] {0, 1, 1}));
        var thrown = assertThrows(IllegalArgumentException.class, () -> encoder.encode(history));
        assertEquals(
                "series s must have [holiday] for at least 2 steps after its last value but has them for 1",
                thrown.getMessage());
    }

    @Test
    void anEncoderIsReadAsItWasWritten() {
        var encoder = new SeriesEncoder(
                4,
                2,
                2,
                Transform.LOG,
                WindowScaling.LAST_STANDARD,
                3,
                Map.of("wind", new Scale(1, 2)),
                Map.of("hour", Scale.NONE),
                Map.of("s", new Scale(0.1, 1e-9)));
        assertEquals(encoder, SeriesEncoder.fromData(new Data("series", encoder.toData())));
    }

    @Test
    void logarithmsAreUndone() {
        var encoder = new SeriesEncoder(
                2, 1, 0, Transform.LOG, WindowScaling.LAST, 0, Map.of(), Map.of(), Map.of("s", Scale.NONE));
        SeriesEncoder.Window window = encoder.encode(History.of("s", 1, 100));
        assertEquals(100, window.value(0, 0), 1e-9);
        assertEquals((float) -StrictMath.log(100), window.vectors().get(0, 0));
    }

    @Test
    void aZeroHasNoLogarithm() {
        var thrown = assertThrows(IllegalArgumentException.class, () -> Transform.LOG.applied(new double[] {1, 0}));
        assertEquals("a value that has a logarithm must be positive but is 0.0", thrown.getMessage());
    }

    @Test
    void answersAreAddedToTheLastSeason() {
        var encoder = new SeriesEncoder(
                4, 1, 0, Transform.NONE, WindowScaling.LAST, 2, Map.of(), Map.of(), Map.of("s", new Scale(0, 2)));
        SeriesEncoder.Window window = encoder.encode(History.of("s", 1, 2, 30, 40));
        assertEquals(List.of(30.0, 40.0, 30.0), List.of(window.value(0, 0), window.value(0, 1), window.value(0, 2)));
        assertEquals(36, window.value(window.answered(36, 3), 3), 1e-12);
    }

    @Test
    void aNumberThatIsNotFiniteIsNamed() {
        SeriesEncoder encoder = encoder(2, 1, WindowScaling.NONE);
        History history = History.of("s", 1, Double.NaN);
        var thrown = assertThrows(IllegalArgumentException.class, () -> encoder.encode(history));
        assertEquals("series s: the target must be finite at step 1 but is NaN on its scale", thrown.getMessage());
    }

    private static SeriesEncoder masked(WindowScaling scaling) {
        Map<String, Scale> wind = Map.of("wind", Scale.NONE);
        return new SeriesEncoder(
                4, 2, 0, Transform.NONE, scaling, 0, wind, Map.of(), Map.of("s", new Scale(10, 2)), Missing.MASK);
    }

    private static History gappy() {
        double[] wind = {1, Double.NaN, 3, 4};
        return new History("s", new double[] {10, 12, 14, Double.NaN}, List.of(wind), List.of());
    }

    @Test
    void aMissingValueIsZeroWithAMarkBehindAllNumbers() {
        Matrix read = masked(WindowScaling.NONE).encode(gappy()).vectors();
        assertArrayEquals(new float[] {0, 1, 1, 0, 0, 0, 0, 1}, row(read, 0));
        assertArrayEquals(new float[] {2, 0, 3, 4, 0, 1, 0, 0}, row(read, 1));
    }

    @ParameterizedTest
    @EnumSource
    void missingValuesDoNotCountForTheScaleOfAWindow(WindowScaling scaling) {
        SeriesEncoder.Window window = masked(scaling).encode(gappy());
        Scale known = encoder(3, 1, scaling).encode(History.of("s", 10, 12, 14)).inner();
        assertEquals(known, window.inner());
    }

    @ParameterizedTest
    @EnumSource
    void aWindowWithoutAKnownValueStaysOnTheScaleOfItsSeries(WindowScaling scaling) {
        double[] none = {Double.NaN, Double.NaN};
        History history = new History("s", none, List.of(none), List.of());
        assertEquals(Scale.NONE, masked(scaling).encode(history).inner());
    }

    @Test
    void aMissingValueIsRefusedWhereNoneMayBe() {
        var thrown = assertThrows(IllegalArgumentException.class, () -> encoder(2, 1, WindowScaling.NONE)
                .encode(History.of("s", 1, Double.NaN)));
        assertEquals("series s: the target must be finite at step 1 but is NaN on its scale", thrown.getMessage());
    }

    @Test
    void anEncoderOfMissingValuesIsReadBack() {
        SeriesEncoder encoder = masked(WindowScaling.LAST);
        assertEquals(encoder, SeriesEncoder.fromData(new Data("series", encoder.toData())));
    }
}
