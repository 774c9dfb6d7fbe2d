package dev.unroll.data.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.LabeledText;
import dev.unroll.data.TextDataset;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddedWordsTest {

    private static String resource(String name) throws IOException {
        try (var input = EmbeddedWords.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(input).readAllBytes(), UTF_8);
        }
    }

    @Test
    void countsAreThoseOfTheResource() {
        var words = EmbeddedWords.load();
        assertEquals(12_650, words.examples().size());
        assertEquals(32, words.labels().size());
        assertEquals(131, count(words, "Indonesian"));
        assertEquals(372, count(words, "German"));
        assertEquals(703, count(words, "Irish"));
        assertEquals(
                "Read 12,650 lines of 1 file; dropped none.", words.report().toString());
    }

    private static long count(TextDataset words, String language) {
        return words.examples().stream()
                .filter(word -> word.label().equals(language))
                .count();
    }

    @Test
    void noWordIsInTwoLanguages() {
        var words = EmbeddedWords.load();
        assertEquals(words.examples().size(), words.distinctTexts());
    }

    @Test
    void everyWordIsThreeOrMoreLatinLettersInLowerCase() {
        for (LabeledText word : EmbeddedWords.load().examples()) {
            assertTrue(word.text().matches("[\\p{Ll}\\p{Lm}\\p{Lo}]{3,}"), word.toString());
        }
    }

    @Test
    void normalizationIsTheCallersChoice() {
        assertTrue(EmbeddedWords.load().examples().contains(new LabeledText("français", "French")));
        assertTrue(EmbeddedWords.load(Normalization.ASCII).examples().contains(new LabeledText("francais", "French")));
    }

    @Test
    void resourceNamesItsSourceAndItsLicence() throws IOException {
        String header = resource("words.txt").lines().limit(4).reduce("", String::concat);
        assertTrue(header.contains("Unicode CLDR " + EmbeddedWords.CLDR_VERSION + " as in JDK 25.0.3"), header);
        assertTrue(header.contains("12650 words"), header);
        assertTrue(resource("words.LICENSE.txt").startsWith("UNICODE LICENSE V3\n"));
    }
}
