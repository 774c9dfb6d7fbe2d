package dev.unroll.run.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorPictureTest {

    @ParameterizedTest
    @CsvSource({
        "28, 28, 56, 56",
        "4, 60, 112, 28",
        "60, 4, 28, 112",
        "1, 5000, 112, 28",
        "200, 2, 28, 112",
        "20, 40, 79.2, 39.6",
        "2, 3, 36, 24",
        "1, 1, 12, 12"
    })
    void aPictureIsAtMostFourTimesAsLongAsWide(int steps, int features, String width, String height) {
        String svg =
                new VectorPicture(Matrix.zeros(steps, features), 56).draw("x").html();
        assertTrue(svg.contains("width=\"" + width) && svg.contains(" height=\"" + height), svg);
    }

    @Test
    void whatHasMoreCellsThanPixelsIsShownByMeans() {
        Matrix wave = Matrix.zeros(1, 1120);
        for (int j = 0; j < 1120; j++) {
            wave.set(0, j, j < 560 ? 1 : 0);
        }
        String svg = new VectorPicture(wave, 56).draw("x").html();
        assertEquals(56, svg.split("M", -1).length - 1);
    }

    @Test
    void aLineIsNoPicture() {
        assertTrue(VectorPicture.suits(Matrix.zeros(4, 60)));
        assertFalse(VectorPicture.suits(Matrix.zeros(3, 60)));
    }
}
