package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.form.Data;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenizerTest {

    @Test
    void charactersAreCodePoints() {
        assertEquals(List.of("a", "\uD83D\uDE00", "b"), Tokenizer.CHARACTERS.tokens("a\uD83D\uDE00b"));
    }

    @Test
    void wordsKeepInnerApostrophesAndPartPunctuation() {
        assertEquals(List.of("It's", "5", "o’clock", "!"), Tokenizer.WORDS.tokens(" It's 5\to’clock! "));
        assertEquals(List.of("'", "tis", "dogs", "'"), Tokenizer.WORDS.tokens("'tis dogs'"));
        assertEquals(List.of("a", "'", "'", "b"), Tokenizer.WORDS.tokens("a''b"));
        assertEquals(List.of("well", "-", "known"), Tokenizer.WORDS.tokens("well-known"));
    }

    @Test
    void wordsKeepMarksOnTheirLetters() {
        assertEquals(List.of("e\u0301t\u0119"), Tokenizer.WORDS.tokens("e\u0301t\u0119"));
    }

    @Test
    void ideographsAndEmojiStandAlone() {
        assertEquals(List.of("東", "京", "2020", "\uD83D\uDE00"), Tokenizer.WORDS.tokens("東京2020\uD83D\uDE00"));
    }

    @Test
    void blanksOfAllKindsVanish() {
        assertEquals(List.of("a", "b", "c"), Tokenizer.WORDS.tokens("\u00A0a\u2003b\r\n\u0000c\u3000"));
    }

    @Test
    void aHugeWordIsOneToken() {
        String word = "ab'".repeat(200_000) + "c";
        assertEquals(List.of(word), Tokenizer.WORDS.tokens(word));
    }

    @ParameterizedTest
    @EnumSource(TokenRule.class)
    void noTextHasNoTokens(Tokenizer tokenizer) {
        assertEquals(List.of(), tokenizer.tokens(""));
    }

    @ParameterizedTest
    @EnumSource(TokenRule.class)
    void joinedTokensAreCutAlike(Tokenizer tokenizer) {
        List<String> tokens = tokenizer.tokens("Don't panic, 東京!");
        assertEquals(tokens, tokenizer.tokens(tokenizer.join(tokens)));
    }

    @ParameterizedTest
    @EnumSource(TokenRule.class)
    void marksAreNeverTokens(Tokenizer tokenizer) {
        assertEquals(
                0,
                tokenizer.tokens("<unk> <s> </s>").stream()
                        .filter(List.of("<unk>", "<s>", "</s>")::contains)
                        .count());
    }

    @ParameterizedTest
    @EnumSource(TokenRule.class)
    void dataNameComesBack(Tokenizer tokenizer) {
        assertEquals(tokenizer, Tokenizer.fromData(new Data("text.tokenizer", tokenizer.toData())));
    }

    @Test
    void symbolsAreWhatStandsBetweenBlanks() {
        assertEquals(List.of("HH", "AH0", "L", "OW1,"), Tokenizer.SYMBOLS.tokens("  HH AH0\u00A0L\nOW1, "));
        assertEquals("HH AH0", Tokenizer.SYMBOLS.join(List.of("HH", "AH0")));
    }

    @Test
    void lineBreaksOfWebPagesPartWordsAndVanish() {
        assertEquals(
                List.of("Go", ".", "It", "is", "<", "b", ">", "great", "!"),
                Tokenizer.HTML_WORDS.tokens("Go.<br /><br>It is<BR/><b>great!"));
        assertEquals(List.of("<", "br", "/", ">"), Tokenizer.WORDS.tokens("<br />"));
    }
}
