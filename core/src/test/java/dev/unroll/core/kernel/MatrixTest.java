package dev.unroll.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class MatrixTest {

    private static Matrix numbered(int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.data()[i] = i;
        }
        return matrix;
    }

    @Test
    void windowsShareTheArray() {
        Matrix all = numbered(4, 6);
        Matrix part = all.columns(2, 5).rows(1, 4);
        assertEquals("[3, 3]", part.toString());
        assertSame(all.data(), part.data());
        assertEquals(8, part.get(0, 0));
        assertEquals(22, part.get(2, 2));
        assertEquals(part.data()[part.at(2)], part.get(2, 0));
        part.set(1, 1, -1);
        assertEquals(-1, all.get(2, 3));
        assertEquals(6, part.stride());
        assertEquals(8, part.offset());
    }

    @Test
    void emptyWindowsAreFine() {
        assertEquals("[0, 3]", Matrix.zeros(0, 3).toString());
        assertEquals("[4, 0]", numbered(4, 6).columns(6, 6).toString());
        assertEquals("[0, 6]", numbered(4, 6).rows(4, 4).toString());
        assertEquals("[0, 2]", numbered(4, 6).columns(4, 6).rows(4, 4).toString());
        assertEquals("[0, 3]", Matrix.window(new float[2], 2, 0, 3, 3).toString());
    }

    @Test
    void aWindowMustFitItsArray() {
        assertMessage(
                "a matrix of 2 x 3, offset 1, stride 4 needs 8 floats but the array has 7",
                () -> Matrix.window(new float[7], 1, 2, 3, 4));
        assertMessage(
                "the rows of a matrix must not overlap, stride >= columns, but are of 3 columns with stride 2",
                () -> Matrix.window(new float[7], 0, 2, 3, 2));
        assertMessage("a 2 x 3 matrix needs 6 floats but has 5", () -> Matrix.of(new float[5], 2, 3));
    }

    @Test
    void anElementMustLieInside() {
        Matrix part = numbered(4, 6).columns(2, 5);
        assertThrows(IndexOutOfBoundsException.class, () -> part.get(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> part.get(4, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> part.set(1, -1, 0));
    }

    @Test
    void aMatrixMustFitAnArray() {
        assertMessage(
                "a matrix of 65536 x 65536 has more elements than an array can hold",
                () -> Matrix.zeros(1 << 16, 1 << 16));
    }

    @Test
    void partsMustLieInside() {
        Matrix all = numbered(4, 6);
        assertMessage("columns 2 to 7 of 6", () -> all.columns(2, 7));
        assertMessage("columns -1 to 2 of 6", () -> all.columns(-1, 2));
        assertMessage("rows 3 to 2 of 4", () -> all.rows(3, 2));
        assertMessage("rows 3 to 5 of 4", () -> all.rows(3, 5));
    }

    @Test
    void aWrongShapeIsNamed() {
        Matrix all = numbered(4, 6);
        assertSame(all, all.requireShape("gates", 4, 6));
        assertMessage("gates must be [4, 5] but is [4, 6]", () -> all.requireShape("gates", 4, 5));
        assertMessage("gates must be [3, 6] but is [4, 6]", () -> all.requireShape("gates", 3, 6));
    }

    private static void assertMessage(String message, Runnable call) {
        RuntimeException thrown = assertThrows(RuntimeException.class, call::run);
        assertEquals(message, thrown.getMessage());
    }
}
