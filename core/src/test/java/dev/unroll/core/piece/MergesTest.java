package dev.unroll.core.piece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergesTest {

    @Test
    void theFirstMergeComesFirstWhereverItStands() {
        Merges merges = Merges.parse(List.of("b c", "a b", "bc d"));
        assertEquals(List.of("a", "bcd"), merges.pieces(List.of("a", "b", "c", "d")));
        assertEquals(List.of("ab", "d"), merges.pieces(List.of("a", "b", "d")));
    }

    @Test
    void ofOverlappingPairsTheLeftmostIsJoined() {
        assertEquals(List.of("aa", "aa", "a"), Merges.parse(List.of("a a")).pieces(Collections.nCopies(5, "a")));
    }

    @Test
    void aMergeOfWhatAnEarlierOneMadeIsJoinedToo() {
        Merges merges = Merges.parse(List.of("a a", "aa aa"));
        assertEquals(List.of("aaaa", "aa", "a"), merges.pieces(Collections.nCopies(7, "a")));
    }

    @Test
    void aSymbolOfNoMergeStaysAndParts() {
        assertEquals(
                List.of("ab", "☃", "b", "a"), Merges.parse(List.of("a b")).pieces(List.of("a", "b", "☃", "b", "a")));
    }

    @Test
    void aHugeWordIsJoinedInNoTimeWorthToSpeakOf() {
        assertEquals(
                500_000,
                Merges.parse(List.of("a b"))
                        .pieces(Collections.nCopies(500_000, List.of("a", "b")).stream()
                                .flatMap(List::stream)
                                .toList())
                        .size());
    }

    @Test
    void theDataFormComesBack() {
        Merges merges = Merges.parse(List.of("a b", "ab c"));
        assertEquals(merges, Merges.parse(merges.toData()));
    }

    @Test
    void aMergeTwiceIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Merges.parse(List.of("a b", "b c", "a b")));
        assertEquals("merge \"a b\" stands there twice: at 0 and at 2; keep one of them", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ab | a merge must be two pieces with a blank between them but is \"ab\"",
                "a b c | a merge must join two pieces, neither empty nor with a blank in it, but one is \"b c\"",
                "'a ' | a merge must join two pieces, neither empty nor with a blank in it, but one is \"\"",
            })
    void whatIsNoMergeIsRefused(String text, String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Merge.parse(text));
        assertEquals(message, refused.getMessage());
    }
}
