package dev.unroll.data.cldr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordsGeneratorTest {

    private static NavigableSet<String> set(String... words) {
        return new TreeSet<>(List.of(words));
    }

    @Test
    void namesAreCutIntoWordsOfThreeLatinLetters() {
        assertEquals(
                set("côte", "ivoire", "wallis", "futuna"),
                WordsGenerator.words(
                        List.of("Côte d’Ivoire", "Wallis-et-Futuna", "RAS 1999 (c)", "Россия"), Locale.FRENCH));
    }

    @Test
    void twoCodePointsOfALetterBecomeOne() {
        assertEquals(set("été"), WordsGenerator.words(List.of("E\u0301te\u0301"), Locale.FRENCH));
    }

    @Test
    void lowerCaseIsTheLanguagesOwn() {
        assertEquals(set("ılık", "iyi"), WordsGenerator.words(List.of("Ilık İyi"), Locale.of("tr")));
        assertEquals(set("iyi"), WordsGenerator.words(List.of("Iyi"), Locale.ENGLISH));
    }

    @Test
    void sharedWordsAreLeftOutOfAll() {
        NavigableMap<String, NavigableSet<String>> words = new TreeMap<>();
        words.put("A", set("euro", "mai", "lune"));
        words.put("B", set("euro", "mai", "maan"));
        words.put("C", set("euro", "moon"));
        var unshared = WordsGenerator.unshared(words);
        assertEquals(set("lune"), unshared.get("A"));
        assertEquals(set("maan"), unshared.get("B"));
        assertEquals(set("moon"), unshared.get("C"));
    }

    @Test
    void severalEnglishWordsInAnotherLanguageAreAFallback() {
        Locale swahili = Locale.of("sw");
        assertTrue(WordsGenerator.isFallback("Irish Pound", "Irish Pound", swahili));
        assertFalse(WordsGenerator.isFallback("Euro", "Euro", swahili));
        assertFalse(WordsGenerator.isFallback("Dola ya Marekani", "US Dollar", swahili));
        assertFalse(WordsGenerator.isFallback("Irish Pound", "Irish Pound", Locale.ENGLISH));
    }

    @Test
    void resourceHasASectionALanguage() {
        NavigableMap<String, NavigableSet<String>> words = new TreeMap<>();
        words.put("A", set("lune", "mer"));
        words.put("B", set("x".repeat(60), "y".repeat(60)));
        List<String> lines = WordsGenerator.resource(words, "47").lines().toList();
        assertTrue(lines.getFirst().startsWith("# Words that one of 2 languages has"));
        assertEquals(List.of("", "[A]", "lune mer", "", "[B]", "x".repeat(60), "y".repeat(60)), lines.subList(4, 11));
    }

    @Test
    void versionAndLicenceComeFromTheNotice() {
        var notice = List.of(
                "## Unicode Common Local Data Repository (CLDR) v47",
                "```",
                "UNICODE LICENSE V3",
                "text",
                "SPDX-License-Identifier: Unicode-3.0",
                "```");
        assertEquals("47", WordsGenerator.cldrVersion(notice));
        assertEquals(
                "UNICODE LICENSE V3\ntext\nSPDX-License-Identifier: Unicode-3.0\n", WordsGenerator.license(notice));
        assertThrows(IllegalStateException.class, () -> WordsGenerator.cldrVersion(List.of("# Zlib v1")));
        assertThrows(IllegalStateException.class, () -> WordsGenerator.license(List.of("text")));
    }
}
