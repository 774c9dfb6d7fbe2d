package dev.unroll.data.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.baseline.NgramLanguageModel.Text;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NgramLanguageModelTest {

    private static final List<Text> TEXTS = List.of(Text.of(0, 1, 0, 1, 0, 2), Text.of(2, 2));

    @Test
    void withoutAContextTheCountsAreMixedWithEvenChances() {
        // c = 3, 2, 3 of 8; three kinds; a third each below.
        var model = NgramLanguageModel.train(TEXTS, 3, 1);
        assertArrayEquals(
                new double[] {(3 + 1.0) / 11, (2 + 1.0) / 11, (3 + 1.0) / 11},
                model.probabilities(Text.of(1), 0),
                1e-15);
    }

    @Test
    void aContextSharpensWhatTheShorterOneSays() {
        // After 0 came 1, 1, 2: two kinds of three.
        var model = NgramLanguageModel.train(TEXTS, 3, 2);
        assertArrayEquals(
                new double[] {2 * 4.0 / 11 / 5, (2 + 2 * 3.0 / 11) / 5, (1 + 2 * 4.0 / 11) / 5},
                model.probabilities(Text.of(0, 9), 1),
                1e-15);
    }

    @Test
    void probabilitiesSumToOneAlsoAfterWhatNeverOccurred() {
        var model = NgramLanguageModel.train(TEXTS, 4, 5);
        for (Text text : List.of(Text.of(3, 3, 3), Text.of(0, 1, 0), Text.of(1, 2, 0), Text.of(2, 2, 2))) {
            for (int at = 0; at < text.length(); at++) {
                assertEquals(1, Arrays.stream(model.probabilities(text, at)).sum(), 1e-12);
            }
        }
    }

    @Test
    void anEmptyVocabularyIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> NgramLanguageModel.train(TEXTS, 0, 3));
        assertEquals("tokens and order must be at least 1 but are 0 and 3", error.getMessage());
    }

    @Test
    void whatComesAfterTheMostCountsIsNotRead() {
        // Each of the first two tokens has at most three counts: of no token before it, of one and of two.
        var model = NgramLanguageModel.train(TEXTS, 3, 3, 5);
        assertEquals(2, model.read());
        assertArrayEquals(
                NgramLanguageModel.train(List.of(Text.of(0, 1)), 3, 3).probabilities(Text.of(0, 0, 0), 2),
                model.probabilities(Text.of(0, 0, 0), 2));
    }

    @Test
    void thousandsOfContextsAreToldApart() {
        // Each of 4,493 tokens comes once, and after it its remainder by 7.
        int[] tokens = IntStream.range(0, 9000)
                .map(i -> i % 2 == 0 ? i / 2 : i / 2 % 7)
                .toArray();
        var model = NgramLanguageModel.train(List.of(Text.of(tokens)), 4500, 2);
        for (int token = 7; token < 4500; token++) {
            double[] after = model.probabilities(Text.of(token, 0), 1);
            assertTrue(after[token % 7] > 0.5, "after " + token);
        }
    }
}
