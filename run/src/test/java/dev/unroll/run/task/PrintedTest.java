package dev.unroll.run.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedTest {

    @ParameterizedTest
    @CsvSource({"abc,3", "日本,4", "한국,4", "ｱ,1", "Ａ,2", "e\u0301,1", "a\u200db,2", "🙂,2", "é,1", "'',0"})
    void aCharacterTakesItsColumns(String text, int columns) {
        assertEquals(columns, Printed.columns(text));
    }

    @Test
    void whatSteersIsWrittenOut() {
        assertEquals("\\u001b[1m\\u202e", Printed.plain("\033[1m\u202e"));
    }

    @Test
    void tabsAndLineEndsOfALineAreWrittenOut() {
        assertEquals("a\\tb\\nc\\rd\\u0007", Printed.inLine("a\tb\nc\rd\007"));
    }

    @Test
    void aWideTextIsFilledUpToItsColumns() {
        assertEquals("日本  |", Printed.padded("日本", 6) + "|");
    }

    @Test
    void aWideTextIsCutBetweenCharacters() {
        assertEquals("日…", Printed.cut("日本語", 4));
    }

    @Test
    void aLabelWithoutAFormIsShownByItsNumber() {
        assertEquals("\\u200d", LabelDetails.shown("\u200d"));
        assertEquals("👩\u200d👧", LabelDetails.shown("👩\u200d👧"));
        assertEquals("\\n", LabelDetails.shown("\n"));
    }
}
