package dev.unroll.run.task.transduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairGridTest {

    private static Map<String, Object> draw(
            PairNumbers meaning, List<String> source, List<String> target, List<List<Double>> values) {
        return new PairGrid("which", ShownTokens.of(source), ShownTokens.of(target), values, meaning)
                .draw(PairGrid.PAGE);
    }

    private static String cells(Map<String, Object> drawn) {
        return String.valueOf(drawn.get("cellsSvg"));
    }

    private static int count(String pattern, String text) {
        return (int) Pattern.compile(pattern).matcher(text).results().count();
    }

    private static Map<String, Object> small(PairNumbers meaning) {
        return draw(
                meaning,
                List.of("a", "b", "</s>"),
                List.of("x", "</s>"),
                List.of(List.of(0.9, 0.1, 0.0), List.of(0.25, 0.25, 0.5)));
    }

    @Test
    void aCellSaysItsTokensTheirPlacesAndItsNumber() {
        String cells = cells(small(PairNumbers.WEIGHTS));
        assertTrue(cells.contains("<title>1 x ← 1 a: 90.0 %</title>"), cells);
        assertTrue(cells.contains("<title>2 ⊣ ← 3 ⊣: 50.0 %</title>"), cells);
        assertTrue(cells(small(PairNumbers.INFLUENCES)).contains("<title>1 x ← 1 a: +0.9 nats</title>"));
    }

    @Test
    void whatIsNoWeightHasNoCell() {
        assertEquals(5, count("<title>", cells(small(PairNumbers.WEIGHTS))));
    }

    @Test
    void aWeightIsAsDarkAsItIsLarge() {
        assertTrue(cells(small(PairNumbers.WEIGHTS)).contains("fill-opacity=\"0.9\""));
    }

    @Test
    void theLargestInfluenceIsDarkest() {
        String cells = cells(small(PairNumbers.INFLUENCES));
        assertTrue(cells.contains("fill-opacity=\"1\""), cells);
        assertTrue(cells.contains("fill-opacity=\"0.56\""), cells);
    }

    @Test
    void anInfluenceAgainstATokenHasTheOtherColor() {
        String cells =
                cells(draw(PairNumbers.INFLUENCES, List.of("a", "b"), List.of("x"), List.of(List.of(-2.0, 1.0))));
        assertTrue(cells.contains("<title>1 x ← 1 a: −2 nats</title>"), cells);
        assertEquals(1, count("class=\"negative\"", cells));
        assertEquals(1, count("class=\"positive\"", cells));
        assertTrue(cells.contains(">−2.0</text>"), cells);
    }

    @Test
    void noInfluenceAtAllIsNotDrawn() {
        String cells = cells(draw(PairNumbers.INFLUENCES, List.of("a"), List.of("x"), List.of(List.of(0.0))));
        assertEquals(0, count("<title>", cells));
        assertFalse(cells.contains("NaN"), cells);
    }

    @Test
    void theRowsAreNamedBesideWhatIsScrolled() {
        String rows = String.valueOf(small(PairNumbers.WEIGHTS).get("rowsSvg"));
        assertTrue(rows.contains(">x</text>") && rows.contains(">⊣</text>"), rows);
        assertFalse(rows.contains(">a</text>"), rows);
    }

    @Test
    void longTokensStandUprightAndAreWholeWhenOnePointsAtThem() {
        String word = "incomprehensibilities";
        Map<String, Object> drawn = draw(PairNumbers.WEIGHTS, List.of(word), List.of(word), List.of(List.of(1.0)));
        for (String picture : List.of(cells(drawn), String.valueOf(drawn.get("rowsSvg")))) {
            assertTrue(picture.contains(">incomprehensibi…<title>" + word + "</title>"), picture);
        }
        assertTrue(cells(drawn).contains("rotate(-90)"));
        assertFalse(cells(small(PairNumbers.WEIGHTS)).contains("rotate"));
    }

    @Test
    void tokensStayText() {
        List<String> tokens = List.of("<b>", "\t", "\u001b[31m", "&amp;\"", "日", "\u202e");
        String cells = cells(draw(PairNumbers.WEIGHTS, tokens, List.of("x"), List.of(Collections.nCopies(6, 0.1))));
        assertFalse(cells.contains("<b>"), cells);
        assertTrue(cells.contains("&lt;b&gt;"), cells);
        assertTrue(cells.contains("⇥"), cells);
        assertFalse(cells.contains("\u001b"), cells);
        assertFalse(cells.contains("\u202e"), cells);
        assertTrue(cells.contains("&amp;amp;"), cells);
    }

    @Test
    void ofManyTokensThereAreNumbersOnTheAxesAndTensOfKilobytes() {
        int many = 300;
        List<String> tokens = Collections.nCopies(many, "a");
        List<List<Double>> values = IntStream.range(0, many)
                .mapToObj(t -> IntStream.range(0, many)
                        .mapToObj(j -> j == many - 1 - t ? 0.9 : 0.1 / (many - 1))
                        .toList())
                .toList();
        Map<String, Object> drawn = draw(PairNumbers.WEIGHTS, tokens, tokens, values);
        assertEquals(true, drawn.get("isSmall"));
        assertTrue(cells(drawn).contains(">20</text>"), "every twentieth is numbered");
        assertFalse(cells(drawn).contains(">a</text>"));
        assertTrue(cells(drawn).length() < 40_000, "characters: " + cells(drawn).length());
    }
}
