package dev.unroll.data.baseline.pair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.data.baseline.pair.GraphoneAligner.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphoneAlignerTest {

    /** Letters are t 1, h 2, a 3, x 4; symbols T 1, TH 2, A 3, K 4, S 5, H 6. */
    private static final List<Word> WORDS = List.of(
            word(new int[] {1, 3}, 1, 3),
            word(new int[] {1, 2, 3}, 2, 3),
            word(new int[] {3, 1, 2}, 3, 2),
            word(new int[] {2, 3}, 6, 3),
            word(new int[] {3}, 3),
            word(new int[] {3, 4}, 3, 4, 5),
            word(new int[] {4, 3}, 4, 5, 3));

    private static Word word(int[] letters, int... symbols) {
        return new Word(letters, symbols);
    }

    private static long graphone(int first, int second, int said, int then) {
        return (long) first << 48 | (long) second << 32 | (long) said << 16 | then;
    }

    private static GraphoneAligner trained(List<Word> words) {
        var aligner = new GraphoneAligner();
        aligner.train(words);
        return aligner;
    }

    @Test
    void theGraphonesOfAWordSpellItAndSayIt() {
        GraphoneAligner aligner = trained(WORDS);
        for (Word word : WORDS) {
            long[] cut = aligner.best(word);
            int[] letters = parts(
                    cut,
                    graphone -> Graphone.letters(graphone) >>> 16,
                    graphone -> Graphone.letters(graphone) & Graphone.MOST_TOKENS);
            assertArrayEquals(word.letters(), letters);
            assertArrayEquals(word.symbols(), parts(cut, Graphone::firstSymbol, Graphone::secondSymbol));
        }
    }

    private static int[] parts(long[] cut, LongToIntFunction first, LongToIntFunction second) {
        return Arrays.stream(cut)
                .mapToObj(graphone -> IntStream.of(first.applyAsInt(graphone), second.applyAsInt(graphone)))
                .flatMapToInt(numbers -> numbers)
                .filter(number -> number != Alphabet.NONE)
                .toArray();
    }

    @Test
    void aLetterThatSaysTwoSymbolsIsOneGraphone() {
        assertArrayEquals(
                new long[] {graphone(3, 0, 3, 0), graphone(4, 0, 4, 5)},
                trained(WORDS).best(WORDS.get(5)));
    }

    @Test
    void aWordThatCannotBeCutHasNone() {
        Word tooMany = word(new int[] {4}, 4, 5, 3);
        var words = new ArrayList<>(WORDS);
        words.add(tooMany);
        assertEquals(0, trained(words).best(tooMany).length);
    }

    @Test
    void longWordsAreCutToo() {
        int[] letters = new int[90];
        int[] symbols = new int[90];
        for (int i = 0; i < 90; i++) {
            letters[i] = 1 + i % 30;
            symbols[i] = 1 + i % 30;
        }
        Word word = word(letters, symbols);
        assertEquals(90, trained(List.of(word, word(new int[] {1}, 1))).best(word).length);
    }
}
