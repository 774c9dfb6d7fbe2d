package dev.unroll.data.baseline.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearestSourceTest {

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static TokenPair pair(String source, String... targets) {
        return new TokenPair(
                words(source), Stream.of(targets).map(NearestSourceTest::words).toList());
    }

    private static String answer(NearestSource model, String source) {
        return String.join(" ", model.answer(words(source)));
    }

    private static NearestSource model() {
        return NearestSource.train(List.of(
                pair("I am cold .", "J'ai froid ."),
                pair("I am hungry .", "J'ai faim .", "Je suis affamé ."),
                pair("You are late .", "Tu es en retard ."),
                pair("The dog is cold .", "Le chien a froid .")));
    }

    @Test
    void aSourceThatWasSeenHasItsFirstTarget() {
        assertEquals("J'ai faim .", answer(model(), "I am hungry ."));
    }

    @Test
    void theNearestSourceNeedsTheFewestEdits() {
        assertEquals("Tu es en retard .", answer(model(), "You are very late ."));
        assertEquals("Le chien a froid .", answer(model(), "The cat is cold ."));
    }

    @Test
    void ofSourcesAsNearTheOneWithTheRarerWordsInCommonAnswers() {
        var model = NearestSource.train(
                List.of(pair("a x", "common"), pair("q b", "rare"), pair("a y", "1"), pair("a z", "2")));
        assertEquals("rare", answer(model, "a b"));
    }

    @Test
    void ofEquallyNearSourcesTheFirstAnswers() {
        var model = NearestSource.train(List.of(pair("a b", "first"), pair("a c", "second")));
        assertEquals("first", answer(model, "a d"));
    }

    @Test
    void whereNothingIsKnownTheNearestInLengthAnswers() {
        var model = NearestSource.train(List.of(pair("a b c", "long"), pair("a", "short")));
        assertEquals("short", answer(model, "x"));
        assertEquals("short", answer(model, ""));
    }

    @Test
    void theNearestIsFoundAmongManyThatShareMore() {
        // Forty sources have both words, in longer texts; one has one word less.
        var pairs = new ArrayList<TokenPair>();
        IntStream.range(0, 40).forEach(i -> pairs.add(pair("n" + i + " m" + i + " c d b a", "far")));
        pairs.add(pair("a b", "near"));
        assertEquals("near", answer(NearestSource.train(pairs), "a b"));
    }

    @Test
    void withoutPairsThereIsNothingToLearn() {
        var error = assertThrows(IllegalArgumentException.class, () -> NearestSource.train(List.of()));
        assertEquals("pairs to train a baseline on must be at least 1 but are 0", error.getMessage());
    }
}
