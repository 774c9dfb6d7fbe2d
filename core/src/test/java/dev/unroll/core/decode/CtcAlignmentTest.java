package dev.unroll.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtcAlignmentTest {

    @Test
    void eachTokenHasItsSteps() {
        CtcScores scores = AllPaths.of(
                new double[] {0.1, 0.1, 0.8},
                new double[] {0.6, 0.1, 0.3},
                new double[] {0.7, 0.1, 0.2},
                new double[] {0.2, 0.6, 0.2},
                new double[] {0.1, 0.1, 0.8});
        CtcAlignment alignment = CtcAlignment.of(scores, 0, 1);
        assertEquals(List.of(List.of(0, 1, 3, 2), List.of(1, 3, 4, 3)), steps(alignment));
        assertEquals(StrictMath.log(0.8 * 0.6 * 0.7 * 0.6 * 0.8), alignment.logProbability(), 1e-6);
    }

    @Test
    void ofEqualPathsTheOneThatGoesOnEarlierCounts() {
        double[] alike = {0.5, 0.5};
        CtcAlignment alignment = CtcAlignment.of(AllPaths.of(alike, alike, alike), 0);
        assertEquals(List.of(List.of(0, 0, 1, 0)), steps(alignment));
    }

    @Test
    void equalNeighborsHaveABlankBetweenThem() {
        double[] alike = {0.4, 0.3, 0.3};
        CtcAlignment alignment = CtcAlignment.of(AllPaths.of(alike, alike, alike), 0, 0);
        assertEquals(List.of(List.of(0, 0, 1, 0), List.of(0, 2, 3, 2)), steps(alignment));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void thePathIsTheMostProbableOfAll(int steps) {
        CtcScores scores = AllPaths.random(steps, 3, steps);
        new AllPaths(scores).largest().forEach((tokens, log) -> {
            int[] given = tokens.stream().mapToInt(Integer::intValue).toArray();
            CtcAlignment alignment = CtcAlignment.of(scores, given);
            assertEquals(log, alignment.logProbability(), 1e-9, tokens.toString());
            assertEquals(
                    tokens, alignment.tokens().stream().map(AlignedToken::token).toList());
        });
    }

    @Test
    void tenThousandStepsAreAligned() {
        CtcScores scores = AllPaths.random(10_000, 4, 9);
        int[] tokens =
                CtcGreedy.of(scores).stream().mapToInt(AlignedToken::token).toArray();
        CtcAlignment alignment = CtcAlignment.of(scores, tokens);
        assertEquals(CtcGreedy.of(scores), alignment.tokens());
        assertTrue(Double.isFinite(alignment.logProbability()));
    }

    @Test
    void whatCannotBeAlignedIsNamed() {
        CtcScores scores = AllPaths.random(3, 3, 1);
        var tooMany = assertThrows(IllegalArgumentException.class, () -> CtcAlignment.of(scores, 0, 1, 1));
        assertEquals("3 tokens need at least 4 steps but there are 3", tooMany.getMessage());
        var blank = assertThrows(IllegalArgumentException.class, () -> CtcAlignment.of(scores, 0, 2));
        assertEquals("token 2 must be in 0 .. 1 to be aligned", blank.getMessage());
    }

    private static List<List<Integer>> steps(CtcAlignment alignment) {
        return alignment.tokens().stream()
                .map(token -> List.of(token.token(), token.from(), token.to(), token.peak()))
                .toList();
    }
}
