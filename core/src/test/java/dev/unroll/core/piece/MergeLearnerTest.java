package dev.unroll.core.piece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeLearnerTest {

    private static List<String> symbols(String word) {
        return word.codePoints().mapToObj(Character::toString).toList();
    }

    private static Map<List<String>, Long> words(Map<String, Integer> counts) {
        var words = new LinkedHashMap<List<String>, Long>();
        counts.forEach((word, count) -> words.put(symbols(word), (long) count));
        return words;
    }

    private static List<String> learn(Map<String, Integer> counts, int most) {
        return MergeLearner.learn(words(counts), most).toData();
    }

    /** The example of the paper's figure 1, where the end of a word is a dot. */
    @Test
    void thePapersExampleHasThePapersMerges() {
        var counts = Map.of("low.", 5, "lowest.", 2, "newer.", 6, "wider.", 3);
        assertEquals(List.of("e r", "er .", "l o", "lo w"), learn(counts, 4));
    }

    @Test
    void equalCountsGoInTheOrderOfCodePoints() {
        assertEquals(List.of("b a", "c a"), learn(Map.of("ca", 2, "ba", 2), 2));
        assertEquals(List.of("a b", "a c"), learn(Map.of("ac", 2, "ab", 2), 2));
        String emoji = "\uD83D\uDE00";
        assertEquals(List.of("\uFF5E a", emoji + " a"), learn(Map.of(emoji + "a", 2, "\uFF5Ea", 2), 2));
    }

    @Test
    void whatOccursOnceIsNoMerge() {
        assertEquals(List.of("a b"), learn(Map.of("abc", 1, "abd", 1), 10));
    }

    @Test
    void noMergeIsLearnedIfNoneIsAskedFor() {
        assertEquals(List.of(), learn(Map.of("ab", 5), 0));
    }

    @Test
    void aWordOfAThousandSymbolsTeachesAndALongerOneDoesNot() {
        assertEquals(List.of("a b"), learn(Map.of("ab".repeat(500), 1), 1));
        assertEquals(List.of(), learn(Map.of("ab".repeat(500) + "c", 1), 1));
    }

    @Test
    void lessThanNoMergeIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> learn(Map.of(), -1));
        assertEquals("the number of merges must be at least 0 but is -1", refused.getMessage());
    }

    /** Words of few letters have pieces that are made in several ways, and pairs that come back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theMergesAreThoseOfCountingAnewEachTime(long seed) {
        Map<List<String>, Long> words = randomWords(seed);
        assertEquals(slowMerges(words, 60), MergeLearner.learn(words, 60).toData());
    }

    @Test
    void theOrderOfTheWordsDoesNotMatter() {
        Map<List<String>, Long> words = randomWords(11);
        List<List<String>> backwards = new ArrayList<>(words.keySet());
        Collections.reverse(backwards);
        var reversed = new LinkedHashMap<List<String>, Long>();
        backwards.forEach(word -> reversed.put(word, words.getOrDefault(word, 0L)));
        assertEquals(MergeLearner.learn(words, 50), MergeLearner.learn(reversed, 50));
    }

    private static Map<List<String>, Long> randomWords(long seed) {
        var words = new LinkedHashMap<List<String>, Long>();
        for (int word = 0; word < 60; word++) {
            int length = 1 + (int) (8 * CounterHash.uniform(seed, Purpose.SAMPLING, word, 0, 0, 0));
            var symbols = new ArrayList<String>();
            for (int i = 1; i <= length; i++) {
                symbols.add(String.valueOf(
                        "abc".charAt((int) (3 * CounterHash.uniform(seed, Purpose.SAMPLING, word, i, 0, 0)))));
            }
            words.merge(symbols, 1L, Long::sum);
        }
        return words;
    }

    /** Learns as the paper's program does, each time with all pairs counted anew in words that are cut by the merges so far. */
    private static List<String> slowMerges(Map<List<String>, Long> words, int most) {
        var merges = new ArrayList<Merge>();
        while (merges.size() < most) {
            var cut = new Merges(merges);
            var counts = new HashMap<Merge, Long>();
            words.forEach((word, count) -> {
                List<String> pieces = cut.pieces(word);
                for (int i = 0; i + 1 < pieces.size(); i++) {
                    counts.merge(new Merge(pieces.get(i), pieces.get(i + 1)), count, Long::sum);
                }
            });
            var best = counts.entrySet().stream()
                    .filter(entry -> entry.getValue() >= 2)
                    .min(Comparator.comparing((Map.Entry<Merge, Long> entry) -> -entry.getValue())
                            .thenComparing(
                                    entry -> entry.getKey().left().codePoints().toArray(), Arrays::compare)
                            .thenComparing(
                                    entry -> entry.getKey().right().codePoints().toArray(), Arrays::compare));
            if (best.isEmpty()) {
                break;
            }
            merges.add(best.get().getKey());
        }
        return new Merges(merges).toData();
    }
}
