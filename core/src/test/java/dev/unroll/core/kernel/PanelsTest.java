package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("lanes")
final class PanelsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33, 40})
    void packsAPartAndTouchesNothingElse(int width) {
        Matrix source = Bits.window(1, 3, width);
        Panels panels = new Panels(7, width + 11);
        panels.pack(source, 2, 5);
        for (int k = 0; k < 7; k++) {
            for (int j = 0; j < width + 11; j++) {
                boolean inside = k >= 2 && k < 5 && j >= 5 && j < 5 + width;
                assertEquals(inside ? source.get(k - 2, j - 5) : 0, panels.data()[panels.at(k, j)]);
            }
        }
        assertPaddingIsZero(panels);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 33, 40})
    void packsATransposedPartAndTouchesNothingElse(int width) {
        Matrix source = Bits.window(1, width, 3);
        Panels panels = new Panels(7, width + 11);
        panels.packTransposed(source, 2, 5);
        for (int k = 0; k < 7; k++) {
            for (int j = 0; j < width + 11; j++) {
                boolean inside = k >= 2 && k < 5 && j >= 5 && j < 5 + width;
                assertEquals(inside ? source.get(j - 5, k - 2) : 0, panels.data()[panels.at(k, j)]);
            }
        }
        assertPaddingIsZero(panels);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 31, 33, 40})
    void theFastestKernelsPackTheSame(int size) {
        Matrix source = Bits.window(1, size, size + 3);
        for (int column : new int[] {0, 5, 16}) {
            Panels expected = new Panels(size + 3, size + column);
            Panels actual = new Panels(size + 3, size + column);
            expected.packTransposed(Kernels.scalar(), source, 0, size, 0, column);
            actual.packTransposed(Kernels.fastest(), source, 0, size, 0, column);
            Bits.assertSameBits(expected.data(), actual.data(), "column " + column);

            expected = new Panels(size + 2, size + 3 + column);
            actual = new Panels(size + 2, size + 3 + column);
            expected.pack(Kernels.scalar(), source, 1, size, 2, column);
            actual.pack(Kernels.fastest(), source, 1, size, 2, column);
            Bits.assertSameBits(expected.data(), actual.data(), "column " + column);
        }
    }

    @Test
    void manyProductsOfARowMakeACopyThatBeginsWithALineOfTheCache() {
        Matrix source = Bits.window(1, 130, 64);
        var panels = new Panels(64, 130);
        panels.packTransposed(source, 0, 0);
        assertLines(panels);
        panels.packTransposed(Bits.window(2, 130, 64), 0, 0);
        assertLines(panels);
    }

    private static void assertLines(Panels panels) {
        assertEquals(MemorySegment.NULL, panels.lines());
        for (int i = 0; i < 100; i++) {
            panels.lines();
        }
        assertEquals(0, panels.lines().address() % 64);
        Bits.assertSameBits(panels.data(), panels.lines().toArray(ValueLayout.JAVA_FLOAT), "lines");
    }

    @Test
    void smallAndLargePanelsAreReadWhereTheyLie() {
        for (Panels panels : List.of(new Panels(0, 0), new Panels(31, 128), new Panels(1025, 512))) {
            for (int i = 0; i < 1000; i++) {
                assertEquals(MemorySegment.NULL, panels.lines());
            }
        }
    }

    private static void assertPaddingIsZero(Panels panels) {
        int padded = (panels.columns() + Panels.WIDTH - 1) / Panels.WIDTH * Panels.WIDTH;
        assertEquals(padded * panels.rows(), panels.data().length);
        for (int k = 0; k < panels.rows(); k++) {
            for (int j = panels.columns(); j < padded; j++) {
                assertEquals(0, panels.data()[panels.at(k, j)]);
            }
        }
    }

    @Test
    void aPartMustFit() {
        Panels panels = new Panels(3, 20);
        assertMessage(
                "a matrix [2, 4] has no room at row 2, column 0 of [3, 20] as [2, 4]",
                () -> panels.pack(Matrix.zeros(2, 4), 2, 0));
        assertMessage(
                "a matrix [2, 4] has no room at row 0, column 0 of [3, 20] as [4, 2]",
                () -> panels.packTransposed(Matrix.zeros(2, 4), 0, 0));
        // Column 20 exists in the padding: to write there would be silent nonsense.
        assertMessage(
                "a matrix [1, 1] has no room at row 0, column 20 of [3, 20] as [1, 1]",
                () -> panels.pack(Matrix.zeros(1, 1), 0, 20));
    }

    private static void assertMessage(String message, Runnable call) {
        RuntimeException thrown = assertThrows(RuntimeException.class, call::run);
        assertEquals(message, thrown.getMessage());
    }
}
