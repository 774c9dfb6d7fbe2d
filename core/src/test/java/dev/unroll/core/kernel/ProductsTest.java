package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.Bits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products of both kernels against three nested loops: equal bits, and nothing written outside the window. */
@Tag("lanes")
final class ProductsTest {

    private static final int[] WIDTHS = {1, 3, 8, 10, 15, 16, 17, 31, 32, 33, 57, 100};

    static Stream<Kernels> kernels() {
        return Stream.of(Kernels.scalar(), Kernels.fastest());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void productIsOneChainAnElement(Kernels kernels) {
        for (int rows = 0; rows <= 30; rows++) {
            for (int depth : new int[] {0, 1, 2, 17, 18}) {
                for (int columns : WIDTHS) {
                    checkProduct(kernels, rows, depth, columns);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void productIsOneChainAnElementAcrossBlocks(Kernels kernels) {
        checkProduct(kernels, 1, 600, 300);
        checkProduct(kernels, 9, 600, 70);
        checkProduct(kernels, 131, 257, 50);
        checkProduct(kernels, 131, 600, 50);
        checkProduct(kernels, 64, 30, 57);
        checkProduct(kernels, 25, 1030, 50);
        checkProduct(kernels, 9, 515, 70);
        checkProduct(kernels, 300, 30, 10);
        checkProduct(kernels, 5, 131, 300);
    }

    /** They fall into one set of a cache, and are worked on in a copy. */
    @ParameterizedTest
    @MethodSource("kernels")
    void productOfRowsThatArePowersOfTwoApart(Kernels kernels) {
        for (int rows : new int[] {8, 9, 12, 130}) {
            checkProduct(kernels, Matrix.window(Bits.values(1, 133 * 1024), 5, 133, 1016, 1024), rows, 150);
        }
    }

    private static void checkProduct(Kernels kernels, int rows, int depth, int columns) {
        checkProduct(kernels, Bits.window(1, rows + 3, depth), rows, columns);
    }

    private static void checkProduct(Kernels kernels, Matrix a, int rows, int columns) {
        int depth = a.columns();
        Matrix right = Bits.window(2, depth, columns);
        Panels b = new Panels(depth, columns);
        b.pack(right, 0, 0);
        Matrix expected = Bits.window(3, rows + 4, columns);
        Matrix actual = Bits.copy(expected);
        addChains(a, 1, right, expected, 2, rows);
        kernels.addProduct(a, 1, b, actual, 2, rows, new Scratch());
        assertSameBits(expected.data(), actual.data(), rows + " x " + depth + " x " + columns);
        float[] start = Bits.values(4, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                expected.set(2 + i, j, start[j]);
            }
        }
        addChains(a, 1, right, expected, 2, rows);
        kernels.product(start, a, 1, b, actual, 2, rows, new Scratch());
        assertSameBits(expected.data(), actual.data(), "from a start, " + rows + " x " + depth + " x " + columns);
    }

    /** The product as it is defined. */
    private static void addChains(Matrix a, int aRow, Matrix b, Matrix c, int cRow, int rows) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < c.columns(); j++) {
                for (int k = 0; k < b.rows(); k++) {
                    c.set(cRow + i, j, Math.fma(a.get(aRow + i, k), b.get(k, j), c.get(cRow + i, j)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aRowInPartsHasTheBitsOfTheWhole(Kernels kernels) {
        for (int columns : new int[] {5, 16, 50, 128, 331}) {
            Matrix a = Bits.window(1, 3, 21);
            Panels b = new Panels(21, columns);
            b.pack(Bits.window(2, 21, columns), 0, 0);
            Matrix expected = Bits.window(3, 4, columns);
            var scratch = new Scratch();
            for (int parts : new int[] {1, 2, 5}) {
                Matrix whole = Bits.copy(expected);
                Matrix inParts = Bits.copy(expected);
                kernels.addProduct(a, 1, b, whole, 2, 1);
                int panels = (columns + Panels.WIDTH - 1) / Panels.WIDTH;
                for (int part = 0; part < parts; part++) {
                    int from = part * panels / parts * Panels.WIDTH;
                    int to = Math.min(columns, (part + 1) * panels / parts * Panels.WIDTH);
                    scratch.turn();
                    kernels.addRowProduct(a, 1, b, inParts, 2, from, to, scratch);
                }
                assertSameBits(whole.data(), inParts.data(), columns + " columns in " + parts + " parts");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aRowHasTheSameBitsHoweverOftenItIsMultiplied(Kernels kernels) {
        Matrix a = Bits.window(1, 3, 21);
        Panels b = new Panels(21, 331);
        var scratch = new Scratch();
        for (int packed = 0; packed < 2; packed++) {
            Matrix source = Bits.window(2 + packed, 21, 331);
            b.pack(source, 0, 0);
            Matrix expected = Bits.window(4, 4, 331);
            Matrix begin = Bits.copy(expected);
            addChains(a, 1, source, expected, 2, 1);
            for (int i = 0; i < 200; i++) {
                Matrix actual = Bits.copy(begin);
                scratch.turn();
                kernels.addProduct(a, 1, b, actual, 2, 1, scratch);
                assertSameBits(expected.data(), actual.data(), "product " + i + " since B was packed");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aRowIsSharedOutInPanels(Kernels kernels) {
        Matrix row = Matrix.zeros(1, 40);
        var error = assertThrows(
                IndexOutOfBoundsException.class,
                () -> kernels.addRowProduct(Matrix.zeros(1, 3), 0, new Panels(3, 40), row, 0, 8, 40, new Scratch()));
        assertEquals("columns 8 to 40 are no panels of " + Panels.WIDTH + " of [3, 40]", error.getMessage());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void transposedProductIsOneChainAnElement(Kernels kernels) {
        for (int rows : new int[] {0, 1, 2, 7, 20}) {
            for (int height = 1; height <= 65; height++) {
                for (int columns : WIDTHS) {
                    checkTransposedProduct(kernels, rows, height, columns, 0, height);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void transposedProductIsOneChainAnElementAcrossBlocks(Kernels kernels) {
        checkTransposedProduct(kernels, 1030, 21, 40, 0, 21);
        checkTransposedProduct(kernels, 530, 300, 35, 7, 299);
        checkTransposedProduct(kernels, 5, 20, 64, 6, 11);
        checkTransposedProduct(kernels, 131, 9, 300, 1, 8);
        checkTransposedProduct(kernels, 5, 20, 64, 6, 6);
        checkTransposedProduct(kernels, 481, 1030, 545, 2, 1029);
    }

    private static void checkTransposedProduct(
            Kernels kernels, int rows, int height, int columns, int fromRow, int toRow) {
        Matrix a = Bits.window(1, rows + 3, height);
        Matrix b = Bits.window(2, rows + 2, columns);
        Matrix expected = Bits.window(3, height, columns);
        Matrix actual = Bits.copy(expected);
        for (int i = fromRow; i < toRow; i++) {
            for (int j = 0; j < columns; j++) {
                for (int r = 0; r < rows; r++) {
                    expected.set(i, j, Math.fma(a.get(1 + r, i), b.get(2 + r, j), expected.get(i, j)));
                }
            }
        }
        kernels.addTransposedProduct(a, 1, b, 2, rows, actual, fromRow, toRow, new Scratch());
        assertSameBits(expected.data(), actual.data(), rows + " rows, " + height + " x " + columns);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void jointTransposedProductsAreTheSingleOnes(Kernels kernels) {
        checkJointTransposedProducts(kernels, 523, 45, 2, 41, 1, 4, 16, 17, 70, 513);
        checkJointTransposedProducts(kernels, 481, 1000, 1, 999, 300, 17, 257);
    }

    private static void checkJointTransposedProducts(
            Kernels kernels, int rows, int height, int fromRow, int toRow, int... widths) {
        Matrix a = Bits.window(1, rows, height);
        Matrix[] b = new Matrix[widths.length];
        Matrix[] expected = new Matrix[widths.length];
        Matrix[] actual = new Matrix[widths.length];
        for (int i = 0; i < widths.length; i++) {
            b[i] = Bits.window(10 + i, rows, widths[i]);
            expected[i] = Bits.window(20 + i, height, widths[i]);
            actual[i] = Bits.copy(expected[i]);
        }
        float[] expectedSums = Bits.values(3, height + 5);
        float[] actualSums = expectedSums.clone();
        for (int i = 0; i < widths.length; i++) {
            kernels.addTransposedProduct(a, 0, b[i], 0, rows, expected[i], fromRow, toRow, new Scratch());
        }
        kernels.addColumnSums(a, 0, rows, expectedSums, 3, fromRow, toRow);
        kernels.addTransposedProducts(a, b, widths.length, rows, actual, actualSums, 3, fromRow, toRow, new Scratch());
        for (int i = 0; i < widths.length; i++) {
            assertSameBits(expected[i].data(), actual[i].data(), widths[i] + " columns");
        }
        assertSameBits(expectedSums, actualSums, "sums");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void specialValuesHaveTheBitsOfTheChain(Kernels kernels) {
        int rows = 11;
        int depth = 19;
        int columns = 43;
        Matrix a = Matrix.of(Bits.specialValues(1, rows * depth), rows, depth);
        Matrix right = Matrix.of(Bits.specialValues(2, depth * columns), depth, columns);
        Panels b = new Panels(depth, columns);
        b.pack(right, 0, 0);
        Matrix expected = Matrix.of(Bits.specialValues(3, rows * columns), rows, columns);
        Matrix actual = Bits.copy(expected);
        addChains(a, 0, right, expected, 0, rows);
        kernels.addProduct(a, 0, b, actual, 0, rows);
        assertSameBits(expected.data(), actual.data(), "special values");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void dirtyScratchLeavesNoTrace(Kernels kernels) {
        Scratch dirty = new Scratch();
        Arrays.fill(dirty.left(10_000), Float.NaN);
        Arrays.fill(dirty.right(10_000), Float.NaN);
        Arrays.fill(dirty.edge(10_000), Float.NaN);
        Arrays.stream(dirty.rows(100, 256)).forEach(row -> Arrays.fill(row, Float.NaN));
        Matrix a = Bits.window(1, 13, 21);
        Matrix c = Bits.window(3, 13, 21);
        Matrix expected = Bits.window(4, 21, 21);
        Matrix actual = Bits.copy(expected);
        kernels.addTransposedProduct(a, 0, c, 0, 13, expected, 0, 21, new Scratch());
        kernels.addTransposedProduct(a, 0, c, 0, 13, actual, 0, 21, dirty);
        assertSameBits(expected.data(), actual.data(), "transposed product");
        Panels b = new Panels(21, 21);
        b.pack(expected, 0, 0);
        Matrix clean = Bits.copy(c);
        kernels.addProduct(a, 0, b, clean, 0, 13, new Scratch());
        kernels.addProduct(a, 0, b, c, 0, 13, dirty);
        assertSameBits(clean.data(), c.data(), "product");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void columnSumsAreOneChainAColumn(Kernels kernels) {
        for (int columns : WIDTHS) {
            Matrix a = Bits.window(1, 9, columns);
            float[] expected = Bits.values(2, columns + 10);
            float[] actual = expected.clone();
            int from = columns / 3;
            int to = columns - columns / 4;
            for (int j = from; j < to; j++) {
                for (int r = 0; r < 6; r++) {
                    expected[4 + j] += a.get(2 + r, j);
                }
            }
            kernels.addColumnSums(a, 2, 6, actual, 4, from, to);
            assertSameBits(expected, actual, "sums of " + columns + " columns");
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void addsTheIndexedRows(Kernels kernels) {
        int[] indices = {99, 4, -1, 0, 4, 2};
        for (int columns : WIDTHS) {
            Matrix rows = Bits.window(1, 5, columns);
            Panels b = new Panels(5, columns);
            b.pack(rows, 0, 0);
            Matrix expected = Bits.window(2, 8, columns);
            Matrix actual = Bits.copy(expected);
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < columns && indices[1 + i] >= 0; j++) {
                    expected.set(3 + i, j, expected.get(3 + i, j) + rows.get(indices[1 + i], j));
                }
            }
            kernels.addRows(indices, 1, b, actual, 3, 5);
            assertSameBits(expected.data(), actual.data(), columns + " columns");
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void wrongShapesAreNamed(Kernels kernels) {
        Matrix a = Matrix.zeros(4, 3);
        Matrix c = Matrix.zeros(4, 5);
        Panels b = new Panels(3, 5);
        assertMessage(
                "a product needs a [., K], b [K, N], c [., N] but has a [4, 3], b [3, 5], c [4, 3]",
                () -> kernels.addProduct(a, 0, b, a, 0, 4));
        assertMessage("rows 2 to 5 of a [4, 3]", () -> kernels.addProduct(a, 2, b, c, 0, 3));
        assertMessage("rows 3 to 5 of c [4, 5]", () -> kernels.addProduct(a, 0, b, c, 3, 2));
        assertMessage(
                "a transposed product needs a [., M], b [., N], c [M, N] but has a [4, 3], b [4, 5], c [4, 5]",
                () -> kernels.addTransposedProduct(a, 0, c, 0, 4, c, 0, 3, new Scratch()));
        assertMessage("columns 2 to 6 of a [4, 5]", () -> kernels.addColumnSums(c, 0, 4, new float[9], 0, 2, 6));
        assertMessage(
                "index 3 must be -1 or a row of b, 0 to 2", () -> kernels.addRows(new int[] {0, 3}, 0, b, c, 0, 2));
        assertMessage("rows of b [3, 5] must be as wide as c [4, 3]", () -> kernels.addRows(new int[4], 0, b, a, 0, 2));
    }

    private static void assertMessage(String message, Runnable call) {
        RuntimeException thrown = assertThrows(RuntimeException.class, call::run);
        assertEquals(message, thrown.getMessage());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyNumberOfRowsGivesTheSameRow(Kernels kernels) {
        Matrix a = Bits.window(1, 40, 70);
        Panels b = new Panels(70, 45);
        b.pack(Bits.window(2, 70, 45), 0, 0);
        Matrix alone = Matrix.zeros(40, 45);
        for (int i = 0; i < 40; i++) {
            kernels.addProduct(a, i, b, alone, i, 1);
        }
        for (int rows : List.of(2, 3, 5, 8, 13, 40)) {
            Matrix together = Matrix.zeros(40, 45);
            for (int i = 0; i < 40; i += rows) {
                kernels.addProduct(a, i, b, together, i, Math.min(rows, 40 - i));
            }
            assertSameBits(alone.data(), together.data(), rows + " rows at a time");
        }
    }
}
