package dev.unroll.data.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighborsTest {

    /** Returns the matrix itself: its product with the unit matrix. */
    private static Matrix dense(Neighbors neighbors) {
        var unit = Matrix.zeros(neighbors.size(), neighbors.size());
        for (int i = 0; i < unit.rows(); i++) {
            unit.set(i, i, 1);
        }
        var product = Matrix.zeros(unit.rows(), unit.rows());
        neighbors.multiply(unit, product);
        return product;
    }

    @Test
    void aPairCountsByItsDistanceAndIsComparedWithChance() {
        Matrix found = dense(Neighbors.of(List.of(new int[] {0, 1, 2}), 3, 0));
        // n01 = n12 = 1, n02 = 1/2; so n0 = n2 = 1.5, n1 = 2, n = 5.
        assertEquals(Math.log(1 * 5 / (1.5 * 2)), found.get(0, 1), 1e-6);
        assertEquals(Math.log(1 * 5 / (1.5 * 2)), found.get(2, 1), 1e-6);
        assertEquals(Math.log(0.5 * 5 / (1.5 * 1.5)), found.get(0, 2), 1e-6);
        assertEquals(Math.log(0.5 * 5 / (1.5 * 1.5)), found.get(2, 0), 1e-6);
        assertEquals(0, found.get(1, 1));
    }

    @Test
    void pairsRarerThanByChanceAreNone() {
        // 0 stands by 1 nine times, 2 by 3 nine times, and 0 by 3 once.
        List<int[]> texts = new ArrayList<>(List.of(new int[] {0, 3}));
        for (int i = 0; i < 9; i++) {
            texts.add(new int[] {0, 1});
            texts.add(new int[] {2, 3});
        }
        Matrix found = dense(Neighbors.of(texts, 4, 0));
        assertEquals(0, found.get(0, 3));
        assertEquals(Math.log(9 * 38 / (10.0 * 9)), found.get(0, 1), 1e-6);
    }

    @Test
    void fiveTokensApartIsNearAndSixIsNot() {
        Matrix found = dense(Neighbors.of(List.of(new int[] {1, 0, 0, 0, 0, 2, 3}), 4, 1));
        // n12 = 1/5, n23 = 1; so n1 = 0.2, n2 = 1.2, n3 = 1, n = 2.4.
        assertEquals(Math.log(0.2 * 2.4 / (0.2 * 1.2)), found.get(1, 2), 1e-6);
        assertEquals(0, found.get(1, 3));
    }

    @Test
    void textsAreNoNeighborsAndTokensThatAreLeftOutCountNowhere() {
        Matrix apart = dense(Neighbors.of(List.of(new int[] {1}, new int[] {2}), 3, 0));
        assertEquals(0, apart.get(1, 2));
        Matrix without = dense(Neighbors.of(List.of(new int[] {1, 0, 2}), 3, 1));
        assertEquals(Math.log(2), without.get(1, 2), 1e-6);
        assertEquals(0, without.get(0, 1));
    }
}
