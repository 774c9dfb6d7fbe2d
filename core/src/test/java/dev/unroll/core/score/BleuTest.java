package dev.unroll.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values of sacreBLEU's own test, {@code test/test_bleu.py} of github.com/mjpost/sacrebleu, and cases worked by hand. */
class BleuTest {

    private static final List<String> ANSWERS =
            List.of("The dog bit the man.", "It wasn't surprising.", "The man had just bitten him.");
    private static final List<List<String>> REFERENCES = List.of(
            List.of("The dog bit the man.", "The dog had bit the man."),
            List.of("It was not unexpected.", "No one was surprised."),
            List.of("The man bit him first.", "The man had bitten the dog."));

    private static Bleu bleu(List<String> answers) {
        var bleu = new Bleu();
        for (int i = 0; i < answers.size(); i++) {
            bleu.addText(answers.get(i), REFERENCES.get(i));
        }
        return bleu;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static Bleu ofWords(String answer, String... references) {
        var bleu = new Bleu();
        bleu.add(words(answer), Stream.of(references).map(BleuTest::words).toList());
        return bleu;
    }

    @Test
    void theExampleOfSacreBleuHasItsScore() {
        assertEquals(48.530827, bleu(ANSWERS).score(), 1e-6);
    }

    @Test
    void theExampleCutAtBlanksHasItsScore() {
        var bleu = new Bleu();
        for (int i = 0; i < ANSWERS.size(); i++) {
            bleu.add(
                    words(ANSWERS.get(i)),
                    REFERENCES.get(i).stream().map(BleuTest::words).toList());
        }
        assertEquals(49.1919566, bleu.score(), 1e-6);
    }

    @Test
    void theCountsOfSacreBleuHaveItsScore() {
        assertEquals(83.75922397, Bleu.of(new long[] {9, 7, 5, 3}, new long[] {10, 8, 6, 4}, 11, 11), 1e-7);
    }

    @Test
    void emptyAnswersScoreNothing() {
        assertEquals(0, bleu(List.of("", "", "")).score());
    }

    @Test
    void whatIsRightScoresAHundred() {
        assertEquals(100, ofWords("a b c d e", "a b c d e").score(), 1e-12);
    }

    @Test
    void precisionsAndPenaltyAreThoseWorkedByHand() {
        // a b c d x y: 4 of 6 tokens, 3 of 5 pairs, 2 of 4 triples, 1 of 3 quadruples; 6 tokens for 8.
        Bleu bleu = ofWords("a b c d x y", "a b c d e f g h");
        assertEquals(4.0 / 6, bleu.precision(1));
        assertEquals(3.0 / 5, bleu.precision(2));
        assertEquals(2.0 / 4, bleu.precision(3));
        assertEquals(1.0 / 3, bleu.precision(4));
        assertEquals(StrictMath.exp(1 - 8.0 / 6), bleu.brevityPenalty());
        double product = 4.0 / 6 * 3 / 5 * 2 / 4 / 3;
        assertEquals(
                100 * StrictMath.exp(1 - 8.0 / 6) * StrictMath.sqrt(StrictMath.sqrt(product)), bleu.score(), 1e-12);
    }

    @Test
    void aWordSaidOftenerThanInAnyReferenceIsNotRightAsOften() {
        // The example of Papineni et al.: seven times "the", of which a reference has two.
        Bleu bleu = ofWords("the the the the the the the", "the cat is on the mat", "there is a cat on the mat");
        assertEquals(2.0 / 7, bleu.precision(1));
    }

    @Test
    void withoutARightQuadrupleTheScoreIsZero() {
        assertEquals(0, ofWords("a b c", "a b c").score());
    }

    @Test
    void ofReferencesEquallyCloseTheShorterCounts() {
        assertEquals(1, ofWords("a b c d", "a b c d e", "a b c").brevityPenalty());
        assertEquals(1, ofWords("a b c d", "a b c", "a b c d e").brevityPenalty());
    }

    @Test
    void theClosestReferenceCountsAndNotTheShortest() {
        assertEquals(
                StrictMath.exp(1 - 5.0 / 4),
                ofWords("a b c d", "a b", "a b c d e").brevityPenalty());
    }

    @Test
    void answersAreCountedTogether() {
        var both = ofWords("a b c d", "a b c d");
        both.addAll(ofWords("x", "y"));
        assertEquals(4.0 / 5, both.precision(1));
        assertEquals(1, both.precision(4));
    }

    @Test
    void withoutAReferenceNothingIsCounted() {
        var error = assertThrows(IllegalArgumentException.class, () -> ofWords("a"));
        assertEquals("an answer must be compared with at least 1 reference but there is none", error.getMessage());
    }

    @Test
    void withoutATokenThereIsNoScore() {
        var error = assertThrows(IllegalStateException.class, () -> new Bleu().score());
        assertEquals("BLEU needs at least one token but none was counted", error.getMessage());
    }

    @Test
    void ordersEndWithFour() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Bleu().precision(5));
        assertEquals("the order of n-grams must be 1 to 4 but is 5", error.getMessage());
    }
}
