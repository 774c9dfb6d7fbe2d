package dev.unroll.data.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrongestDirectionsTest {

    private static double dot(Matrix matrix, int i, int j) {
        double sum = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            sum += matrix.get(row, i) * (double) matrix.get(row, j);
        }
        return sum;
    }

    @Test
    void theBasisIsOrthonormal() {
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add(new int[] {i % 12, i * i % 12, (3 * i + 1) % 12, i * 5 % 12});
        }
        Matrix basis = StrongestDirections.of(Neighbors.of(texts, 12, 0), 4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(i == j ? 1 : 0, dot(basis, i, j), 1e-5, i + " and " + j);
            }
        }
    }

    @Test
    void directionsBeyondTheRankAreZero() {
        // Only 0 and 1 are neighbors: of the third token nothing is known, and the matrix has rank 2.
        Matrix basis = StrongestDirections.of(Neighbors.of(List.of(new int[] {0, 1}), 3, 0), 3);
        assertEquals(1, dot(basis, 0, 0), 1e-6);
        assertEquals(1, dot(basis, 1, 1), 1e-6);
        assertEquals(0, dot(basis, 2, 2));
        for (int j = 0; j < 3; j++) {
            assertEquals(0, basis.get(2, j));
        }
    }

    @Test
    void theStrongestComesFirst() {
        // Two pairs that never meet; the rarer one is the more telling: log 11 against log 1.1.
        List<int[]> texts = new ArrayList<>(List.of(new int[] {2, 3}));
        for (int i = 0; i < 10; i++) {
            texts.add(new int[] {0, 1});
        }
        Matrix basis = StrongestDirections.of(Neighbors.of(texts, 4, 0), 2);
        for (int j = 0; j < 2; j++) {
            double rare = basis.get(2, j) * basis.get(2, j) + basis.get(3, j) * basis.get(3, j);
            assertEquals(1, rare, 1e-5);
        }
    }
}
