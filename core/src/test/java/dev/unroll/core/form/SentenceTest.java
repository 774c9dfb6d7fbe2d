package dev.unroll.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SentenceTest {

    @Test
    void aControlCharacterIsShownAsItsNumber() {
        assertEquals(
                "\"\\u001b[31m\\u0000\\u009b\" is no\nlabel é",
                Sentence.plain("\"\u001b[31m\0\u009b\" is no\nlabel é"));
    }

    @Test
    void aSentenceOfAMillionLettersIsCut() {
        assertEquals("a".repeat(4000) + "…", Sentence.plain("a".repeat(1_000_000)));
    }

    @Test
    void theBeginningOfATextHalvesNoCharacter() {
        assertEquals("a😀…", Sentence.beginning("a😀😀", 2));
    }

    @Test
    void aTextThatIsShortEnoughIsItsOwnBeginning() {
        assertEquals("a😀", Sentence.beginning("a😀", 2));
    }

    @Test
    void oneOfSomethingIsCountedInTheSingular() {
        assertEquals("1 text", Sentence.counted(1, "text"));
        assertEquals("1,200 texts", Sentence.counted(1200, "text"));
        assertEquals("2 classes", Sentence.counted(2, "class", "classes"));
    }
}
