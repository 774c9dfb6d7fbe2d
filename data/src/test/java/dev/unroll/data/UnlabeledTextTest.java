package dev.unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.text.PlainText;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnlabeledTextTest {

    private final UnlabeledText part = new UnlabeledText("a\uD83D\uDE00bcd").part(1, 5);

    @Test
    void aPartIsTheExampleOfItsText() {
        var text = new UnlabeledText("\uD83D\uDE00bc");
        assertEquals(text, part);
        assertEquals(text.fingerprint(), part.fingerprint());
        assertEquals(3, part.length());
        assertEquals(4, part.units());
    }

    @Test
    void theFingerprintIsThatOfEveryText() {
        assertEquals(new LabeledText("\uD83D\uDE00bc", "x").fingerprint(), part.fingerprint());
    }

    @Test
    void aBeginningEndsWithTheText() {
        assertEquals("bc", part.text(2, 99));
    }

    @Test
    void anEmptyTextIsNoExample() {
        var error = assertThrows(IllegalArgumentException.class, () -> part.part(2, 2));
        assertEquals("the text of an example must not be empty", error.getMessage());
    }

    @Test
    void aSplitByPositionCountsLettersAndCutsNoneInHalf() {
        var report = new ReadReport(1, 1, 0, 0, 0, 0, List.of());
        var text = new PlainText("t", List.of(new UnlabeledText("\uD83D\uDE00".repeat(10))), report);
        Split<UnlabeledText> split = Split.byPosition(text, new Split.Fractions(0.1, 0.2));
        assertEquals(List.of(new UnlabeledText("\uD83D\uDE00".repeat(7))), split.train());
        assertEquals(List.of(new UnlabeledText("\uD83D\uDE00")), split.validation());
        assertEquals(List.of(new UnlabeledText("\uD83D\uDE00\uD83D\uDE00")), split.test());
    }
}
