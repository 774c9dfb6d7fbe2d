package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.unroll.core.form.Data;
import dev.unroll.core.input.Vocabulary.Limits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextEncoderTest {

    private static TextEncoder learn(Tokenizer tokenizer, Marks marks, String... texts) {
        return TextEncoder.learn(Stream.of(texts), Normalization.ASCII_LOWER_CASE, tokenizer, marks, Limits.NONE);
    }

    @Test
    void helloIsEncodedAsTheTutorialDoes() {
        var encoder = new TextEncoder(
                Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of("h", "e", "l", "o")));
        assertArrayEquals(new int[] {0, 1, 2, 2, 3}, encoder.encode("hello"));
        assertEquals("hello", encoder.decode(new int[] {0, 1, 2, 2, 3}));
        assertEquals(0, encoder.countUnknown(encoder.encode("hhh")));
    }

    @Test
    void learntFromNormalizedTexts() {
        var encoder = learn(Tokenizer.CHARACTERS, Marks.NONE, "Éa", "A");
        assertEquals(List.of("<unk>", "a", "e"), encoder.vocabulary().tokens());
        assertArrayEquals(new int[] {1, 2, 0}, encoder.encode("ÀEx"));
    }

    @Test
    void aTextMayComeInItsTokens() {
        var encoder = learn(Tokenizer.WORDS, Marks.BEGIN_AND_END, "the cat's here, it sat");
        String text = "The cat's  here, she sat";
        assertArrayEquals(
                encoder.encode(text),
                encoder.encodeTokens(List.of("The", "cat's", "", " here", ",", "7", "she", "sat")));
    }

    @Test
    void aTokenIsNotParted() {
        var encoder = new TextEncoder(
                Normalization.UNICODE,
                Tokenizer.WORDS,
                Marks.NONE,
                Vocabulary.open(List.of("New", "York", "New York")));
        assertArrayEquals(new int[] {3, 0, 1}, encoder.encodeTokens(List.of("New York", "New-York", "New")));
    }

    @ParameterizedTest
    @EnumSource(Cut.End.class)
    void tokensAreCutAsTextsAre(Cut.End kept) {
        var encoder = learn(Tokenizer.WORDS, Marks.NONE, "a b c").cutting(new Cut(2, kept));
        assertArrayEquals(encoder.encode("a b c"), encoder.encodeTokens(List.of("a", "b", "c")));
    }

    @Test
    void unknownTokensAreCounted() {
        var encoder = learn(Tokenizer.WORDS, Marks.BEGIN_AND_END, "the cat sat");
        int[] indices = encoder.encode("the dog sat down");
        assertEquals(2, encoder.countUnknown(indices));
        assertEquals("the <unk> sat <unk>", encoder.decode(indices));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, <unk> a, a",
        "BEGIN, <unk> <s> a, <s> a",
        "END, <unk> </s> a, a </s>",
        "BEGIN_AND_END, <unk> <s> </s> a, <s> a </s>"
    })
    void marksFollowTheUnknownAndSurroundTheText(Marks marks, String vocabulary, String encoded) {
        var encoder = learn(Tokenizer.WORDS, marks, "a");
        assertEquals(List.of(vocabulary.split(" ")), encoder.vocabulary().tokens());
        int[] indices = encoder.encode("a");
        assertEquals(
                List.of(encoded.split(" ")),
                Arrays.stream(indices).mapToObj(encoder.vocabulary()::token).toList());
        assertEquals("a", encoder.decode(indices));
        assertEquals(marks.tokens().size(), encoder.encode("").length);
    }

    @Test
    void marksMustBeInTheVocabulary() {
        var closed = Vocabulary.of(List.of("a", "<s>"));
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> new TextEncoder(Normalization.ASCII, Tokenizer.CHARACTERS, Marks.END, closed));
        assertEquals(
                "marks \"end\" need the token </s>, which is not in the closed vocabulary of 2: a <s>",
                error.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void dataFormComesBackThroughJson(Marks marks) {
        var encoder = learn(Tokenizer.WORDS, marks, "It's \"quoted\" \uD83D\uDE00");
        Object json = new Gson().fromJson(new Gson().toJson(encoder.toData()), Object.class);
        assertEquals(encoder, TextEncoder.fromData(new Data("text", json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normalization | 1 | text.normalization must be one of unicode, unicode-lower-case, ascii, ascii-lower-case but is 1",
                "tokenizer | x | text.tokenizer must be one of characters, words, html-words, symbols but is \"x\"",
                "marks | both | text.marks must be one of none, begin, end, begin-and-end, label-and-end but is \"both\"",
                "vocabulary | [] | text.vocabulary must be an object with the keys [tokens] but is \"[]\"",
                "marks | end | text: marks \"end\" need the token </s>, which is not in the open vocabulary of 2: <unk> a",
            })
    void wrongDataAreNamed(String key, String value, String message) {
        Map<String, Object> data =
                new LinkedHashMap<>(learn(Tokenizer.WORDS, Marks.NONE, "a").toData());
        data.put(key, value.equals("1") ? (Object) 1 : value);
        var error = assertThrows(IllegalArgumentException.class, () -> TextEncoder.fromData(new Data("text", data)));
        assertEquals(message, error.getMessage());
    }

    @Test
    void aCutKeepsOneEndAndIsSaved() {
        var whole = new TextEncoder(
                Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of("a", "b", "c", "d")));
        var start = whole.cutting(new Cut(3, Cut.End.START));
        var end = whole.cutting(new Cut(3, Cut.End.END));
        assertArrayEquals(new int[] {0, 1, 2}, start.encode("abcd"));
        assertArrayEquals(new int[] {1, 2, 3}, end.encode("abcd"));
        assertArrayEquals(new int[] {3, 0}, end.encode("da"));
        assertTrue(end.cuts("abcd"));
        assertFalse(end.cuts("abc"));
        assertEquals(end, TextEncoder.fromData(new Data("text", end.toData())));
        assertFalse(whole.toData().containsKey("cut"));
        var error = assertThrows(IllegalArgumentException.class, () -> new Cut(0, Cut.End.END));
        assertEquals("longest must be at least 1 but is 0", error.getMessage());
    }

    @ParameterizedTest
    @EnumSource(TokenRule.class)
    void aLongTextHasTheIndicesOfAShortOne(TokenRule tokenizer) {
        String text = "The c\uD83D\uDE00t, the d\u00F6g<br /> and the c\uD83D\uDE00t!";
        var whole = TextEncoder.learn(
                Stream.of("the cat \uD83D\uDE00 \u00F6"),
                Normalization.UNICODE_LOWER_CASE,
                tokenizer,
                Marks.BEGIN_AND_END,
                Limits.NONE);
        for (var encoder :
                List.of(whole, whole.cutting(new Cut(3, Cut.End.START)), whole.cutting(new Cut(3, Cut.End.END)))) {
            int[] indices = encoder.encode(text);
            List<String> tokens = encoder.tokens(text);
            assertEquals(tokens.size() + 2, indices.length);
            for (int t = 0; t < tokens.size(); t++) {
                assertEquals(encoder.vocabulary().indexOf(tokens.get(t)), indices[t + 1]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TokenRule.class)
    void aPassageIsNeitherCutNorStripped(TokenRule tokenizer) {
        var encoder = TextEncoder.learn(
                        Stream.of("the cat \uD83D\uDE00"), Normalization.UNICODE, tokenizer, Marks.NONE, Limits.NONE)
                .cutting(new Cut(2, Cut.End.END));
        String text = " the c\uD83D\uDE00t the ";
        assertArrayEquals(encoder.encodeStart(text), encoder.encodePassage(text).toArray());
        assertEquals(
                encoder.startTokens(text).size(), encoder.encodePassage(text).length());
        assertTrue(encoder.startTokens(text).size() > 2);
    }
}
