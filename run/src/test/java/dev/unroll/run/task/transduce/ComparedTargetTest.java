package dev.unroll.run.task.transduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.run.task.Printed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparedTargetTest {

    private static PairScoring scoring(Tokenizer tokenizer) {
        return new PairScoring(new TextEncoder(
                Normalization.UNICODE,
                tokenizer,
                Marks.BEGIN_AND_END,
                Vocabulary.of(List.of("<unk>", "<s>", "</s>", "a"))));
    }

    private static ComparedTarget letters(String answer, String... right) {
        return ComparedTarget.of(scoring(Tokenizer.CHARACTERS), answer, List.of(right))
                .orElseThrow();
    }

    @Test
    void whereNothingIsKnownNothingIsCompared() {
        assertEquals(Optional.empty(), ComparedTarget.of(scoring(Tokenizer.CHARACTERS), "a", List.of()));
    }

    @Test
    void theNearestOfSeveralIsTaken() {
        ComparedTarget compared = letters("abd", "xyz", "abc", "abe");
        assertEquals("abc", compared.right());
        assertEquals(3, compared.of());
        assertFalse(compared.isRight());
        assertTrue(letters("abc", "xyz", "abc").isRight());
    }

    @Test
    void wordsAreComparedWhereWordsAreCounted() {
        ComparedTarget compared = ComparedTarget.of(scoring(Tokenizer.WORDS), "the cat", List.of("the dog"))
                .orElseThrow();
        assertEquals(List.of("it says  the cat", "right is the dog", "             ^^^"), compared.lines());
    }

    @Test
    void aDashStandsWhereOneHasNoToken() {
        assertEquals(
                List.of("it says  a – c d", "right is a b c –", "           ^   ^"),
                letters("acd", "abc").lines());
    }

    @Test
    void longOnesContinueBelow() {
        List<String> lines = letters("a".repeat(100), "a".repeat(99) + "b").lines();
        assertEquals(9, lines.size());
        assertTrue(lines.stream().allMatch(line -> Printed.columns(line) <= 80));
        assertTrue(lines.getLast().endsWith("^"));
    }

    @Test
    void aPageMarksWhatIsWrong() {
        assertEquals(
                List.of(
                        Map.of("style", "right", "said", "a", "expected", "a"),
                        Map.of("style", "wrong", "said", "␣", "expected", "b")),
                letters("a ", "ab").spans());
    }

    @Test
    void dataNameTheEdits() {
        assertEquals(
                List.of(
                        Map.of("edit", "match", "right", "a", "answered", "a"),
                        Map.of("edit", "deletion", "right", "b"),
                        Map.of("edit", "substitution", "right", "c", "answered", "x")),
                letters("ax", "abc").data());
        assertEquals(
                List.of(
                        Map.of("edit", "match", "right", "a", "answered", "a"),
                        Map.of("edit", "insertion", "answered", "x")),
                letters("ax", "a").data());
    }
}
