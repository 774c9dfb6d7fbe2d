package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NgramLanguageModelTest {

    private static final int[][] TEXTS = {{0, 1, 0, 1, 0, 2}, {2, 2}};

    @Test
    void withoutAContextTheCountsAreMixedWithEvenChances() {
        // c = 3, 2, 3 of 8; three kinds; a third each below.
        var model = NgramLanguageModel.train(TEXTS, 3, 1);
        assertArrayEquals(
                new double[] {(3 + 1.0) / 11, (2 + 1.0) / 11, (3 + 1.0) / 11},
                model.probabilities(new int[] {1}, 0),
                1e-15);
    }

    @Test
    void aContextSharpensWhatTheShorterOneSays() {
        // After 0 came 1, 1, 2: two kinds of three.
        var model = NgramLanguageModel.train(TEXTS, 3, 2);
        assertArrayEquals(
                new double[] {2 * 4.0 / 11 / 5, (2 + 2 * 3.0 / 11) / 5, (1 + 2 * 4.0 / 11) / 5},
                model.probabilities(new int[] {0, 9}, 1),
                1e-15);
    }

    @Test
    void probabilitiesSumToOneAlsoAfterWhatNeverOccurred() {
        var model = NgramLanguageModel.train(TEXTS, 4, 5);
        for (int[] text : new int[][] {{3, 3, 3}, {0, 1, 0}, {1, 2, 0}, {2, 2, 2}}) {
            for (int at = 0; at < text.length; at++) {
                assertEquals(1, Arrays.stream(model.probabilities(text, at)).sum(), 1e-12);
            }
        }
    }

    @Test
    void anEmptyVocabularyIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> NgramLanguageModel.train(TEXTS, 0, 3));
        assertEquals("tokens and order must be at least 1 but are 0 and 3", error.getMessage());
    }
}
