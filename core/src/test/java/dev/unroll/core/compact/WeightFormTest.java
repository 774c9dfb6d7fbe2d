package dev.unroll.core.compact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.kernel.Matrix;
import org.junit.jupiter.api.Test;

/** What weights are rounded to. */
final class WeightFormTest {

    private static float[] rounded(WeightForm form, float... row) {
        float[] values = row.clone();
        form.round(Matrix.of(values, 1, values.length), "w");
        return values;
    }

    @Test
    void namesAreReadAsTheyArePrinted() {
        for (WeightForm form : WeightForm.values()) {
            assertEquals(form, WeightForm.of(form.toString()));
        }
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatThereAre() {
        var error = assertThrows(IllegalArgumentException.class, () -> WeightForm.of("int4"));
        assertEquals("weights must be float32, bfloat16 or int8 but are \"int4\"", error.getMessage());
    }

    @Test
    void floatsStayAsTheyAre() {
        assertArrayEquals(new float[] {0.1f, -0f, Float.NaN}, rounded(WeightForm.FLOAT32, 0.1f, -0f, Float.NaN));
    }

    @Test
    void bfloat16IsTheNearestAndATieGoesToTheEven() {
        float[] given = {1, 0x1.01p0f, 0x1.03p0f, 0x1.010002p0f, -0x1.01p0f, 0x1.00fffep0f};
        float[] expected = {1, 1, 0x1.04p0f, 0x1.02p0f, -1, 1};
        assertArrayEquals(expected, rounded(WeightForm.BFLOAT16, given));
    }

    @Test
    void bfloat16KeepsZerosOfBothSignsAndSubnormalsOfSevenBits() {
        float smallest = Float.intBitsToFloat(1 << 16);
        float[] given = {0f, -0f, smallest, -3 * smallest, Float.MIN_VALUE};
        assertArrayEquals(new float[] {0f, -0f, smallest, -3 * smallest, 0f}, rounded(WeightForm.BFLOAT16, given));
    }

    @Test
    void int8IsAWholeNumberOfScalesNearestToTheWeight() {
        assertArrayEquals(
                new float[] {127, 1, -64, 0, 2, -127}, rounded(WeightForm.INT8, 127, 1.4f, -63.6f, 0.5f, 1.5f, -127));
    }

    @Test
    void anErrorOfInt8IsAtMostHalfAScale() {
        float[] row = new Dice(1).within(3f, 1000);
        float scale = Int8.scale(Matrix.of(row, 1, row.length), 0);
        float[] after = rounded(WeightForm.INT8, row);
        for (int i = 0; i < row.length; i++) {
            assertTrue(Math.abs(row[i] - after[i]) <= 0.5001 * scale, row[i] + " became " + after[i]);
        }
    }

    @Test
    void aRowOfZerosStaysOne() {
        assertArrayEquals(new float[] {0f, 0f, 0f}, rounded(WeightForm.INT8, 0f, -0f, 0f));
    }

    @Test
    void besideOneHugeWeightTheOthersAreZero() {
        assertArrayEquals(new float[] {0f, 0x1p100f, 0f}, roundedHuge());
    }

    private static float[] roundedHuge() {
        float[] row = rounded(WeightForm.INT8, 1f, 0x1p100f, -3f);
        // The scale has 16 bits, so the largest comes back but for that.
        assertEquals(0x1p100, row[1], 0x1p85);
        row[1] = 0x1p100f;
        return row;
    }

    @Test
    void aRowOfSubnormalsIsRoundedToZerosByInt8() {
        assertArrayEquals(new float[] {0f, 0f}, rounded(WeightForm.INT8, Float.MIN_VALUE, -Float.MIN_NORMAL));
    }

    @Test
    void rowsHaveScalesOfTheirOwn() {
        float[] values = {127, 1, 1.27f, 0.01f};
        WeightForm.INT8.round(Matrix.of(values, 2, 2), "w");
        assertEquals(1, values[1]);
        assertEquals(0.01f, values[3], 1e-6f);
    }

    @Test
    void whatWasRoundedStaysAsItIs() {
        var dice = new Dice(2);
        for (WeightForm form : WeightForm.values()) {
            for (int exponent = -140; exponent < 127; exponent++) {
                float[] once = rounded(form, dice.within((float) StrictMath.scalb(1.0, exponent), 37));
                assertArrayEquals(once, rounded(form, once), form + ", 2^" + exponent);
            }
        }
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (WeightForm form : new WeightForm[] {WeightForm.BFLOAT16, WeightForm.INT8}) {
                var error = assertThrows(IllegalArgumentException.class, () -> rounded(form, 1, wrong));
                assertEquals(
                        "the parameter w holds a number that is not finite, so its weights cannot be kept as " + form
                                + "; keep them as float32",
                        error.getMessage());
            }
        }
    }

    @Test
    void numbersThatWouldBecomeInfiniteAreRefused() {
        for (WeightForm form : new WeightForm[] {WeightForm.BFLOAT16, WeightForm.INT8}) {
            var error = assertThrows(IllegalArgumentException.class, () -> rounded(form, 1, Float.MAX_VALUE));
            assertEquals(
                    "the parameter w holds a number that is too large, so its weights cannot be kept as " + form
                            + "; keep them as float32",
                    error.getMessage());
        }
    }

    @Test
    void floatsHaveNoCompactPanels() {
        var error = assertThrows(IllegalStateException.class, () -> WeightForm.FLOAT32.panels(1, 1));
        assertEquals("weights of float32 are kept in Panels", error.getMessage());
    }
}
