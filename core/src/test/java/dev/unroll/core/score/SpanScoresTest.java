package dev.unroll.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.score.SpanScores.Counts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cases worked by hand, by the rules of conlleval. */
class SpanScoresTest {

    private static List<List<String>> sequences(String text) {
        return List.of(text.split("; ", -1)).stream()
                .map(tags -> List.of(tags.split(" ", -1)))
                .toList();
    }

    private static SpanScores scores(String expected, String answered) {
        return SpanScores.of(sequences(expected), sequences(answered));
    }

    @Test
    void whatIsRightCountsOnce() {
        SpanScores scores = scores("B-PER I-PER O B-LOC", "B-PER I-PER O B-LOC");
        assertEquals(new Counts(2, 2, 2), scores.overall());
        assertEquals(Map.of("LOC", new Counts(1, 1, 1), "PER", new Counts(1, 1, 1)), scores.byType());
        assertEquals(1, scores.overall().f1());
    }

    @Test
    void aWrongEndIsAWrongSpan() {
        assertEquals(
                new Counts(1, 1, 0),
                scores("B-PER I-PER O", "B-PER I-PER I-PER").overall());
        assertEquals(new Counts(1, 1, 0), scores("B-PER I-PER O", "O B-PER O").overall());
    }

    @Test
    void aWrongTypeIsWrongForBoth() {
        SpanScores scores = scores("B-PER I-PER", "B-LOC I-LOC");
        assertEquals(new Counts(1, 1, 0), scores.overall());
        assertEquals(Map.of("LOC", new Counts(0, 1, 0), "PER", new Counts(1, 0, 0)), scores.byType());
    }

    @Test
    void schemesAreComparedBySpans() {
        assertEquals(
                new Counts(2, 2, 2),
                scores("I-PER I-PER B-PER O", "B-PER E-PER S-PER O").overall());
    }

    @Test
    void spansEndWithTheirSequence() {
        assertEquals(
                new Counts(2, 2, 2),
                scores("O B-PER; I-PER O", "O B-PER; B-PER O").overall());
    }

    /** Three spans of PER, two of LOC; found are three of PER, of which two are right, and one of LOC, which is right. */
    @Test
    void ratiosAreOfAllSpansTogether() {
        SpanScores scores = scores(
                "B-PER I-PER O B-LOC O; B-PER O B-PER O B-LOC I-LOC", "B-PER I-PER O B-LOC O; B-PER O O B-PER O O");
        assertEquals(new Counts(5, 4, 3), scores.overall());
        assertEquals(0.75, scores.overall().precision());
        assertEquals(0.6, scores.overall().recall());
        assertEquals(6.0 / 9, scores.overall().f1());
        assertEquals(Map.of("LOC", new Counts(2, 1, 1), "PER", new Counts(3, 3, 2)), scores.byType());
    }

    @Test
    void nothingOfNothingIsZero() {
        Counts none = scores("O O", "O O").overall();
        assertEquals(new Counts(0, 0, 0), none);
        assertEquals(List.of(0.0, 0.0, 0.0), List.of(none.precision(), none.recall(), none.f1()));
    }

    @Test
    void partsAddUp() {
        SpanScores one = scores("B-PER O", "B-PER O");
        SpanScores other = scores("B-LOC B-PER", "O B-PER");
        assertEquals(scores("B-PER O; B-LOC B-PER", "B-PER O; O B-PER"), one.plus(other));
    }

    @Test
    void lengthsMustAgree() {
        assertEquals(
                "a sequence of 2 steps must be answered by as many tags but is by 1",
                assertThrows(IllegalArgumentException.class, () -> scores("O O", "O"))
                        .getMessage());
        assertEquals(
                "answers must be as many as sequences but are 1 to 2",
                assertThrows(IllegalArgumentException.class, () -> scores("O; O", "O"))
                        .getMessage());
    }
}
