package dev.unroll.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final Layout NARROW = new Layout(OptionalInt.of(20));
    private static final Layout NONE = new Layout(OptionalInt.empty());

    private static final List<String> TABLE = List.of(
            "                          accuracy", //
            "naive Bayes, 1- to 4-grams  83.3 %", //
            "majority                    52.2 %");

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    @Test
    void aSentenceIsBrokenAtBlanks() {
        assertEquals(
                List.of("On 12 held-out", "  texts, none of", "  which was trained", "  on:"),
                lines(NARROW.sentence("On 12 held-out texts, none of which was trained on:")));
    }

    @Test
    void whatIsBesideANameStaysBesideIt() {
        assertEquals(
                List.of("size    the first", "        and the last", "        line"),
                lines(NARROW.row("size    ", "the first and the last line")));
    }

    @Test
    void aWordThatIsTooLongIsLeftWhole() {
        assertEquals(List.of("a", "  /a/path/that/is/too/long"), lines(NARROW.sentence("a /a/path/that/is/too/long")));
    }

    @Test
    void aTableThatIsTooWideHasShorterNames() {
        assertEquals(
                List.of("               accuracy", "naive Bayes, 1…  83.3 %", "majority         52.2 %"),
                new Layout(OptionalInt.of(23)).table(TABLE, 26));
    }

    @Test
    void namesAreFoundInABlockOfLines() {
        assertEquals(
                List.of("a long label…  1.0", "b              2.0"),
                new Layout(OptionalInt.of(18))
                        .block(List.of("a long label of a class  1.0", "b                        2.0")));
    }

    @Test
    void whatIsPipedIsNeitherBrokenNorShortened() {
        assertEquals(TABLE, NONE.table(TABLE, 26));
        assertEquals(TABLE, NONE.block(TABLE));
        assertEquals("x".repeat(50) + " y", NONE.sentence("x".repeat(50) + " y"));
    }
}
