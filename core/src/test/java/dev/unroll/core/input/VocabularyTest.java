package dev.unroll.core.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.form.Data;
import dev.unroll.core.input.Vocabulary.Limits;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class VocabularyTest {

    @Test
    void frequentTokensComeFirstAndTiesByToken() {
        var vocabulary = Vocabulary.count(Stream.of("b", "c", "a", "c", "b", "d"), Limits.NONE);
        assertEquals(List.of("<unk>", "b", "c", "a", "d"), vocabulary.tokens());
    }

    @Test
    void orderOfTheStreamDoesNotMatter() {
        assertEquals(
                Vocabulary.count(Stream.of("x", "y", "z", "z"), Limits.NONE),
                Vocabulary.count(Stream.of("z", "y", "z", "x"), Limits.NONE));
    }

    @Test
    void limitsDropTheRareAndTheLast() {
        assertEquals(
                List.of("<unk>", "a", "b"),
                Vocabulary.count(Stream.of("a", "a", "b", "b", "c"), new Limits(2, 9))
                        .tokens());
        assertEquals(
                List.of("<unk>", "a"),
                Vocabulary.count(Stream.of("a", "a", "b", "b", "c"), new Limits(1, 2))
                        .tokens());
    }

    @Test
    void openVocabularyHasTheUnknownAtZero() {
        var vocabulary = Vocabulary.open(List.of("h", "e"));
        assertEquals(0, vocabulary.indexOf("q"));
        assertEquals(2, vocabulary.indexOf("e"));
        assertEquals("e", vocabulary.token(2));
        assertFalse(vocabulary.contains("q"));
    }

    @Test
    void closedVocabularyRefusesTheUnknown() {
        var vocabulary = Vocabulary.of(List.of("h", "e", "l", "o"));
        assertEquals(0, vocabulary.indexOf("h"));
        assertError(
                "token \"q\" is not one of the 4 of this closed vocabulary: h e l o", () -> vocabulary.indexOf("q"));
    }

    @Test
    void errorsNameTokenAndPlace() {
        assertError(
                "token \"a\" occurs twice in the vocabulary: at 1 and at 3; keep one of them",
                () -> Vocabulary.open(List.of("a", "b", "a")));
        assertError("token 1 of the vocabulary is empty; remove it", () -> Vocabulary.of(List.of("a", "")));
        assertError("a vocabulary must have at least one token but has none", () -> Vocabulary.of(List.of()));
        assertError(
                "a vocabulary needs at least one token to count but there is none;"
                        + " are all texts empty after normalization?",
                () -> Vocabulary.count(Stream.of(), Limits.NONE));
        assertError(
                "no token of 2 is left with a minimum count of 2 and a maximum size of 10; relax them",
                () -> Vocabulary.count(Stream.of("a", "b"), new Limits(2, 10)));
        assertError("minimumCount must be at least 1 but is 0", () -> new Limits(0, 1));
        assertError("maximumSize must be at least 1 but is -1", () -> new Limits(1, -1));
        var pair = Vocabulary.open(List.of("a"));
        assertError("index must be in 0 to 1 but is 2", () -> pair.token(2));
        assertError("index must be in 0 to 1 but is -1", () -> pair.token(-1));
    }

    @Test
    void dataFormComesBack() {
        var open = Vocabulary.open(List.of("\uD83D\uDE00", "\"", " "));
        var closed = Vocabulary.of(List.of("a", "b"));
        assertEquals(open, Vocabulary.fromData(new Data("v", open.toData())));
        assertEquals(closed, Vocabulary.fromData(new Data("v", closed.toData())));
        assertNotEquals(closed, Vocabulary.open(List.of("a", "b")));
    }

    @Test
    void wrongDataAreNamed() {
        assertError(
                "v must be an object with the keys [tokens] but is 3", () -> Vocabulary.fromData(new Data("v", 3.0)));
        assertError("v lacks the key \"tokens\"", () -> Vocabulary.fromData(new Data("v", Map.of())));
        assertError(
                "v has the unknown key \"size\"; the keys are [tokens]",
                () -> Vocabulary.fromData(new Data("v", Map.of("tokens", List.of("a"), "size", 1.0))));
        assertError(
                "v.tokens must be a list of strings but is \"a\"",
                () -> Vocabulary.fromData(new Data("v", Map.of("tokens", "a"))));
        assertError(
                "v.tokens[1] must be a string but is 7",
                () -> Vocabulary.fromData(new Data("v", Map.of("tokens", List.of("a", 7.0)))));
        assertError(
                "v: token \"a\" occurs twice in the vocabulary: at 0 and at 1; keep one of them",
                () -> Vocabulary.fromData(new Data("v", Map.of("tokens", List.of("a", "a")))));
    }

    private static void assertError(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }

    @Test
    void lettersAreCountedInTheOrderInWhichTheyOccurFirst() {
        var counts = TokenCounts.of(Tokenizer.CHARACTERS, Stream.of("ba\uD83D\uDE00b", "c\uD83D\uDE00"));
        assertEquals(List.of("b", "a", "\uD83D\uDE00", "c"), counts.tokens());
        assertEquals(List.of(2L, 1L, 2L, 1L), List.copyOf(counts.counts().values()));
    }

    @Test
    void aClosedVocabularyNamesTheLetterThatItDoesNotHold() {
        var vocabulary = Vocabulary.of(List.of("a", "bc"));
        var error = assertThrows(IllegalArgumentException.class, () -> vocabulary.indexOfLetter('b'));
        assertEquals("token \"b\" is not one of the 2 of this closed vocabulary: a bc", error.getMessage());
    }
}
