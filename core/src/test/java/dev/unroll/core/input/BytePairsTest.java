package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.form.Data;
import dev.unroll.core.form.Json;
import dev.unroll.core.input.Vocabulary.Limits;
import dev.unroll.core.piece.Merges;
import dev.unroll.core.piece.SpacedWords;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairsTest {

    private static final BytePairs LEARNED = BytePairs.learn(
            Stream.of("the lower the river", "the newest and the lowest", "Lower the newer ones, then go."), 12);

    @Test
    void frequentWordsAreOnePieceAndRareOnesSeveral() {
        assertEquals(List.of("▁the", "▁", "b", "e", "d"), LEARNED.tokens("the bed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"the lower river", "Never seen: ☃, 東京!", "a<s>b </s>", "x"})
    void joinedPiecesAreTheText(String text) {
        assertEquals(text, LEARNED.join(LEARNED.tokens(text)));
    }

    @Test
    void blanksAreNoTokens() {
        assertTrue(LEARNED.isEmpty(" \u00A0\n"));
        assertFalse(LEARNED.isEmpty(" x "));
    }

    @Test
    void theCountIsThatOfTheTokens() {
        String text = "the lowest bed, ones";
        assertEquals(LEARNED.tokens(text).size(), LEARNED.count(text));
    }

    @Test
    void marksAreNeverPieces() {
        BytePairs marks = BytePairs.learn(Stream.of("<s> a<s> </s> <unk> <label:x>".repeat(50)), 1000);
        List<String> tokens = marks.tokens("<s>a<s></s> <unk>x<unk> <label:x>");
        assertTrue(
                tokens.stream().noneMatch(List.of("<s>", "</s>", "<unk>", "<label:x>")::contains), () -> "" + tokens);
    }

    @Test
    void theDataFormComesBackOutOfJson() throws IOException {
        Map<String, Object> data = Map.of("tokenizer", LEARNED.toData());
        Map<String, Object> read = Json.read(new StringReader(Json.write(data)));
        assertEquals(LEARNED, Tokenizer.fromData(new Data("text", read).at("tokenizer")));
    }

    @Test
    void aTextEncoderOfPiecesComesBackOutOfItsData() {
        TextEncoder encoder = TextEncoder.learn(
                Stream.of("the lower the river"), Normalization.UNICODE, LEARNED, Marks.BEGIN_AND_END, Limits.NONE);
        assertEquals(encoder, TextEncoder.fromData(new Data("text", encoder.toData())));
        assertEquals("the river", encoder.decode(encoder.encode(" the  river ")));
    }

    @Test
    void aCharacterNeverSeenIsUnknownAndCostsNoOther() {
        TextEncoder encoder = TextEncoder.learn(
                Stream.of("the lower the river"), Normalization.UNICODE, LEARNED, Marks.NONE, Limits.NONE);
        assertEquals("the <unk>", encoder.decode(encoder.encode("the ☃")));
    }

    @Test
    void otherMergesAreOtherDataToAHash() {
        var first = new ArrayList<String>();
        var second = new ArrayList<String>();
        encoder(new BytePairs(new SpacedWords(), Merges.parse(List.of("a b")))).describe(first::add);
        encoder(new BytePairs(new SpacedWords(), Merges.parse(List.of("b a")))).describe(second::add);
        assertFalse(first.equals(second));
    }

    private static TextEncoder encoder(BytePairs pairs) {
        return new TextEncoder(Normalization.UNICODE, pairs, Marks.NONE, Vocabulary.open(List.of("a")));
    }

    @Test
    void aMergeThatMakesAMarkIsRefused() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> new BytePairs(new SpacedWords(), Merges.parse(List.of("< s", "<s >"))));
        assertEquals(
                "merge \"<s >\" makes the piece <s>, which is a mark and no part of a text; remove it",
                refused.getMessage());
    }

    @Test
    void mergesOfADataFormThatAreNoneAreRefusedWithTheirPlace() {
        Map<String, Object> data =
                Map.of("kind", "byte-pairs", "cut", new SpacedWords().toData(), "merges", List.of("a b", "ab"));
        var refused = assertThrows(
                IllegalArgumentException.class, () -> Tokenizer.fromData(new Data("text.tokenizer", data)));
        assertEquals(
                "text.tokenizer.merges: a merge must be two pieces with a blank between them but is \"ab\"",
                refused.getMessage());
    }

    @Test
    void anotherKindOfTokenizerIsRefused() {
        Map<String, Object> data = Map.of("kind", "unigram", "cut", new SpacedWords().toData(), "merges", List.of());
        var refused = assertThrows(
                IllegalArgumentException.class, () -> Tokenizer.fromData(new Data("text.tokenizer", data)));
        assertEquals("text.tokenizer.kind must be byte-pairs but is \"unigram\"", refused.getMessage());
    }
}
