package dev.unroll.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.network.InputSpec.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Words and their letters in a batch. */
class WordsTest {

    private static final int[] THE = {0, 1};
    private static final int[] CAT = {2};
    private static final int[][] WORDS = {{5, 6, 5}, {6}, {7, 5}};
    private static final int[][][] LETTERS = {{THE, CAT, THE.clone()}, {CAT}, {{3, 3}, THE}};

    private static Batch batch() {
        return new Batch().of(Sequences.ofWords(WORDS, LETTERS));
    }

    private static int[] rows(Batch batch, IntUnaryOperator of) {
        return IntStream.range(0, batch.unrolling().rows()).map(of).toArray();
    }

    @Test
    void eachFormIsReadOnceInTheOrderOfItsFirstRow() {
        Batch batch = batch();
        // The last step first: "the" of sequence 0; then cat and the; then the, cat and the other.
        assertArrayEquals(new int[] {0, 1, 0, 0, 1, 2}, rows(batch, batch::form));
        Batch letters = batch.letters();
        assertEquals(3, letters.size());
        int[] lengths = IntStream.range(0, 3).map(letters.unrolling()::length).toArray();
        assertArrayEquals(new int[] {2, 1, 2}, lengths);
    }

    @Test
    void aBatchForgetsTheFormsOfTheOneBefore() {
        Sequences sequences = Sequences.ofWords(WORDS, LETTERS);
        Batch batch = new Batch().of(sequences);
        batch.of(sequences, new int[] {1}, 0, 1);
        assertEquals(1, batch.letters().size());
        assertEquals(2, batch.letters().tokens()[0]);
        assertEquals(0, batch.form(0));
    }

    @Test
    void aHiddenWordKeepsItsLetters() {
        Batch batch = batch();
        int[] forms = rows(batch, batch::form);
        batch.replaceTokens(1, 0, 1, 1);
        assertArrayEquals(new int[6], rows(batch, row -> batch.tokens()[row]));
        assertArrayEquals(forms, rows(batch, batch::form));
    }

    @Test
    void wordsAndLettersGoTogether() {
        assertRefused(
                "words and letters must be of as many steps in sequence 1, but there are 1 of words and 2 of letters",
                new int[][] {{1}, {1}},
                new int[][][] {{THE}, {THE, CAT}});
        assertRefused(
                "words and letters must be of as many sequences, but there are 1 of words and 0 of letters",
                new int[][] {{1}},
                new int[][][] {});
        assertRefused(
                "sequence 0, step 1: a word must have at least one letter but has none; give it a token for no letter",
                new int[][] {{1, 2}},
                new int[][][] {{THE, {}}});
    }

    private static void assertRefused(String message, int[][] words, int[][][] letters) {
        var error = assertThrows(IllegalArgumentException.class, () -> Sequences.ofWords(words, letters));
        assertEquals(message, error.getMessage());
    }

    @Test
    void parametersAreNamedAfterTheirPlace() {
        assertEquals(
                List.of(
                        "embedding.weight",
                        "letters.embedding.weight",
                        "letters.rnn.weight_ih_l0",
                        "letters.rnn.weight_hh_l0",
                        "letters.rnn.bias_ih_l0",
                        "letters.rnn.bias_hh_l0",
                        "letters.rnn.weight_ih_l0_reverse",
                        "letters.rnn.weight_hh_l0_reverse",
                        "letters.rnn.bias_ih_l0_reverse",
                        "letters.rnn.bias_hh_l0_reverse",
                        "rnn.weight_ih_l0",
                        "rnn.weight_hh_l0",
                        "rnn.bias_ih_l0",
                        "rnn.bias_hh_l0",
                        "fc.weight",
                        "fc.bias"),
                Network.layoutOf(PartsSpecTest.tagger()).windows().stream()
                        .map(ParameterLayout.Window::name)
                        .toList());
    }

    @Test
    void withoutItsInputANetworkOfWordsReadsTheirVectors() {
        NetworkSpec spec = PartsSpecTest.tagger();
        Network network = Network.initialize(spec, Initialization.PYTORCH, 1);
        Network bare = network.onVectors();
        assertEquals(new InputSpec.Dense(spec.input().width()), bare.spec().input());
        assertArrayEquals(tail(network.values(), bare.values().length), bare.values());
        assertEquals(
                Network.layoutOf(((Words) spec.input()).letters()).size(),
                network.letters().values().length);
    }

    private static float[] tail(float[] values, int length) {
        return Arrays.copyOfRange(values, values.length - length, values.length);
    }
}
