package dev.unroll.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.score.SequenceScores.Confusion;
import dev.unroll.core.score.SequenceScores.Counts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cases worked by hand. */
class SequenceScoresTest {

    private static List<String> letters(String word) {
        return word.codePoints().mapToObj(Character::toString).toList();
    }

    /** Adds an answer and its targets, of letters. */
    private static void add(SequenceScores scores, String answer, String... targets) {
        scores.add(
                letters(answer),
                Stream.of(targets).map(SequenceScoresTest::letters).toList());
    }

    private static SequenceScores scores(String answer, String... targets) {
        var scores = new SequenceScores();
        add(scores, answer, targets);
        return scores;
    }

    @Test
    void whatIsRightHasNoError() {
        SequenceScores scores = scores("abcd", "abcd");
        assertEquals(new Counts(1, 1, 4, 4, 0, 4), scores.overall());
        assertEquals(List.of(), scores.confusions());
        assertEquals(100, scores.bleu(), 1e-12);
    }

    @Test
    void aTokenTooManyCostsOneEditAndAllPlacesAfterIt() {
        assertEquals(new Counts(1, 0, 0, 4, 1, 3), scores("xabc", "abc").overall());
    }

    @Test
    void placesThatOnlyOneSideHasAreWrong() {
        assertEquals(0.75, scores("abc", "abcd").overall().tokenAccuracy());
        assertEquals(0.75, scores("abcd", "abc").overall().tokenAccuracy());
    }

    @Test
    void theErrorRateIsOfAllEditsAndAllTargets() {
        SequenceScores scores = scores("a", "b");
        add(scores, "abcdefghi", "abcdefghi");
        assertEquals(0.1, scores.overall().errorRate());
        assertEquals(0.5, scores.overall().exactMatch());
    }

    @Test
    void ofSeveralTargetsTheNearestCounts() {
        assertEquals(new Counts(1, 1, 3, 3, 0, 3), scores("abc", "xyzw", "abc").overall());
    }

    @Test
    void ofEquallyNearTargetsTheFirstCounts() {
        SequenceScores scores = scores("abc", "abx", "abcd");
        assertEquals(List.of(new Confusion(new Edit.Substitution("x", "c"), 1)), scores.confusions());
    }

    @Test
    void anAnswerOfNothingIsAllDeletions() {
        SequenceScores scores = scores("", "ab");
        assertEquals(1, scores.overall().errorRate());
        assertEquals(
                List.of(new Confusion(new Edit.Deletion("a"), 1), new Confusion(new Edit.Deletion("b"), 1)),
                scores.confusions());
    }

    @Test
    void theMostFrequentErrorsComeFirst() {
        SequenceScores scores = scores("axbxc", "aybyc");
        add(scores, "ab", "a");
        assertEquals(
                List.of(new Confusion(new Edit.Substitution("y", "x"), 2), new Confusion(new Edit.Insertion("b"), 1)),
                scores.confusions());
    }

    @Test
    void errorsAreCountedByTheLengthOfTheTarget() {
        SequenceScores scores = scores("ab", "abc");
        add(scores, "xyz", "xyz");
        add(scores, "q", "q");
        assertEquals(Map.of(1, new Counts(1, 1, 1, 1, 0, 1), 3, new Counts(2, 1, 5, 6, 1, 6)), scores.byLength());
    }

    @Test
    void thoseOfTwoAreThoseOfAll() {
        SequenceScores all = scores("ab", "abc");
        add(all, "xbcdy", "abcde");
        SequenceScores parts = scores("ab", "abc");
        parts.addAll(scores("xbcdy", "abcde"));
        assertEquals(all.overall(), parts.overall());
        assertEquals(all.byLength(), parts.byLength());
        assertEquals(all.confusions(), parts.confusions());
        assertEquals(all.bleu(), parts.bleu());
    }

    @Test
    void ofNothingNothingIsRight() {
        Counts none = new SequenceScores().overall();
        assertEquals(0, none.exactMatch());
        assertEquals(0, none.tokenAccuracy());
        assertEquals(0, none.errorRate());
    }
}
