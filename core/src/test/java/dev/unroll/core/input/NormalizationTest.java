package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.form.Data;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NormalizationTest {

    private static final String HOSTILE = "\uFEFF Ślusàrski-1 İI ΑΣ ŁSS ß ﬁ e\u0301 \uD83D\uDE00 \uD800 '.,;:\t";

    @ParameterizedTest
    @CsvSource({
        "Ślusàrski, Slusarski",
        "O'Néàl, O'Neal",
        "Béringer, Beringer",
        "Łukasz, ukasz",
        "Lu:, Lu",
        "Rafaj1, Rafaj"
    })
    void asciiIsThatOfTheTutorials(String text, String expected) {
        assertEquals(expected, Normalization.ASCII.apply(text));
    }

    @Test
    void asciiKeepsFiveMarksAndNothingElse() {
        assertEquals(" .,;'", Normalization.ASCII.apply(" .,;'-_:!?\"\t\n0\u00A0\uD83D\uDE00"));
    }

    @Test
    void oneCodePointOrTwoAreOneText() {
        assertEquals("é", Normalization.UNICODE.apply("e\u0301"));
        assertEquals("é", Normalization.UNICODE_LOWER_CASE.apply("E\u0301"));
    }

    @Test
    void unicodeKeepsEmojiAndCase() {
        assertEquals("Hi \uD83D\uDE00", Normalization.UNICODE.apply("Hi \uD83D\uDE00"));
        assertEquals("hi \uD83D\uDE00", Normalization.UNICODE_LOWER_CASE.apply("Hi \uD83D\uDE00"));
        assertEquals("hi ", Normalization.ASCII_LOWER_CASE.apply("Hi \uD83D\uDE00"));
    }

    @ParameterizedTest
    @EnumSource
    void twiceIsOnce(Normalization normalization) {
        String once = normalization.apply(HOSTILE);
        assertEquals(once, normalization.apply(once));
    }

    @ParameterizedTest
    @EnumSource
    void dataNameComesBack(Normalization normalization) {
        assertEquals(normalization, Normalization.fromData(new Data("text.normalization", normalization.toData())));
    }

    @Test
    void wrongNameIsShownWithTheRightOnes() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> Normalization.fromData(new Data("text.normalization", "Ascii")));
        assertEquals(
                "text.normalization must be one of unicode, unicode-lower-case, ascii, ascii-lower-case"
                        + " but is \"Ascii\"",
                error.getMessage());
    }
}
