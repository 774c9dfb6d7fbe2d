package dev.unroll.core.compact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Dice;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Scratch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of a row with compact weights, of both kernels, against those with the weights in floats: equal bits. */
@Tag("lanes")
final class CompactKernelsTest {

    private static final List<WeightForm> COMPACT = List.of(WeightForm.BFLOAT16, WeightForm.INT8);
    private static final int[] DEPTHS = {0, 1, 2, 3, 8, 17, 64};
    private static final int[] WIDTHS = {0, 1, 7, 8, 15, 16, 17, 33, 64, 100, 128, 131, 300};

    static Stream<Kernels> kernels() {
        return Stream.of(Kernels.scalar(), Kernels.fastest());
    }

    private static Matrix weight(WeightForm form, int outputs, int inputs) {
        Matrix weight = Matrix.of(new Dice(outputs).within(0.7f, outputs * inputs), outputs, inputs);
        form.round(weight, "w");
        return weight;
    }

    private static CompactPanels packed(WeightForm form, Matrix weight) {
        CompactPanels panels = form.panels(weight.columns(), weight.rows());
        panels.pack(weight, 0, 0);
        return panels;
    }

    /** A window with columns before and after it, and a row above and below. */
    private static Matrix window(long seed, int columns) {
        int stride = columns + 5;
        return Matrix.window(new Dice(seed).within(2, 3 * stride), stride + 3, 1, columns, stride);
    }

    private static Matrix copy(Matrix matrix) {
        return Matrix.window(matrix.data().clone(), matrix.offset(), matrix.rows(), matrix.columns(), matrix.stride());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aRowHasTheBitsOfFloats(Kernels kernels) {
        for (WeightForm form : COMPACT) {
            for (int depth : DEPTHS) {
                for (int width : WIDTHS) {
                    check(kernels, form, window(1, depth), width);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void numbersThatAreNotFiniteGoOnAsInFloats(Kernels kernels) {
        for (WeightForm form : COMPACT) {
            for (float special :
                    new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE, Float.MAX_VALUE}) {
                Matrix a = window(1, 5);
                a.set(0, 4, special);
                check(kernels, form, a, 37);
            }
        }
    }

    private static void check(Kernels kernels, WeightForm form, Matrix a, int width) {
        Matrix weight = weight(form, width, a.columns());
        var floats = new Panels(a.columns(), width);
        floats.packTransposed(weight, 0, 0);
        Matrix expected = window(2, width);
        Matrix actual = copy(expected);
        Kernels.scalar().addRowProduct(a, 0, floats, expected, 0, 0, width, new Scratch());
        CompactKernels.like(kernels).addRowProduct(a, 0, packed(form, weight), actual, 0, 0, width, new Scratch());
        assertArrayEquals(expected.data(), actual.data(), form + ", " + a.columns() + " x " + width);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void threadsMaySplitTheColumns(Kernels kernels) {
        for (WeightForm form : COMPACT) {
            Matrix a = window(1, 31);
            CompactPanels b = packed(form, weight(form, 300, 31));
            Matrix whole = window(2, 300);
            Matrix parts = copy(whole);
            CompactKernels compact = CompactKernels.like(kernels);
            compact.addRowProduct(a, 0, b, whole, 0, 0, 300, new Scratch());
            compact.addRowProduct(a, 0, b, parts, 0, 160, 300, new Scratch());
            compact.addRowProduct(a, 0, b, parts, 0, 0, 160, new Scratch());
            assertArrayEquals(whole.data(), parts.data());
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void toAndFroIsTheSame(Kernels kernels) {
        for (WeightForm form : COMPACT) {
            Matrix a = window(1, 31);
            CompactPanels b = packed(form, weight(form, 300, 31));
            Matrix to = window(2, 300);
            Matrix fro = copy(to);
            var turned = new Scratch();
            turned.turn();
            CompactKernels.like(kernels).addRowProduct(a, 0, b, to, 0, 0, 300, new Scratch());
            CompactKernels.like(kernels).addRowProduct(a, 0, b, fro, 0, 0, 300, turned);
            assertArrayEquals(to.data(), fro.data());
        }
    }

    @Test
    void unpackedPanelsAreThoseOfTheWeight() {
        for (WeightForm form : COMPACT) {
            for (int depth : DEPTHS) {
                Matrix weight = weight(form, 35, depth);
                var floats = new Panels(depth, 35);
                floats.packTransposed(weight, 0, 0);
                assertArrayEquals(floats.data(), packed(form, weight).unpacked().data());
            }
        }
    }

    @Test
    void weightsMayBePackedAgain() {
        for (WeightForm form : COMPACT) {
            CompactPanels panels = packed(form, weight(form, 35, 9));
            panels.unpacked();
            Matrix other = weight(form, 35, 9);
            other.set(3, 4, 0);
            panels.pack(other, 0, 0);
            assertEquals(0, panels.unpacked().data()[panels.unpacked().at(4, 3)]);
        }
    }

    @Test
    void partsOfRowsAndOfSeveralWeightsStandSideBySide() {
        for (WeightForm form : COMPACT) {
            Matrix first = weight(form, 5, 9);
            Matrix second = weight(form, 21, 9);
            CompactPanels panels = form.panels(4, 26);
            panels.pack(first, 5, 0);
            panels.pack(second, 5, 5);
            assertEquals(first.get(4, 8), panels.get(3, 4));
            assertEquals(second.get(20, 5), panels.get(0, 25));
        }
    }

    @Test
    void theyTakeHalfAndAQuarterOfTheBytes() {
        long floats = 4L * 256 * 1024;
        assertEquals(floats / 2, WeightForm.BFLOAT16.panels(256, 1024).bytes());
        long scales = 4L * 1024;
        assertEquals(floats / 4 + scales, WeightForm.INT8.panels(256, 1024).bytes());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void wrongShapesAreRefused(Kernels kernels) {
        CompactKernels compact = CompactKernels.like(kernels);
        CompactPanels b = WeightForm.INT8.panels(3, 40);
        Matrix c = Matrix.zeros(1, 40);
        var scratch = new Scratch();
        var shapes = assertThrows(
                IllegalArgumentException.class,
                () -> compact.addRowProduct(Matrix.zeros(1, 4), 0, b, c, 0, 0, 40, scratch));
        assertTrue(shapes.getMessage().startsWith("a product needs a [., K], b [K, N], c [., N] but has a "));
        Matrix a = Matrix.zeros(1, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> compact.addRowProduct(a, 1, b, c, 0, 0, 40, scratch));
        var columns = assertThrows(
                IndexOutOfBoundsException.class, () -> compact.addRowProduct(a, 0, b, c, 0, 0, 20, scratch));
        assertEquals("columns 0 to 20 are no panels of " + Panels.WIDTH + " of [3, 40]", columns.getMessage());
    }
}
