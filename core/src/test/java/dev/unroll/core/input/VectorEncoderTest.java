package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.form.Data;
import dev.unroll.core.input.VectorEncoder.Scale;
import dev.unroll.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorEncoderTest {

    private static final List<Scale> SCALES = List.of(new Scale(0, 1), new Scale(10, 2));
    private static final float NAN = Float.NaN;

    private static float[] encoded(Missing missing, float... raw) {
        return new VectorEncoder(SCALES, missing)
                .encode(Matrix.of(raw, raw.length / 2, 2))
                .data();
    }

    @Test
    void eachFeatureHasItsOwnScale() {
        assertArrayEquals(new float[] {3, -1, 4, 1}, encoded(Missing.ERROR, 3, 8, 4, 12));
    }

    @Test
    void aMissingNumberIsRefusedUnlessItIsTreated() {
        var error = assertThrows(IllegalArgumentException.class, () -> encoded(Missing.ERROR, 3, 8, NAN, 12));
        assertEquals("number 0 of step 1 must be finite but is NaN", error.getMessage());
    }

    @Test
    void infinityIsRefusedHoweverMissingNumbersAreTreated() {
        var error =
                assertThrows(IllegalArgumentException.class, () -> encoded(Missing.MASK, 3, Float.POSITIVE_INFINITY));
        assertEquals("number 1 of step 0 must be finite but is Infinity", error.getMessage());
    }

    @Test
    void aMissingNumberIsOnTheLineBetweenItsNeighbors() {
        assertArrayEquals(
                new float[] {1, 1, 1, 2, 2, 3, 3, 3}, encoded(Missing.INTERPOLATE, NAN, 12, 1, NAN, NAN, 16, 3, NAN));
    }

    @Test
    void aMissingNumberIsTheLastKnownOneAndZeroBeforeTheFirst() {
        assertArrayEquals(
                new float[] {0, 1, 1, 1, 1, 3, 3, 3}, encoded(Missing.LAST, NAN, 12, 1, NAN, NAN, 16, 3, NAN));
    }

    @Test
    void aMaskSaysWhichNumbersAreMissing() {
        assertArrayEquals(new float[] {0, 1, 1, 0, 5, 0, 0, 1}, encoded(Missing.MASK, NAN, 12, 5, NAN));
    }

    @Test
    void whatBelongsToAMarkBelongsToItsFeature() {
        Matrix ofInputs = Matrix.of(new float[] {1, 10, 100, 1000, 2, 20, 200, 2000}, 2, 4);
        assertEquals(List.of(303.0, 3030.0), new VectorEncoder(SCALES, Missing.MASK).byFeature(ofInputs));
    }

    @Test
    void aFeatureThatIsNeverKnownIsZero() {
        assertArrayEquals(new float[] {0, 1, 0, 1}, encoded(Missing.INTERPOLATE, NAN, 12, NAN, 12));
    }

    @Test
    void theDataFormIsReadAgain() {
        for (Missing missing : Missing.values()) {
            for (List<Scale> scales : List.of(SCALES, List.of(new Scale(1, 3), new Scale(1, 3)))) {
                var encoder = new VectorEncoder(scales, missing);
                assertEquals(encoder, VectorEncoder.fromData(new Data("config.json", encoder.toData())));
            }
        }
    }

    @Test
    void oneScaleHasTheFormAndTheHashThatItAlwaysHad() {
        var encoder = new VectorEncoder(28, 0, 255);
        assertEquals(Map.of("features", 28, "offset", 0f, "divisor", 255f), encoder.toData());
        List<String> hashed = new ArrayList<>();
        encoder.describe(hashed::add);
        assertEquals(List.of("VectorEncoder[features=28, offset=0.0, divisor=255.0]"), hashed);
    }

    @Test
    void aScaleTooFewIsNamed() {
        var data = new Data("config.json", Map.of("features", 3, "offset", List.of(1, 2), "divisor", List.of(1, 2)));
        var error = assertThrows(IllegalArgumentException.class, () -> VectorEncoder.fromData(data));
        assertEquals("config.json: offset and divisor must be 3 numbers each but are 2 and 2", error.getMessage());
    }
}
