package dev.unroll.run.task.transduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.run.task.Printed;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairLinesTest {

    private static List<String> lines(
            PairNumbers meaning, List<String> source, List<String> target, List<List<Double>> values) {
        return new PairLines(ShownTokens.of(source), ShownTokens.of(target), values, meaning).lines();
    }

    @Test
    void weightsArePercentsBelowTheirTokens() {
        assertEquals(
                List.of("    a the   ⊣", "x 100   ·   ·", "⊣   1  50  49"),
                lines(
                        PairNumbers.WEIGHTS,
                        List.of("a", "the", "</s>"),
                        List.of("x", "</s>"),
                        List.of(List.of(1.0, 0.004, 0.0), List.of(0.01, 0.5, 0.49))));
    }

    @Test
    void influencesHaveTheirSignAndOneDecimal() {
        assertEquals(
                List.of("      a     b     c", "x +10.3  −0.1     ·"),
                lines(
                        PairNumbers.INFLUENCES,
                        List.of("a", "b", "c"),
                        List.of("x"),
                        List.of(List.of(10.26, -0.11, 0.04))));
    }

    @Test
    void wideLettersTakeTwoColumns() {
        assertEquals(
                List.of("     日本語   b", "日語     50  50"),
                lines(PairNumbers.WEIGHTS, List.of("日本語", "b"), List.of("日語"), List.of(List.of(0.5, 0.5))));
    }

    @Test
    void whatSteersATerminalIsWrittenOut() {
        List<String> lines =
                lines(PairNumbers.WEIGHTS, List.of("\u001b[31m", "\t"), List.of("\n"), List.of(List.of(0.5, 0.5)));
        assertEquals(2, lines.size());
        assertTrue(lines.getFirst().chars().noneMatch(letter -> letter < ' '), lines.getFirst());
        assertTrue(lines.getFirst().contains("⇥"), lines.getFirst());
    }

    @Test
    void whatIsWiderThanATerminalFollowsBelow() {
        List<String> source = IntStream.range(0, 30).mapToObj(j -> "t" + j).toList();
        List<String> lines = lines(PairNumbers.WEIGHTS, source, List.of("x"), List.of(Collections.nCopies(30, 0.5)));
        assertEquals(5, lines.size());
        assertEquals("", lines.get(2));
        assertTrue(lines.get(0).endsWith("t18"), lines.get(0));
        assertTrue(lines.get(3).endsWith("t29"), lines.get(3));
        assertTrue(lines.stream().allMatch(line -> Printed.columns(line) <= 80));
    }

    @Test
    void ofManyTokensTheFirstFortyAreShown() {
        List<String> many = Collections.nCopies(300, "a");
        List<String> lines =
                lines(PairNumbers.WEIGHTS, many, many, Collections.nCopies(300, Collections.nCopies(300, 1.0 / 300)));
        assertEquals(40, lines.stream().filter(line -> line.startsWith("a")).count() / 3);
        assertTrue(lines.stream().allMatch(line -> Printed.columns(line) <= 80));
    }
}
