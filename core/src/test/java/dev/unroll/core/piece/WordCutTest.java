package dev.unroll.core.piece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.form.Data;
import dev.unroll.core.piece.EndMarkedWords.Parting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordCutTest {

    private static List<String> words(WordCut cut, String text) {
        var words = new ArrayList<String>();
        cut.forEach(text, word -> words.add(String.join("", word)));
        return words;
    }

    private static String joined(WordCut cut, String text) {
        var symbols = new ArrayList<String>();
        cut.forEach(text, symbols::addAll);
        return cut.join(symbols);
    }

    private static Stream<WordCut> all() {
        return Stream.of(
                new SpacedWords(),
                new ByteWords(Prefix.BLANK),
                new ByteWords(Prefix.NONE),
                new MetaspaceWords("▁", Prefix.BLANK),
                new MetaspaceWords("_", Prefix.NONE),
                new EndMarkedWords("</w>", Parting.BLANKS),
                new EndMarkedWords("</w>", Parting.CLASSES));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theDataFormComesBack(WordCut cut) {
        assertEquals(cut, WordCut.fromData(new Data("cut", cut.toData())));
    }

    @ParameterizedTest
    @MethodSource("all")
    void noTextHasNoWords(WordCut cut) {
        assertEquals(List.of(), words(cut, ""));
    }

    @ParameterizedTest
    @MethodSource("all")
    void wordsWithBlanksBetweenAreThemselvesAgain(WordCut cut) {
        assertEquals("Ça va ☃ 東京 \uD83D\uDE00", joined(cut, "Ça va ☃ 東京 \uD83D\uDE00"));
    }

    @Test
    void spacedWordsKnowWhatABlankStandsBefore() {
        assertEquals(
                List.of("▁It's", "▁over", ".", "▁Go", "▁!", "▁東京"),
                words(new SpacedWords(), "It's over. Go\u00A0!\n東京"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Go.", "Va !", "a  b", "\u00A0Où est-ce ?\t", "l’eau (froide), « oui »", "a▁b", "<s> </s>"})
    void spacedWordsAreTheTextWithSingleBlanks(String text) {
        String single = text.replaceAll("[\\s\\h▁]+", " ").strip();
        assertEquals(single, joined(new SpacedWords(), text));
    }

    @Test
    void aBracketStandsAlone() {
        assertEquals(List.of("▁a", "<", "s", ">"), words(new SpacedWords(), "a<s>"));
    }

    @Test
    void theBytesAreShownAsGpt2ShowsThem() {
        assertEquals(List.of("Hello", "Ġworld", "ĠÃ©", "!"), words(new ByteWords(Prefix.NONE), "Hello world é!"));
        assertEquals(List.of("ĠHello", "Ċ", "ĉ", "a"), words(new ByteWords(Prefix.BLANK), "Hello\n\ta"));
    }

    @Test
    void eachByteHasAVisibleCharacterOfItsOwn() {
        var shown = new HashSet<String>();
        for (int value = 0; value < 0x110000; value += value < 0x800 ? 1 : 0x101) {
            if (value < 0xD800 || value > 0xDFFF) {
                new ByteWords(Prefix.NONE).forEach(Character.toString(value), shown::addAll);
            }
        }
        // 13 bytes occur in no UTF-8.
        assertEquals(256 - 13, shown.size());
        assertEquals(
                List.of(),
                shown.stream()
                        .filter(symbol -> symbol.length() != 1
                                || symbol.charAt(0) < '!'
                                || symbol.charAt(0) > 'Ń'
                                || Character.isISOControl(symbol.charAt(0)))
                        .toList());
    }

    @Test
    void englishCliticsAreWords() {
        assertEquals(
                List.of("I", "'ll", "Ġsay", "Ġ12", "th", "Ġ--", "Ġ", "Ġnow"),
                words(new ByteWords(Prefix.NONE), "I'll say 12th --  now"));
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        assertEquals("a\uFFFD", new ByteWords(Prefix.NONE).join(List.of("a", "Ã")));
    }

    @Test
    void aCharacterThatShowsNoByteIsItself() {
        assertEquals("☃", new ByteWords(Prefix.NONE).join(List.of("☃")));
    }

    @Test
    void eachSpaceIsAMarkOfItsOwn() {
        assertEquals(List.of("▁a", "▁", "▁b"), words(new MetaspaceWords("▁", Prefix.BLANK), "a  b"));
        assertEquals(List.of("a", "▁", "▁b"), words(new MetaspaceWords("▁", Prefix.NONE), "a  b"));
    }

    @Test
    void theLastSymbolHasTheMarkOfTheEnd() {
        var symbols = new ArrayList<String>();
        new EndMarkedWords("</w>", Parting.BLANKS).forEach("low.", symbols::addAll);
        assertEquals(List.of("l", "o", "w", ".</w>"), symbols);
        assertEquals(List.of("low</w>", ".</w>"), words(new EndMarkedWords("</w>", Parting.CLASSES), "low."));
    }

    @Test
    void anUnknownCutIsRefused() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> WordCut.fromData(new Data("cut", Map.of("kind", "x"))));
        assertEquals(
                "cut.kind must be one of spaced-words, bytes, metaspace, end-marked but is \"x\"",
                refused.getMessage());
    }
}
