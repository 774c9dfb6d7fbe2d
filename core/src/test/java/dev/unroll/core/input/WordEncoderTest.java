package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.form.Data;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Sequences;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordEncoderTest {

    private static final WordEncoder ENCODER = WordEncoder.learn(
            List.of(List.of("The", "dog", "and", "the", "cat"), List.of("dogs")),
            Normalization.UNICODE_LOWER_CASE,
            Vocabulary.Limits.NONE);

    @Test
    void wordsAreLookedUpInTheirFormAndLettersKeepTheirCase() {
        assertEquals(
                List.of("<unk>", "the", "and", "cat", "dog", "dogs"),
                ENCODER.words().tokens());
        assertTrue(ENCODER.letters().contains("T"));
        assertArrayEquals(new int[] {1, 0, 4}, ENCODER.numbers(List.of("THE", "bird", "dog")));
        assertFalse(ENCODER.knows("bird"));
        assertTrue(ENCODER.knows("DOG"));
    }

    @Test
    void aLetterNeverSeenIsUnknownAndAnAccentIsOneLetter() {
        int[] spelled = ENCODER.spellings(List.of("zat"))[0];
        assertEquals(0, spelled[0]);
        assertEquals(ENCODER.letters().indexOf("a"), spelled[1]);
        assertEquals(1, ENCODER.spellings(List.of("e\u0301"))[0].length);
    }

    @Test
    void ofALongWordTheEndsAreRead() {
        var encoder = new WordEncoder(Normalization.UNICODE, ENCODER.words(), ENCODER.letters(), 5);
        int[] whole = ENCODER.spellings(List.of("thecatsdog"))[0];
        int[] cut = encoder.spellings(List.of("thecatsdog"))[0];
        assertArrayEquals(new int[] {whole[0], whole[1], whole[2], whole[8], whole[9]}, cut);
    }

    @Test
    void sentencesOfDifferentLengthsBecomeSequencesOfWords() {
        Sequences encoded = ENCODER.encode(List.of(List.of("the", "dog"), List.of("cats")));
        assertEquals(Sequences.Kind.WORDS, encoded.kind());
        assertEquals(2, encoded.length(0));
        assertEquals(1, encoded.length(1));
    }

    @Test
    void anEmptyWordIsRefused() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> ENCODER.encode(List.of(List.of("a"), List.of("the", "", "dog"))));
        assertEquals("word 1 of sentence 1 is empty; leave it out", error.getMessage());
    }

    @Test
    void itsDataFormIsReadBack() {
        assertEquals(ENCODER, InputEncoders.read(ENCODER.kind(), new Data("words", ENCODER.toData())));
    }

    @Test
    void aNetworkThatReadsTokensDoesNotFit() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> ENCODER.requireReader(new InputSpec.Embedding(6, 3)));
        assertEquals("the network reads embedding, but a model of sentences must read words", error.getMessage());
    }
}
