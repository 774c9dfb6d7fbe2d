package dev.unroll.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.score.ConfusionMatrix.ClassScores;
import dev.unroll.core.score.ConfusionMatrix.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    /** Four classes; the third never occurs but is predicted once, the fourth is in neither. */
    private static ConfusionMatrix example() {
        var matrix = new ConfusionMatrix(4);
        int[][] pairs = {{0, 0}, {0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 2}, {1, 0}, {1, 0}, {0, 0}, {0, 0}};
        for (int[] pair : pairs) {
            matrix.add(pair[0], pair[1]);
        }
        return matrix;
    }

    @Test
    void examplesAreCountedByActualAndPredictedClass() {
        var matrix = example();
        assertEquals(5, matrix.count(0, 0));
        assertEquals(1, matrix.count(0, 1));
        assertEquals(2, matrix.count(1, 0));
        assertEquals(1, matrix.count(1, 2));
        assertEquals(0, matrix.count(2, 1));
        assertEquals(10, matrix.total());
    }

    @Test
    void accuracyIsThePartThatIsRight() {
        assertEquals(0.6, example().accuracy());
    }

    @Test
    void macroRecallIsTheMeanOverClassesThatOccur() {
        assertEquals((5 / 6.0 + 1 / 4.0) / 2, example().macroRecall());
    }

    @Test
    void everyClassHasItsScores() {
        assertEquals(
                List.of(
                        new ClassScores(5 / 7.0, 5 / 6.0, 10 / 13.0, 6),
                        new ClassScores(1 / 2.0, 1 / 4.0, 2 / 6.0, 4),
                        new ClassScores(0, 0, 0, 0),
                        new ClassScores(0, 0, 0, 0)),
                example().perClass());
    }

    @Test
    void pairsAreThoseThatOccurTheMostFrequentFirst() {
        assertEquals(
                List.of(new Pair(0, 0, 5), new Pair(1, 0, 2), new Pair(0, 1, 1), new Pair(1, 1, 1), new Pair(1, 2, 1)),
                example().pairs());
    }

    @Test
    void mergingCountsAllExamples() {
        var matrix = example();
        matrix.addAll(example());
        matrix.add(3, 3);
        assertEquals(21, matrix.total());
        assertEquals(13 / 21.0, matrix.accuracy());
        assertEquals((5 / 6.0 + 1 / 4.0 + 1) / 3, matrix.macroRecall());
    }

    @Test
    void oneClassIsAlwaysRight() {
        var matrix = new ConfusionMatrix(1);
        matrix.add(0, 0);
        assertEquals(1, matrix.accuracy());
        assertEquals(1, matrix.macroRecall());
        assertEquals(new ClassScores(1, 1, 1, 1), matrix.scores(0));
    }

    @Test
    void scoresOfNoExamplesAreRefused() {
        var empty = new ConfusionMatrix(2);
        assertEquals(
                "accuracy needs at least one example but none was counted",
                assertThrows(IllegalStateException.class, empty::accuracy).getMessage());
        assertEquals(
                "macro recall needs at least one example but none was counted",
                assertThrows(IllegalStateException.class, empty::macroRecall).getMessage());
    }

    @Test
    void classesThatAreNotThereAreRefused() {
        var matrix = new ConfusionMatrix(2);
        var outside = assertThrows(IndexOutOfBoundsException.class, () -> matrix.add(1, 2));
        assertEquals("classes must be in 0 .. 1 but are 1 (actual) and 2 (predicted)", outside.getMessage());
        var other = assertThrows(IllegalArgumentException.class, () -> matrix.addAll(new ConfusionMatrix(3)));
        assertEquals("confusion matrices must have the same classes but have 2 and 3", other.getMessage());
    }
}
