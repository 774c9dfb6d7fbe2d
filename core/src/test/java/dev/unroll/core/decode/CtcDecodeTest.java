package dev.unroll.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtcDecodeTest {

    private static final int WIDE = 1000;

    /** Steps at which a, a, nothing, a, b, b are most probable, with how probable. */
    private static final CtcScores SAID = AllPaths.of(
            new double[] {0.5, 0.2, 0.3},
            new double[] {0.8, 0.1, 0.1},
            new double[] {0.2, 0.2, 0.6},
            new double[] {0.9, 0.05, 0.05},
            new double[] {0.1, 0.7, 0.2},
            new double[] {0.1, 0.6, 0.3});

    @Test
    void repetitionsCountOnceAndBlanksNotAtAll() {
        List<AlignedToken> tokens = CtcGreedy.of(SAID);
        assertEquals(
                List.of(List.of(0, 0, 2, 1), List.of(0, 3, 4, 3), List.of(1, 4, 6, 4)),
                tokens.stream()
                        .map(token -> List.of(token.token(), token.from(), token.to(), token.peak()))
                        .toList());
        assertEquals(StrictMath.log(0.8), tokens.getFirst().logProbability(), 1e-6);
    }

    @Test
    void ofEquallyProbableTokensTheFirstIsTaken() {
        List<AlignedToken> tokens = CtcGreedy.of(AllPaths.of(new double[] {0.1, 0.3, 0.3, 0.3}));
        assertEquals(List.of(1), tokens.stream().map(AlignedToken::token).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void chunksGiveTheTokensOfTheWhole(int chunk) {
        CtcScores scores = AllPaths.random(40, 4, 3);
        var greedy = new CtcGreedy();
        CtcSearch search = new CtcBeam(4).begin();
        for (int from = 0; from < 40; from += chunk) {
            CtcScores part = AllPaths.part(scores, from, Math.min(40, from + chunk));
            greedy.add(part);
            search.add(part);
        }
        assertEquals(CtcGreedy.of(scores), greedy.tokens());
        assertEquals(40, greedy.steps());
        assertEquals(words(new CtcBeam(4).of(scores, 4)), words(search.best(4)));
    }

    @Test
    void manyPathsMayBeMoreProbableThanTheBestOne() {
        // Nothing, nothing is the best path by 0.36, but a has the paths aa, a-, -a: 0.64.
        CtcScores scores = AllPaths.of(new double[] {0.4, 0.6}, new double[] {0.4, 0.6});
        assertEquals(0, CtcGreedy.of(scores).size());
        Transcript best = new CtcBeam(2).of(scores, 1).getFirst();
        assertEquals(List.of(0), tokens(best));
        assertEquals(StrictMath.log(0.64), best.logProbability(), 1e-6);
        assertEquals(best.logProbability(), best.score());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void aWideBeamFindsAllTokensWithTheSumOfTheirPaths(int steps) {
        CtcScores scores = AllPaths.random(steps, 3, steps);
        Map<List<Integer>, Double> sums = new AllPaths(scores).sums();
        List<Transcript> found = new CtcBeam(WIDE).of(scores, WIDE);
        assertEquals(sums.size(), found.size());
        for (Transcript transcript : found) {
            assertEquals(StrictMath.log(sums.get(tokens(transcript))), transcript.logProbability(), 1e-9);
        }
        assertTrue(found.stream()
                .map(Transcript::score)
                .sorted(Comparator.reverseOrder())
                .toList()
                .equals(found.stream().map(Transcript::score).toList()));
    }

    @Test
    void aNarrowBeamFindsDifferentTokensEach() {
        CtcScores scores = AllPaths.random(60, 5, 8);
        List<List<Integer>> found =
                new CtcBeam(6).of(scores, 6).stream().map(CtcDecodeTest::tokens).toList();
        assertEquals(6, found.stream().distinct().count());
    }

    @Test
    void aBeamOfOneMayMissWhatAWiderOneFinds() {
        CtcScores scores = AllPaths.of(new double[] {0.4, 0.6}, new double[] {0.4, 0.6});
        assertEquals(List.of(), tokens(new CtcBeam(1).of(scores, 1).getFirst()));
        assertNotEquals(List.of(), tokens(new CtcBeam(2).of(scores, 1).getFirst()));
    }

    @Test
    void ofEquallyGoodBeginningsTheFirstAreKept() {
        double[] alike = {0.25, 0.25, 0.25, 0.25};
        List<Transcript> found = new CtcBeam(2).of(AllPaths.of(new double[][] {alike}), 9);
        assertEquals(List.of(List.of(), List.of(0)), words(found));
    }

    @Test
    void noStepsMeanNoTokens() {
        CtcScores none = AllPaths.part(SAID, 0, 0);
        assertEquals(List.of(), CtcGreedy.of(none));
        assertEquals(List.of(List.of()), words(new CtcBeam(3).of(none, 3)));
    }

    @Test
    void aWordListAllowsItsWordsAlone() {
        // Tokens 0 and 1 make words, 2 parts them.
        var words = new WordList(List.of(new int[] {0, 1}, new int[] {1}), 2);
        for (int seed = 1; seed < 6; seed++) {
            CtcScores scores = AllPaths.random(5, 4, seed);
            List<Transcript> found = new CtcBeam(WIDE).withPrior(words, 1, 0).of(scores, WIDE);
            Map<List<Integer>, Double> sums = new AllPaths(scores).sums();
            List<List<Integer>> allowed = sums.keySet().stream()
                    .filter(CtcDecodeTest::isOfWords)
                    .sorted(Comparator.comparing(sums::get, Comparator.reverseOrder()))
                    .toList();
            assertEquals(allowed, words(found));
            assertEquals(
                    StrictMath.log(sums.get(allowed.getFirst())),
                    found.getFirst().logProbability(),
                    1e-9);
        }
    }

    private static boolean isOfWords(List<Integer> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(text::append);
        return text.toString().matches("((01|1)(2|$))*");
    }

    @Test
    void aPriorAndABonusChangeWhatIsBest() {
        CtcScores scores = AllPaths.of(new double[] {0.5, 0.4, 0.1});
        assertEquals(List.of(0), best(new CtcBeam(5), scores));
        assertEquals(List.of(1), best(new CtcBeam(5).withPrior(always(0.1, 0.9), 1, 0), scores));
        assertEquals(List.of(0), best(new CtcBeam(5).withPrior(always(0.1, 0.9), 0.05, 0), scores));
        assertEquals(List.of(), best(new CtcBeam(5).withPrior(always(0.1, 0.1), 1, 0), scores));
        assertEquals(List.of(0), best(new CtcBeam(5).withPrior(always(0.1, 0.1), 1, 3), scores));
    }

    @Test
    void theScoreIsOfSoundPriorAndBonus() {
        CtcScores scores = AllPaths.of(new double[] {0.5, 0.4, 0.1});
        Transcript best =
                new CtcBeam(5).withPrior(always(0.1, 0.9), 2, 0.5).of(scores, 1).getFirst();
        assertEquals(StrictMath.log(0.4), best.logProbability(), 1e-6);
        assertEquals(StrictMath.log(0.4) + 2 * StrictMath.log(0.9) + 0.5, best.score(), 1e-6);
    }

    private static Prior always(double first, double second) {
        return () -> new Prior.State() {
            @Override
            public double logProbability(int token) {
                return StrictMath.log(token == 0 ? first : second);
            }

            @Override
            public Prior.State after(int token) {
                return this;
            }

            @Override
            public double logEnd() {
                return 0;
            }
        };
    }

    @Test
    void aBeamOfOneWithABonusIsNotGreedy() {
        assertTrue(new CtcBeam(1).isGreedy());
        assertFalse(new CtcBeam(1).withPrior(Prior.NONE, 0, 2).isGreedy());
    }

    @Test
    void aBeamThatCannotBeIsNamed() {
        assertMessage("the beam width must be in 1 .. 10000 but is 0", () -> new CtcBeam(0));
        assertMessage("the beam width must be in 1 .. 10000 but is 10001", () -> new CtcBeam(10_001));
        assertMessage(
                "the weight of the prior must be finite and at least 0, and the bonus for a token finite, but they are"
                        + " -1.0 and 0.0",
                () -> new CtcBeam(1).withPrior(Prior.NONE, -1, 0));
        assertMessage(
                "word 1 of the list has the token 2, which parts words; leave it out, or cut the word there",
                () -> new WordList(List.of(new int[] {0}, new int[] {1, 2}), 2));
        assertMessage(
                "word 0 of the list must have a token but has none", () -> new WordList(List.of(new int[] {}), 2));
    }

    private static void assertMessage(String expected, Executable made) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, made).getMessage());
    }

    private static List<Integer> best(CtcBeam beam, CtcScores scores) {
        return tokens(beam.of(scores, 1).getFirst());
    }

    private static List<List<Integer>> words(List<Transcript> transcripts) {
        return transcripts.stream().map(CtcDecodeTest::tokens).toList();
    }

    private static List<Integer> tokens(Transcript transcript) {
        return Arrays.stream(transcript.tokens().toArray()).boxed().toList();
    }
}
