package dev.unroll.core.decode;

import dev.unroll.core.decode.Hypothesis.Weights;
import dev.unroll.core.network.TokenList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a decoder has said so far, as its last token and what was said before.
 *
 * @param row which row of the last step's states is its own
 * @param weights how the source was weighed at the last step
 */
record Beginning(
        Optional<Beginning> before, int token, int steps, double logProbability, int row, Optional<Weights> weights) {

    /** Nothing was said yet. */
    static Beginning nothing() {
        return new Beginning(Optional.empty(), 0, 0, 0, 0, Optional.empty());
    }

    /** Returns what was said, as a hypothesis; the last token is left out if it is the mark of the end. */
    Hypothesis hypothesis(Search search, boolean isEnded) {
        List<Beginning> path = new ArrayList<>();
        Beginning at = this;
        while (at.before().isPresent()) {
            path.add(at);
            at = at.before().get();
        }
        Collections.reverse(path);
        int[] tokens = path.stream().mapToInt(Beginning::token).toArray();
        TokenList said = TokenList.of(tokens).part(0, isEnded ? tokens.length - 1 : tokens.length);
        List<Weights> attention = path.stream()
                .flatMap(step -> step.weights().stream())
                .filter(row -> row.length() > 0)
                .toList();
        double score = logProbability / search.divisor(steps) + search.coveragePenalty() * coverage(attention);
        return new Hypothesis(said, logProbability, score, isEnded, attention);
    }

    /** Returns the sum over the source's steps of how far they were attended to: 0 if each was, fully. */
    private static double coverage(List<Weights> attention) {
        double sum = 0;
        for (int j = 0; !attention.isEmpty() && j < attention.getFirst().length(); j++) {
            double covered = 0;
            for (Weights row : attention) {
                covered += row.get(j);
            }
            sum += StrictMath.log(Math.clamp(covered, Double.MIN_NORMAL, 1.0));
        }
        return sum;
    }
}
