package dev.unroll.data.baseline.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JointNgramsTest {

    /** Spellings and what they say: one for one, two for one, one for two, and one that is silent. */
    private static final String[][] SYLLABLES = {
        {"ba", "B AA"}, {"the", "TH EH"}, {"xo", "K S OW"}, {"shi", "SH IH"}, {"le'", "L EH"}, {"cu", "K UH"}
    };

    private static List<String> letters(String word) {
        return word.codePoints().mapToObj(Character::toString).toList();
    }

    private static List<String> symbols(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static TokenPair pair(String word, String... said) {
        return new TokenPair(
                letters(word),
                List.of(said).stream().map(JointNgramsTest::symbols).toList());
    }

    /** Returns a made word of one to four syllables. */
    private static TokenPair made(int number) {
        var word = new StringBuilder();
        var said = new ArrayList<String>();
        for (int i = 0; i <= number % 4; i++) {
            int which = (int) (CounterHash.uniform(1, Purpose.SAMPLING, number, i, 0, 0) * SYLLABLES.length);
            word.append(SYLLABLES[which][0]);
            said.addAll(symbols(SYLLABLES[which][1]));
        }
        return new TokenPair(letters(word.toString()), List.of(said));
    }

    private static List<TokenPair> made(int from, int to) {
        return IntStream.range(from, to).mapToObj(JointNgramsTest::made).toList();
    }

    @Test
    void whatIsSpelledRegularlyIsSaidRightInWordsNeverSeen() {
        JointNgrams model = JointNgrams.train(made(0, 200));
        for (TokenPair pair : made(1000, 1100)) {
            assertEquals(pair.targets().getFirst(), model.answer(pair.source()), String.join("", pair.source()));
        }
    }

    @Test
    void whatALetterSaysDependsOnThoseBeforeIt() {
        // After s, t says D.
        JointNgrams model = JointNgrams.train(
                List.of(pair("ta", "T A"), pair("tata", "T A T A"), pair("sta", "S D A"), pair("tasta", "T A S D A")));
        assertEquals(symbols("S D A S D A T A"), model.answer(letters("stastata")));
    }

    @Test
    void lettersNeverSeenSayNothing() {
        JointNgrams model = JointNgrams.train(made(0, 200));
        assertEquals(List.of("B", "AA", "B", "AA"), model.answer(letters("ba7ba")));
        assertEquals(List.of(), model.answer(letters("77")));
    }

    @Test
    void aWordWithoutLettersSaysNothing() {
        assertEquals(List.of(), JointNgrams.train(made(0, 200)).answer(List.of()));
    }

    @Test
    void whatSaysMoreThanTwoSymbolsALetterIsLeftOut() {
        assertEquals(0, JointNgrams.train(List.of(pair("ab", "A B C D"))).leftOut());
        assertEquals(
                2,
                JointNgrams.train(List.of(pair("ab", "A B"), pair("w", "D AH B"), pair("", "A")))
                        .leftOut());
    }

    @Test
    void withoutPairsThereIsNothingToLearn() {
        var error = assertThrows(IllegalArgumentException.class, () -> JointNgrams.train(List.of()));
        assertEquals("pairs to train a baseline on must be at least 1 but are 0", error.getMessage());
    }

    @Test
    void aSourceWithoutTargetsIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> pair("ab"));
        assertEquals("a source must have at least 1 target but has none", error.getMessage());
    }
}
