package dev.unroll.run.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.0625, 0.0625",
        "-3.14159, −3.142",
        "1234567, 1.235e6",
        "0.00001, 1e−5",
        "-0.000012344, −1.234e−5",
        "99999, 100000",
        "NaN, NaN",
        "Infinity, ∞",
        "-Infinity, −∞"
    })
    void numbersHaveFourDigits(double value, String written) {
        assertEquals(written, Words.number(value));
    }

    @Test
    void tokensThatCannotBeSeenHaveSigns() {
        assertEquals("a␣b↵⇥\\u0007", Words.token("a b\n\t\u0007"));
        assertEquals("żółw", Words.token("żółw"));
    }

    @Test
    void aLineKeepsTheBlanksInside() {
        assertEquals("␣two words␣", Words.line(" two words "));
        assertEquals("a↵b⇥c\\u000d", Words.line("a\nb\tc\r"));
    }

    @Test
    void aTextKeepsItsLines() {
        assertEquals("a\n\tb\\u001b", Words.visible("a\n\tb\u001b"));
    }

    @Test
    void halfACharacterHasItsNumber() {
        assertEquals("a\\ud83d", Words.token("a\ud83d"));
    }

    @Test
    void aJoinerAloneHasItsNumberAndInsideAnEmojiIsLeft() {
        assertEquals("\\u200d", Words.token("\u200d"));
        assertEquals("👩\u200d👧", Words.token("👩\u200d👧"));
    }

    @Test
    void aMarkWithoutALetterStandsOnACircle() {
        assertEquals("◌\u0301", Words.token("\u0301"));
    }

    @Test
    void whatIsShortenedLosesNoPartOfACharacter() {
        assertEquals("👩\u200d👧…", Words.shortened("👩\u200d👧👩\u200d👧👩\u200d👧", 2));
        assertEquals("👩\u200d👧👩\u200d👧", Words.shortened("👩\u200d👧👩\u200d👧", 2));
        assertEquals("abc", Words.shortened("abc", 3));
        assertEquals("ab…", Words.shortened("abcd", 3));
        assertEquals("", Words.shortened("", 3));
    }
}
