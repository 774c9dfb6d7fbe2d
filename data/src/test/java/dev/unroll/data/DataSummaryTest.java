package dev.unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataSummaryTest {

    private static LabeledText text(String text, String label) {
        return new LabeledText(text, label);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheUpperOfTheTwoInTheMiddle() {
        assertEquals(5, DataSummary.Lengths.of(new int[] {7, 1, 5, 4}).median());
    }

    @Test
    void contradictionsSetACeilingAndRepetitionsAreCounted() {
        var report = ReadReport.clean(1, ReadReport.Unit.TEXT, 10);
        var dataset = new TextDataset(
                "toy",
                List.of(
                        text("x", "a"),
                        text("x", "a"),
                        text("x", "b"),
                        text("long", "b"),
                        text("yy", "a"),
                        text("yy", "b")),
                List.of(text("x", "b"), text("new", "a"), text("new", "a"), text("other", "a")),
                List.of("a", "b", "c"),
                report);
        var summary = DataSummary.of(dataset);
        assertEquals(6, summary.training());
        assertEquals(4, summary.test());
        assertEquals(Map.of("a", 6, "b", 4), summary.classes());
        assertEquals(new DataSummary.Lengths(1, 2, 5, 5), summary.lengths());
        assertEquals(1, summary.repeated());
        assertEquals(1, summary.repeatedInTest());
        assertEquals(1, summary.shared());
        assertEquals(2, summary.contradicted());
        assertEquals(List.of("\"x\": a, b", "\"yy\": a, b"), summary.firstContradictions());
        // Of x two of four are right at best, of yy one of two, of the rest all four.
        assertEquals(0.7, summary.ceiling(), 1e-12);
    }
}
